#include "fuzz/differential/piped_python.h"

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/unit/test_support.h"
#include "fuzz/differential/unit/stub_interpreter.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using conformance::Outcome;
using conformance::TempFolder;

std::vector<Answer> ask(PipedPython& python, std::size_t count) {
  std::vector<Case> cases(count);
  std::vector<const Case*> pointers;
  for (std::size_t i = 0; i < count; ++i) {
    cases[i].id = "test/" + std::to_string(i);
    cases[i].rfile = "GET /\xe9 HTTP/1.0\r\n\r\n";
    if (i % 2 == 1) cases[i].program = conformance::Program{{{"GET", {{"flush", {}, {}, {}}}}}};
    pointers.push_back(&cases[i]);
  }
  std::vector<Answer> answers;
  python.run_all(pointers, [&](std::size_t i, Answer answer) {
    EXPECT_EQ(i, answers.size());
    answers.push_back(std::move(answer));
  });
  return answers;
}

bool is_piped(const Answer& answer) {
  const auto* outcome = std::get_if<Outcome>(&answer);
  return outcome != nullptr && outcome->log == "piped";
}

TEST(PipedPython, AnswersAllCasesOfAMessage) {
  const TempFolder folder;
  PipedPython python(stub_interpreter(folder, "none", "3.13.0"));
  EXPECT_EQ(python.identity().name, "CPython");
  EXPECT_EQ(python.identity().version, "3.13.0");
  for (const std::size_t count : {std::size_t{1}, std::size_t{64}, std::size_t{0}}) {
    const auto answers = ask(python, count);
    ASSERT_EQ(answers.size(), count);
    for (const Answer& answer : answers) EXPECT_TRUE(is_piped(answer));
  }
  EXPECT_GT(python.cpu_seconds(), 0);
  EXPECT_EQ(python.finish(), "");
  EXPECT_EQ(python.cpu_seconds(), 0);
  // One that is asked again starts again.
  EXPECT_EQ(ask(python, 2).size(), 2U);
}

// The line protocol's stub has another log.
TEST(PipedPython, AMessageThatIsNotAnsweredIsPutCaseByCase) {
  for (const char* fault : {"dies", "short", "long", "junk"}) {
    const TempFolder folder;
    PipedPython python(stub_interpreter(folder, fault, "3.13.0"));
    for (int time = 0; time < 2; ++time) {
      const auto answers = ask(python, 3);
      ASSERT_EQ(answers.size(), 3U) << fault;
      for (const Answer& answer : answers) {
        EXPECT_TRUE(std::holds_alternative<Outcome>(answer)) << fault;
        EXPECT_FALSE(is_piped(answer)) << fault;
      }
    }
  }
}

TEST(PipedPython, TellsOnlyOfAnswersThatAreNotTheExpectedOnes) {
  const TempFolder folder;
  PipedPython python(stub_interpreter(folder, "none", "3.13.0"));
  const Case one;
  const Case* const cases[] = {&one, &one, &one};
  Outcome outcome;
  outcome.log = "piped";
  outcome.rfile_pos = 7;
  outcome.close_connection = Value(true);
  const Answer same = outcome;
  outcome.log = "another";
  const Answer another = outcome;
  const Answer unsupported = conformance::Unsupported{"why"};
  const Answer* const expected[] = {&another, &same, &unsupported};
  std::vector<std::size_t> told;
  python.run_all_unlike(cases, expected, [&](std::size_t i, const Answer& answer) {
    told.push_back(i);
    EXPECT_TRUE(is_piped(answer));
  });
  EXPECT_EQ(told, (std::vector<std::size_t>{0, 2}));
}

TEST(PipedPython, IsGivenItsInputWhole) {
  const TempFolder folder;
  PipedPython python(stub_interpreter(folder, "none", "3.13.0"));
  EXPECT_TRUE(std::holds_alternative<conformance::Unsupported>(
      python.run(Case(), conformance::Delivery::bytewise())));
}

TEST(PipedPython, AProgramThatSaysNothingIsRefused) {
  EXPECT_THROW(PipedPython("/bin/true"), conformance::SubjectError);
  EXPECT_THROW(PipedPython("/bin/echo"), conformance::SubjectError);
}

}  // namespace
}  // namespace basehttp::fuzz
