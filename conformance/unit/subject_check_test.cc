// Each rule of the protocol, broken by a program that keeps the others.
#include "conformance/harness/subject_check.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

ProcessLimits patient() {
  ProcessLimits limits;
  limits.answer = std::chrono::milliseconds(20000);
  limits.start = std::chrono::milliseconds(5000);
  return limits;
}

std::string reference() { return shell_quoted(BASEHTTP_TOOL) + " subject --profile 3.13.0"; }

// The rules that are not kept: "rule: what it says".
std::vector<std::string> broken(const std::string& command,
                                const ProcessLimits& limits = patient()) {
  std::vector<std::string> out;
  const SubjectCheck check = check_subject(command, limits, {});
  for (const RuleCheck& rule : check.rules)
    if (rule.result != RuleCheck::Result::kKept) out.push_back(rule.rule + ": " + rule.says);
  EXPECT_EQ(check.passed(), out.empty());
  return out;
}

TEST(SubjectCheckTest, TheReferenceKeepsEveryRule) {
  std::vector<std::string> told;
  ProcessLimits limits;
  const SubjectCheck check =
      check_subject(reference(), limits, [&](const RuleCheck& rule) { told.push_back(rule.rule); });
  EXPECT_TRUE(check.passed());
  EXPECT_EQ(check.rules.size(), 16U);
  EXPECT_EQ(told.size(), 16U);
  EXPECT_GT(check.outcomes, 40U);
  EXPECT_EQ(check.unsupported, 0U);
  EXPECT_TRUE(broken(reference()).empty());
}

TEST(SubjectCheckTest, AProgramMayStartSlowly) {
  EXPECT_EQ(broken("sleep 2.5; exec " + reference()), std::vector<std::string>());
}

struct Rewrite {
  const char* script;  // of sed, over what the reference answers
  const char* rule;
  const char* says;
};

class RewriteTest : public ::testing::TestWithParam<Rewrite> {};

TEST_P(RewriteTest, BreaksThisRuleAlone) {
  const std::string command = reference() + " | sed -u " + shell_quoted(GetParam().script);
  const std::vector<std::string> found = broken(command);
  ASSERT_EQ(found.size(), 1U) << ::testing::PrintToString(found);
  EXPECT_TRUE(found.front().starts_with(std::string(GetParam().rule) + ": ")) << found.front();
  EXPECT_TRUE(contains(found.front(), GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, RewriteTest,
    ::testing::Values(
        Rewrite{R"(/check\/plain/ s/"rfile_pos": [0-9]*, "writes"/"rfile_pos": 99, "writes"/)",
                "answers a case", "has rfile_pos 99, but rfile holds 27 bytes"},
        Rewrite{R"(/check\/plain/ s/"flushes": \[[0-9, ]*\]/"flushes": [77]/)", "answers a case",
                "has 77 in flushes, but there are"},
        Rewrite{R"(/check\/plain/ s/"requests": \[.*\], "rfile_pos"/"requests": [], "rfile_pos"/)",
                "answers a case", "add an entry for each call of handle_one_request"},
        Rewrite{R"(/check\/plain/ s/.*/{"id": "check\/plain", "error": "no"}/)", "answers a case",
                "it answered the error \"no\""},
        Rewrite{R"(/check\/program/ s/"writes": \[/"writes": [1, /)",
                "answers a case with a program", "its answer is no outcome: writes[0]: "},
        Rewrite{R"(/check\/every-byte/ s/\\u00ff/\\u0100/g)",
                "takes every byte, and writes one character a byte", "U+0100"},
        Rewrite{R"(/check\/every-byte/ s/\\u00ff/\\u00fe/g)",
                "takes every byte, and writes one character a byte", "its writes[0] is "},
        Rewrite{R"(/check\/order\/7"/ s/order\/7/order\/8/)",
                "answers cases in the order they came",
                "it answered check/order/8 when check/order/7 was next"},
        Rewrite{R"(/check\/order\/7"/ d)", "answers cases in the order they came",
                "it answered check/order/8 when check/order/7 was next"},
        Rewrite{R"(/check\/order\/7"/ p)", "answers cases in the order they came",
                "it answered check/order/7 when check/order/8 was next"},
        Rewrite{R"(/check\/again/ { x; s/^/x/; x; G; )"
                R"(/\nxx$/ s/Content-Length: 2/Content-Length: 3/; s/\nx*$//; })",
                "begins each case anew", "asked the same case twice"},
        Rewrite{
            R"(/check\/unknown-action/ s/.*/{"id": "check\/unknown-action", "error": "what?"}/)",
            "says unsupported of an unknown action", "it answered the error \"what?\""},
        Rewrite{R"(/check\/unknown-value/ s/"unsupported"/"error"/)",
                "says unsupported of an unknown value", "look at the whole program before"},
        Rewrite{R"(/check\/note/ { x; s/^/x/; x; G; )"
                R"(/\nxx$/ s/"log": "/"log": "what note? /; s/\nx*$//; })",
                "passes over keys that it does not know", "keys that you do not know are notes"},
        Rewrite{R"(/"id": null/ s/"error": /"mistake": /)",
                "answers a line that is no JSON object with an error, and goes on",
                "which has no \"error\""},
        Rewrite{R"(/check\/no-rfile/ s/"id": "check[^"]*"/"id": null/)",
                "answers a case without rfile with an error, and goes on",
                "which has another \"id\""},
        Rewrite{R"(/check\/long-line/ s/.*/{"id": "check\/long-line"/)",
                "takes a line of half a million bytes", "write one JSON object a line"},
        Rewrite{R"(/check\/no-greeting/ s/.*/Hello./)", "answers without a greeting",
                "b'Hello.'"}));

TEST(SubjectCheckTest, AProgramThatCannotBeGreetedIsAskedNothingElse) {
  ProcessLimits limits = patient();
  limits.start = std::chrono::milliseconds(500);
  const std::pair<std::string, const char*> programs[] = {
      {"/nonexistent/subject", "exited with code 127 (the shell found no such command"},
      {stub("banner"), "b'Welcome to the stub'"},
      {stub("mute"), "no answer within 0.5 s"},
      {stub("dead-at-start"), "exited with code 1"},
      {stub("nameless"), "lacks a \"name\""},
      {"cat", "which holds no \"subject\""},
  };
  for (const auto& [command, says] : programs) {
    const std::vector<std::string> found = broken(command, limits);
    ASSERT_EQ(found.size(), 16U) << command;
    EXPECT_TRUE(contains(found[0], says));
    EXPECT_TRUE(contains(found[1], "it does not answer the greeting"));
  }
}

TEST(SubjectCheckTest, TheEndOfInputIsAskedForWithAndWithoutCases) {
  const std::vector<std::string> failing = broken(reference() + "; exit 7");
  ASSERT_EQ(failing.size(), 3U) << ::testing::PrintToString(failing);
  EXPECT_TRUE(contains(failing[0],
                       "exits with 0 at the end of its input: at the end of its input "
                       "it exited with code 7"));
  EXPECT_TRUE(contains(failing[1], "answers without a greeting: "));
  EXPECT_TRUE(contains(failing[2], "exits with 0 when there is no input at all: "));
  const std::vector<std::string> chatty = broken(reference() + "; echo bye");
  ASSERT_EQ(chatty.size(), 3U) << ::testing::PrintToString(chatty);
  EXPECT_TRUE(contains(chatty[0], "after the last answer it wrote b'bye\\n'"));
}

TEST(SubjectCheckTest, UnsupportedIsAnAnswerToEveryProbe) {
  // Supports nothing at all, and says so of each case.
  const std::string command =
      "sed -u " +
      shell_quoted(
          R"x(s/^{"hello".*/{"subject": {"name": "Nothing", "version": "0"}}/; t; )x"
          R"x(s/^{"id": "check\/no-rfile".*/{"id": "check\/no-rfile", "error": "no rfile"}/; t; )x"
          R"x(s/^{"id": "\([^"]*\)".*/{"id": "\1", "unsupported": "no"}/; t; )x"
          R"x(s/.*/{"id": null, "error": "no case"}/)x");
  const SubjectCheck check = check_subject(command, patient(), {});
  for (const RuleCheck& rule : check.rules)
    EXPECT_EQ(rule.result, RuleCheck::Result::kKept) << rule.rule << ": " << rule.says;
  EXPECT_EQ(check.outcomes, 0U);
  EXPECT_GT(check.unsupported, 40U);
}

TEST(CheckSubjectCommandTest, SaysWhatIsKeptAndWhatIsBroken) {
  const auto check = [](const std::string& command) {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " check-subject --timeout 20 " +
                     shell_quoted(command));
  };
  const Ran good = check(reference());
  EXPECT_EQ(good.code, 0) << good.output;
  EXPECT_TRUE(contains(good.output, "ok        answers {\"hello\": 1} with who it is  (basehttp "));
  EXPECT_TRUE(contains(good.output, "16 of 16 rules kept"));
  EXPECT_TRUE(contains(good.output, "Next: basehttp conform --subject "));
  const Ran bad = check(stub("banner"));
  EXPECT_EQ(bad.code, 3);
  EXPECT_TRUE(contains(bad.output, "broken    answers {\"hello\": 1} with who it is\n"));
  EXPECT_TRUE(contains(bad.output, "not asked  answers a case: it does not answer the greeting"));
  EXPECT_TRUE(contains(bad.output, "0 of 16 rules kept"));
  EXPECT_EQ(run_shell(shell_quoted(BASEHTTP_TOOL) + " check-subject").code, 2);
}

}  // namespace
}  // namespace basehttp::conformance
