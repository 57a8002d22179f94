#include "conformance/harness/divergence_draft.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

TEST(DivergenceDraftTest, ListsWhatIsUnlistedAndWaitsForReasons) {
  const Case cases[] = {read_case_text(R"({"id": "a/1", "rfile": ""})", "test"),
                        read_case_text(R"({"id": "a/2", "rfile": ""})", "test")};
  ConformanceRun run;
  run.profiles = {"3.13.0"};
  for (const Case& one : cases) run.cases.push_back(&one);
  CaseResult differs;
  differs.verdict = Verdict::kDiffer;
  differs.differences = {
      {"log", "'a'", "'b'"}, {"writes[0]", "b'x'", "nothing"}, {"pending", "b''", "null"}};
  differs.unlisted = 2;
  CaseResult crashed;
  crashed.verdict = Verdict::kCrashed;
  crashed.why = "it died";
  run.results = {{differs, crashed}};
  const std::string draft = draft_divergences(run);
  EXPECT_EQ(
      draft,
      R"({"actual": "'b'", "case": "a/1", "expected": "'a'", "field": "log", "profile": "3.13.0", "reason": "", "reference": ""})"
      "\n"
      R"({"actual": "nothing", "case": "a/1", "expected": "b'x'", "field": "writes[0]", "profile": "3.13.0", "reason": "", "reference": ""})"
      "\n"
      R"({"actual": "it died", "case": "a/2", "expected": "an outcome", "field": "answer", "profile": "3.13.0", "reason": "", "reference": ""})"
      "\n");
  const TempFolder folder;
  const auto file = folder.write("list.jsonl", draft);
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)DivergenceList::load(file); }),
                       "list.jsonl:1: reason: is missing or empty"));
}

TEST(DivergenceDraftTest, IsEmptyWhenEverythingIsAsExpected) {
  const Case one = read_case_text(R"({"id": "a/1", "rfile": ""})", "test");
  ConformanceRun run;
  run.profiles = {"3.13.0"};
  run.cases = {&one};
  CaseResult listed;
  listed.verdict = Verdict::kListed;
  listed.differences = {{"log", "'a'", "'b'"}};
  run.results = {{listed}};
  EXPECT_EQ(draft_divergences(run), "");
}

}  // namespace
}  // namespace basehttp::conformance
