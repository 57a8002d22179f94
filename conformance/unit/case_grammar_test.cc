#include "conformance/grammar/case_grammar.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "basehttp/profile.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/reference_subject.h"

namespace basehttp::conformance::grammar {
namespace {

// As a subject reads it: JsonError for what no case can say.
std::string read_back(const Case& one) {
  const std::string written = write_case(one);
  JsonDocument document;
  return write_case(read_case(document.parse(written), written));
}

Case read(const std::string& json) {
  JsonDocument document;
  return read_case(document.parse(json), json);
}

Case empty_case() { return read(R"({"id": "a/b/c", "rfile": ""})"); }

TEST(CaseGrammar, EveryChangeGivesACaseThatIsReadBack) {
  Random random(1);
  Case one = empty_case();
  std::set<std::string> distinct;
  for (int i = 0; i < 5000; ++i) {
    if (i % 50 == 0) one = empty_case();
    change_case(one, random);
    ASSERT_EQ(read_back(one), write_case(one));
    distinct.insert(write_case(one));
  }
  EXPECT_GT(distinct.size(), 4000U);
}

TEST(CaseGrammar, EveryGeneratedCaseIsReadBack) {
  std::set<std::string> distinct;
  for (std::uint64_t number = 0; number < 3000; ++number) {
    const Case one = generated_case(1, number);
    ASSERT_EQ(read_back(one), one.json);
    Case without_id = one;
    without_id.id = "x";
    distinct.insert(write_case(without_id));
  }
  EXPECT_GT(distinct.size(), 2990U);
}

TEST(CaseGrammar, ANumberOfASeriesIsTheSameWhicheverWereMadeBefore) {
  const Case seventh = generated_case(5, 7);
  static_cast<void>(generated_case(5, 6));
  EXPECT_EQ(generated_case(5, 7).json, seventh.json);
  EXPECT_EQ(seventh.id, "generated/5/7");
  EXPECT_EQ(seventh.hash.size(), std::string_view("sha256:0123456789abcdef").size());
  EXPECT_NE(generated_case(6, 7).rfile + generated_case(6, 8).rfile,
            seventh.rfile + generated_case(5, 8).rfile);
}

// What is generated has to reach what a handler can do, not only what it can refuse.
TEST(CaseGrammar, GeneratedCasesAreManifold) {
  ReferenceSubject subject(newest_profile());
  std::map<std::string, int> seen;
  constexpr int kCases = 2000;
  for (int number = 0; number < kCases; ++number) {
    const Case one = generated_case(2, static_cast<std::uint64_t>(number));
    const Answer answer = subject.run(one);
    const auto* const outcome = std::get_if<Outcome>(&answer);
    if (outcome == nullptr) continue;
    ++seen["outcome"];
    if (!outcome->exception) ++seen["returns"];
    if (outcome->exception) ++seen["raises " + outcome->exception->type];
    if (outcome->requests.size() > 2) ++seen["several requests"];
    std::string written;
    for (const std::string& write : outcome->writes) written += write;
    if (written.find(" 200 ") != std::string::npos) ++seen["200"];
    if (written.find(" 400 ") != std::string::npos) ++seen["400"];
    if (written.find(" 505 ") != std::string::npos) ++seen["505"];
    if (written.find(" 100 ") != std::string::npos) ++seen["100"];
  }
  EXPECT_GT(seen["outcome"], kCases * 95 / 100);
  EXPECT_GT(seen["returns"], kCases / 3);
  for (const char* const each :
       {"several requests", "200", "400", "505", "100", "raises TypeError", "raises AttributeError",
        "raises KeyError", "raises ConnectionResetError", "raises BrokenPipeError"})
    EXPECT_GT(seen[each], 3) << each;
}

TEST(CaseGrammar, ProgramsAreJoinedByMethod) {
  Case one = read(R"({"id": "a", "rfile": "", "program": {"GET": [["flush"]]}})");
  const Case two = read(R"({"id": "b", "rfile": "", "program": {"GET": [["return"]], "PUT": []}})");
  join_programs(one, two);
  ASSERT_EQ(one.program->methods.size(), 2U);
  EXPECT_EQ(one.program->methods[0].second.size(), 2U);
}

}  // namespace
}  // namespace basehttp::conformance::grammar
