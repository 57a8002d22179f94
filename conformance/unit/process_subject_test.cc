// A program that misbehaves costs one case; the run goes on.
#include "conformance/harness/process_subject.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "conformance/harness/case_loader.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

ProcessLimits quick() {
  ProcessLimits limits;
  limits.answer = std::chrono::milliseconds(500);
  limits.start = std::chrono::milliseconds(5000);
  limits.line = 1'000'000;
  return limits;
}

class ProcessSubjectTest : public ::testing::Test {
 protected:
  // Cases whose ids are these.
  void cases(const std::vector<std::string>& ids) {
    JsonDocument document;
    for (const std::string& id : ids) {
      const std::string text =
          "{\"id\": \"" + id + "\", \"rfile\": \"GET / HTTP/1.0\\r\\n\\r\\n\"}";
      owned_.push_back(std::make_unique<Case>(read_case(document.parse(text), text)));
      cases_.push_back(owned_.back().get());
    }
  }
  std::vector<Answer> run(const std::string& fault, ProcessLimits limits = quick()) {
    std::vector<Answer> answers;
    ProcessSubject subject(stub(fault), limits);
    subject.run_all(cases_, [&](std::size_t i, Answer answer) {
      EXPECT_EQ(i, answers.size());
      answers.push_back(std::move(answer));
    });
    end_ = subject.finish();
    return answers;
  }

  std::vector<std::unique_ptr<Case>> owned_;
  std::vector<const Case*> cases_;
  std::string end_;
};

TEST_F(ProcessSubjectTest, AnswersComeInOrder) {
  std::vector<std::string> ids(200);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = "a/" + std::to_string(i);
  cases(ids);
  const std::vector<Answer> answers = run("none");
  ASSERT_EQ(answers.size(), ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i)
    EXPECT_EQ(std::get<Outcome>(answers[i]).log, Text("log of " + ids[i] + "\n"));
  EXPECT_EQ(end_, "");
}

TEST_F(ProcessSubjectTest, SaysWhoItIs) {
  const ProcessSubject subject(stub("none", "3.6.15"), quick());
  EXPECT_EQ(subject.identity().name, "CPython");
  EXPECT_EQ(subject.identity().version, "3.6.15");
}

struct Fault {
  const char* name;
  Failure::Kind kind;
  const char* says;
};

class FaultTest : public ProcessSubjectTest, public ::testing::WithParamInterface<Fault> {};

TEST_P(FaultTest, CostsItsCaseAlone) {
  cases({"a/good", "a/bad", "a/good-2", "a/good-3", "a/bad-2", "a/good-4"});
  const std::vector<Answer> answers = run(GetParam().name);
  ASSERT_EQ(answers.size(), 6U);
  for (const std::size_t i : {0U, 2U, 3U, 5U})
    EXPECT_TRUE(std::holds_alternative<Outcome>(answers[i])) << i;
  for (const std::size_t i : {1U, 4U}) {
    ASSERT_TRUE(std::holds_alternative<Failure>(answers[i])) << i;
    EXPECT_EQ(std::get<Failure>(answers[i]).kind, GetParam().kind);
    EXPECT_TRUE(contains(std::get<Failure>(answers[i]).what, GetParam().says));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Faults, FaultTest,
    ::testing::Values(
        Fault{"die", Failure::Kind::kCrashed, "was ended by signal 9"},
        Fault{"die-in-line", Failure::Kind::kCrashed, "in the middle of b'{\"id\": '"},
        Fault{"exit-early", Failure::Kind::kCrashed, "exited with code 0 before it answered"},
        Fault{"exit-early-1", Failure::Kind::kCrashed, "exited with code 1"},
        Fault{"hang", Failure::Kind::kTimedOut, "no answer within 0.5 s"},
        Fault{"rubbish", Failure::Kind::kProtocolError, "b'Traceback (most recent call last):'"},
        Fault{"nan", Failure::Kind::kProtocolError, "NaN is no value"},
        Fault{"no-object", Failure::Kind::kProtocolError, "no JSON object"},
        Fault{"no-id", Failure::Kind::kProtocolError, "repeat the id"},
        Fault{"order", Failure::Kind::kProtocolError, "it answered some/other/case when a/bad"},
        Fault{"half-outcome", Failure::Kind::kProtocolError, "the key \"flushes\" is missing"},
        Fault{"high-character", Failure::Kind::kProtocolError, "writes[0]: character U+20AC"},
        Fault{"giant-line", Failure::Kind::kProtocolError, "a line of more than 1000000 bytes"},
        Fault{"error", Failure::Kind::kError, "too hard"},
        Fault{"null-error", Failure::Kind::kError, "not a case"}),
    [](const auto& fault) {
      std::string name = fault.param.name;
      for (char& c : name)
        if (c == '-') c = '_';
      return name;
    });

TEST_F(ProcessSubjectTest, UnsupportedIsAnAnswer) {
  cases({"a/bad", "a/good"});
  const std::vector<Answer> answers = run("unsupported");
  EXPECT_EQ(std::get<Unsupported>(answers[0]).why, "no such action");
  EXPECT_TRUE(std::holds_alternative<Outcome>(answers[1]));
}

TEST_F(ProcessSubjectTest, ASecondAnswerIsOutOfOrder) {
  cases({"a/bad", "a/good", "a/good-2"});
  const std::vector<Answer> answers = run("answer-twice");
  EXPECT_TRUE(std::holds_alternative<Outcome>(answers[0]));
  EXPECT_EQ(std::get<Failure>(answers[1]).kind, Failure::Kind::kProtocolError);
  EXPECT_TRUE(std::holds_alternative<Outcome>(answers[2]));
}

TEST_F(ProcessSubjectTest, ItsOwnKeysAreIgnored) {
  cases({"a/good"});
  EXPECT_TRUE(std::holds_alternative<Outcome>(run("extra-keys")[0]));
}

TEST_F(ProcessSubjectTest, TheEndOfInputIsPartOfTheProtocol) {
  cases({"a/good"});
  (void)run("fail-at-end");
  EXPECT_TRUE(contains(end_, "exited with code 7"));
  (void)run("chatter-at-end");
  EXPECT_TRUE(contains(end_, "after the last answer it wrote b'bye\\n'"));
}

TEST_F(ProcessSubjectTest, AWideCaseFillsThePipesBothWays) {
  JsonDocument document;
  for (int i = 0; i < 40; ++i) {
    const std::string text = "{\"id\": \"wide/" + std::to_string(i) + "\", \"rfile\": \"" +
                             std::string(200'000, 'x') + "\"}";
    owned_.push_back(std::make_unique<Case>(read_case(document.parse(text), text)));
    cases_.push_back(owned_.back().get());
  }
  const std::vector<Answer> answers = run("none", ProcessLimits{});
  ASSERT_EQ(answers.size(), 40U);
  EXPECT_EQ(std::get<Outcome>(answers[39]).writes[1].size(), 200'000U);
}

class StartTest : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(StartTest, WhatCannotBeGreetedIsNoSubject) {
  ProcessLimits limits = quick();
  limits.start = std::chrono::milliseconds(500);
  const std::string command =
      std::string(GetParam().first) == "no-such" ? "/nonexistent/subject" : stub(GetParam().first);
  const std::string what =
      message_of<SubjectError>([&] { const ProcessSubject subject(command, limits); });
  EXPECT_TRUE(contains(what, "the subject `" + command + "` cannot be used"));
  EXPECT_TRUE(contains(what, GetParam().second));
}

INSTANTIATE_TEST_SUITE_P(Starts, StartTest,
                         ::testing::Values(std::pair("no-such", "exited with code 127"),
                                           std::pair("dead-at-start", "exited with code 1"),
                                           std::pair("mute", "no answer within 0.5 s"),
                                           std::pair("banner",
                                                     "a banner belongs on standard error"),
                                           std::pair("nameless", "lacks a \"name\"")));

}  // namespace
}  // namespace basehttp::conformance
