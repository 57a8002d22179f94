// The program `basehttp` from the outside: exit codes and what it says.
#include <gtest/gtest.h>

#include <string>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class ToolTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("cases/a.jsonl", R"({"id": "a/1", "rfile": "GET / HTTP/1.0\r\n\r\n"})"
                                   "\n"
                                   R"({"id": "a/bad", "rfile": "GET /x\r\n"})"
                                   "\n");
    ASSERT_EQ(tool("record --subject cpython-3.13.0=" + shell_quoted(stub("none")) + corpus()).code,
              0);
  }

  [[nodiscard]] std::string corpus() const { return " --corpus " + shell_quoted(folder_.str()); }
  [[nodiscard]] static Ran tool(const std::string& arguments) {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " " + arguments);
  }
  // conform with the stub and a planted fault.
  [[nodiscard]] Ran conform(const std::string& fault, const std::string& more = "") const {
    return tool("conform --timeout 0.5 --subject " + shell_quoted(stub(fault)) + corpus() + " " +
                more);
  }
  void expect_refused(const Ran& ran, const std::string& message) const {
    EXPECT_EQ(ran.code, 2) << ran.output;
    EXPECT_TRUE(contains(ran.output, message));
  }

  TempFolder folder_;
};

TEST_F(ToolTest, AgreementIsZero) {
  const Ran ran = conform("none");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "2 cases, 1 profile: 2 agree, 0 differ, 0 unsupported"));
  EXPECT_TRUE(contains(ran.output, "a       2/0/0"));
}

TEST_F(ToolTest, ADifferenceIsOneAndCanBeRerun) {
  const Ran ran = conform("write");
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(ran.output, "field     writes[1]"));
  EXPECT_TRUE(contains(ran.output, "expected  b'GET /x\\r\\n'"));
  EXPECT_TRUE(contains(ran.output, "actual    b'GET /x\\r\\n!'"));
  const std::string mark = "rerun     basehttp ";
  const std::size_t start = ran.output.find(mark) + mark.size();
  const Ran again = tool(ran.output.substr(start, ran.output.find('\n', start) - start));
  EXPECT_EQ(again.code, 1) << again.output;
  EXPECT_TRUE(contains(again.output, "first difference\n  field       writes[1]\n"));
}

class PlantedTest : public ToolTest,
                    public ::testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(PlantedTest, EveryKindOfMismatchIsCaught) {
  const Ran ran = conform(GetParam().first);
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(ran.output, std::string("field     ") + GetParam().second + "\n"));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, PlantedTest,
    ::testing::Values(std::pair("split-write", "writes[0]"),
                      std::pair("missing-write", "writes[1]"), std::pair("flush", "flushes[0]"),
                      std::pair("log", "log"), std::pair("missing-request", "requests[1]"),
                      std::pair("header-value", "requests[1].headers[0][1]"),
                      std::pair("header-missing", "requests[1].headers[1]"),
                      std::pair("headers-null", "requests[0].headers"),
                      std::pair("defect", "requests[0].defects[0]"),
                      std::pair("path", "requests[0].path"),
                      std::pair("bool-as-int", "requests[0].close_connection"),
                      std::pair("exception", "exception"), std::pair("caught", "caught[0]"),
                      std::pair("rfile-pos", "rfile_pos"), std::pair("pending", "pending"),
                      std::pair("close", "close_connection"), std::pair("several", "log")));

TEST_F(ToolTest, ABrokenSubjectIsThree) {
  for (const char* fault :
       {"die", "hang", "order", "rubbish", "exit-early", "error", "fail-at-end", "banner"})
    EXPECT_EQ(conform(fault).code, 3) << fault;
  EXPECT_TRUE(contains(conform("die").output, "crashed  a/bad  (3.13.0)"));
  EXPECT_TRUE(contains(conform("hang").output, "timed out  a/bad  (3.13.0)"));
  EXPECT_TRUE(contains(conform("order").output, "protocol error  a/bad  (3.13.0)"));
  EXPECT_TRUE(contains(conform("order").output, "1 agree, 0 differ"));
}

TEST_F(ToolTest, NothingRanIsFour) {
  const Ran ran = conform("none", "--filter 'zzz/*'");
  EXPECT_EQ(ran.code, 4);
  EXPECT_TRUE(contains(ran.output, "nothing ran: --filter zzz/* matches none of 2 cases"));
  EXPECT_EQ(conform("unsupported", "--filter a/bad").code, 4);
}

TEST_F(ToolTest, AFilterSelectsByShellPattern) {
  EXPECT_TRUE(contains(conform("none", "--filter '*/1'").output, "1 cases, 1 profile"));
  EXPECT_EQ(conform("write", "--filter '*/1'").code, 0);
}

TEST_F(ToolTest, DivergenceListsExpireLoudly) {
  const auto list = [&](const std::string& id, const std::string& field) {
    const auto file =
        folder_.write("list.jsonl", R"({"case": ")" + id + R"(", "field": ")" + field +
                                        R"(", "reason": "r", "reference": "u"})");
    return "--divergences " + shell_quoted(file.string());
  };
  EXPECT_EQ(conform("write", list("a/bad", "writes")).code, 0);
  const Ran vanished = conform("none", list("a/bad", "writes"));
  EXPECT_EQ(vanished.code, 1);
  EXPECT_TRUE(contains(vanished.output,
                       "list.jsonl:1: a/bad writes: is listed as a difference that "
                       "is gone"));
  EXPECT_TRUE(contains(vanished.output, "1 vanished"));
  EXPECT_TRUE(
      contains(conform("none", list("a/typo", "log")).output, "a/typo log: matches no case"));
  EXPECT_EQ(conform("none", list("a/typo", "log")).code, 1);
  EXPECT_EQ(conform("unsupported", list("a/bad", "log")).code, 1);
}

TEST_F(ToolTest, JobsShareTheWork) {
  EXPECT_EQ(conform("none", "--jobs 4").code, 0);
  EXPECT_EQ(conform("die", "--jobs 4").code, 3);
}

TEST_F(ToolTest, BadCaseFilesAreTwoWithFileLineAndKey) {
  const auto with = [&](const std::string& text) {
    folder_.write("cases/a.jsonl", text);
    return conform("none");
  };
  const std::string good = R"({"id": "a/1", "rfile": ""})"
                           "\n";
  expect_refused(with("not json\n"), "cases/a.jsonl:1: not");
  expect_refused(with(good + R"({"id": "a/2"})"), "cases/a.jsonl:2: rfile: is missing");
  expect_refused(with(good + R"({"id": "a/2", "rfile": 1})"), "cases/a.jsonl:2: rfile: must be");
  expect_refused(with(good + good), "cases/a.jsonl:2: id: a/1 is the id of another case");
  expect_refused(with(R"({"id": "a/1", "rfile": "\u0100"})"),
                 "cases/a.jsonl:1: rfile: character U+0100 is above U+00FF");
  expect_refused(with(R"({"id": "new", "rfile": ""})"),
                 "cases/a.jsonl:1: id: new has no transcript");
  expect_refused(with(R"({"id": "a/1", "rfile": "changed"})"), "changed since it was recorded");
  expect_refused(with(""), "cases/a.jsonl: holds no line");
}

TEST_F(ToolTest, BadTranscriptsAreTwoWithFileLineAndKey) {
  const std::string whole = folder_.read("transcripts/a.jsonl");
  const auto with = [&](const std::string& text) {
    folder_.write("transcripts/a.jsonl", text);
    return conform("none");
  };
  const std::string first = whole.substr(0, whole.find('\n') + 1);
  expect_refused(with("{\n"), "transcripts/a.jsonl:1: not JSON");
  expect_refused(with(whole.substr(0, whole.size() / 2)), "transcripts/a.jsonl:");
  expect_refused(with(first), "cases/a.jsonl:2: id: a/bad has no transcript");
  expect_refused(with(whole + first), "transcripts/a.jsonl:3: id: a/1 has a transcript already");
  expect_refused(with(""), "transcripts/a.jsonl: holds no line");
  std::string high = whole;
  high.replace(high.find("\"pending\": \""), 12, "\"pending\": \"\\u20ac");
  expect_refused(with(high),
                 "transcripts/a.jsonl:1: outcomes[0].outcome.pending: character U+20AC");
  expect_refused(with(whole + R"({"id": "zz", "outcomes": [{"subjects": ["s"], "outcome": )" +
                      first.substr(first.find("{\"close"),
                                   first.find(", \"subjects\"") - first.find("{\"close")) +
                      "}]}\n"),
                 "transcripts/a.jsonl:3: id: zz is no case");
}

TEST_F(ToolTest, AnUnknownNameListsTheKnownOnes) {
  expect_refused(conform("none", "--profile 2.7"), "the known ones are 3.6.15, 3.7.16");
  expect_refused(conform("none", "--profile 3.6"), "was not recorded in");
  expect_refused(conform("none", "--profile 3.6"), "recorded are 3.13.0");
  expect_refused(tool("subject --profile 4"), "the known ones are");
  expect_refused(tool("show a/ --profile 3.13.0" + corpus()), "similar are a/1, a/bad");
  expect_refused(tool("conform --corpus /nonexistent"), "/nonexistent/cases: No such file");
}

TEST_F(ToolTest, BadUsageIsTwo) {
  expect_refused(tool(""), "basehttp: A subcommand is required\nRun basehttp --help for");
  expect_refused(tool("frobnicate"), "basehttp: frobnicate is no command of it\n");
  expect_refused(tool("grid frobnicate"), "basehttp grid: frobnicate is no command of it\n");
  expect_refused(tool("conform --jobs 0"), "basehttp conform: --jobs: Value 0 not in range");
  expect_refused(tool("conform --no-such-option"), "--no-such-option\nRun basehttp conform --help");
  expect_refused(tool("record --subject nothing" + corpus()), "must be NAME=CMD");
}

TEST_F(ToolTest, OutputThatGetsLostIsNoSuccess) {
  for (const std::string& command :
       {std::string("--version"), "conform --subject " + shell_quoted(stub("none")) + corpus(),
        "show a/1 --subject " + shell_quoted(stub("none")) + corpus()}) {
    EXPECT_EQ(tool(command + " >/dev/null").code, 0) << command;
    expect_refused(tool(command + " >/dev/full"), "basehttp: standard output: ");
  }
}

TEST_F(ToolTest, ARefusedRecordingLeavesTheTranscriptsWhole) {
  const std::string before = folder_.read("transcripts/a.jsonl");
  const Ran other =
      tool("record --subject cpython-3.13.0=" + shell_quoted(stub("log", "3.13.0", "sha256:1")) +
           corpus());
  EXPECT_EQ(other.code, 3);
  EXPECT_TRUE(contains(other.output, "two builds cannot have one name"));
  const Ran broken =
      tool("record --subject cpython-3.6.15=" + shell_quoted(stub("die", "3.6.15")) + corpus());
  EXPECT_EQ(broken.code, 3);
  EXPECT_TRUE(contains(broken.output, "cpython-3.6.15: a/bad"));
  EXPECT_EQ(folder_.read("transcripts/a.jsonl"), before);
}

TEST_F(ToolTest, AnInterruptedRecordingLeavesTheTranscriptsWhole) {
  const std::string before = folder_.read("transcripts/a.jsonl");
  const Ran ran = run_shell(
      "timeout --signal=INT 0.5 " + shell_quoted(BASEHTTP_TOOL) +
      " record --subject cpython-3.6.15=" + shell_quoted(stub("hang", "3.6.15")) + corpus());
  EXPECT_NE(ran.code, 0);
  EXPECT_EQ(folder_.read("transcripts/a.jsonl"), before);
}

TEST_F(ToolTest, ShowTellsTheInputAndEachAnswer) {
  const Ran ran = tool("show a/bad --subject " + shell_quoted(stub("none")) + corpus());
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "rfile       b'GET /x\\r\\n'"));
  EXPECT_TRUE(contains(ran.output, "\ncpython-3.13.0\n"));
  EXPECT_TRUE(contains(ran.output, "subject under 3.13.0: the same"));
}

TEST_F(ToolTest, ShowTakesACaseThatIsInNoCorpus) {
  const std::string json = R"({"id": "x", "rfile": "GET /\u00e9 HTTP/1.1\r\n\r\n"})";
  const std::string expected = "rfile       b'GET /\\xe9 HTTP/1.1\\r\\n'";
  const Ran given = tool("show --profile 3.13 --case " + shell_quoted(json));
  EXPECT_EQ(given.code, 0) << given.output;
  EXPECT_TRUE(contains(given.output, expected));
  EXPECT_TRUE(contains(given.output, "reference under 3.13.2\n"));
  EXPECT_TRUE(contains(given.output, "501 Unsupported method (\\'GET\\')"));

  const auto file = folder_.write("one.json", "{\"id\": \"x\",\n \"rfile\": \"GET /\\r\\n\"}\n");
  const Ran read = tool("show --subject " + shell_quoted(stub("none")) + " --profile 3.13.0 " +
                        "--delivery whole --case-file " + shell_quoted(file.string()));
  EXPECT_EQ(read.code, 0) << read.output;
  EXPECT_TRUE(contains(read.output, "subject under 3.13.0\n"));
  const Ran piped = run_shell("printf %s " + shell_quoted(json) + " | " +
                              shell_quoted(BASEHTTP_TOOL) + " show --profile 3.13 --case-file -");
  EXPECT_EQ(piped.output, given.output);
  EXPECT_EQ(tool("show --profile 3.13 --delivery bytewise --case " + shell_quoted(json)).output,
            given.output);
}

TEST_F(ToolTest, ShowRefusesABadCaseWithItsKey) {
  expect_refused(tool("show --case '{\"id\": \"x\"}'"), "--case: rfile: is missing");
  expect_refused(tool("show --case '{\"id\": \"x\", \"rfile\": 1}'"), "--case: rfile: ");
  expect_refused(tool("show --case 'no json'"), "--case: ");
  const auto file =
      folder_.write("bad.json", R"({"id": "x", "rfile": "", "program": {"GET": [["write"]]}})");
  expect_refused(tool("show --case-file " + shell_quoted(file.string())),
                 "bad.json: program.GET[0]: write cannot take 0 arguments");
  expect_refused(tool("show --case-file /nonexistent"), "/nonexistent: ");
  expect_refused(tool("show --case '{\"id\": \"x\", \"rfile\": \"\"}' --delivery cuts:9,3"),
                 "--delivery cuts:9,3: must be");
  expect_refused(tool("show --case '{\"id\": \"x\", \"rfile\": \"\"}' --profile 2.7"),
                 "the known ones are");
  expect_refused(tool("show"), "takes one of ID, --case and --case-file");
  expect_refused(tool("show a/1 --case '{}'" + corpus()), "takes one of ID");
}

// What `basehttp subject` answers to these lines.
std::string subject_says(const std::string& lines) {
  const TempFolder folder;
  const auto input = folder.write("in", lines);
  const Ran ran = run_shell(shell_quoted(BASEHTTP_TOOL) + " subject --profile 3.13.0 < " +
                            shell_quoted(input.string()));
  EXPECT_EQ(ran.code, 0);
  return ran.output;
}

TEST(SubjectCommandTest, SpeaksWithAndWithoutTheGreeting) {
  const std::string one = R"({"id": "x", "rfile": ""})"
                          "\n";
  const std::string answer = subject_says(one);
  EXPECT_TRUE(contains(answer, "\"id\": \"x\""));
  EXPECT_TRUE(contains(answer, "\"writes\": []"));
  const std::string greeted = subject_says("{\"hello\": 1}\n" + one);
  EXPECT_TRUE(
      greeted.starts_with("{\"subject\": {\"name\": \"basehttp\", \"profile\": \"3.13.0\""));
  EXPECT_EQ(greeted.substr(greeted.find('\n') + 1), answer);
}

TEST(SubjectCommandTest, ALineThatIsNoCaseCostsThatLine) {
  const std::string said = subject_says(
      "rubbish\n"
      R"({"id": "y"})"
      "\n"
      R"({"id": "z", "rfile": "\u20ac"})"
      "\n"
      R"({"id": "x", "rfile": ""})"
      "\n");
  EXPECT_TRUE(contains(said, "\"id\": null}\n{\"error\": \"rfile: is missing\", \"id\": \"y\"}\n"));
  EXPECT_TRUE(contains(said,
                       "{\"error\": \"rfile: character U+20AC is above U+00FF in a byte "
                       "field\", \"id\": \"z\"}\n"));
  EXPECT_TRUE(contains(said, "\"id\": \"x\""));
}

TEST(SubjectCommandTest, AnUnknownActionIsUnsupported) {
  EXPECT_TRUE(contains(
      subject_says(R"({"id": "x", "rfile": "GET /\r\n\r\n", "program": {"GET": [["dance"]]}})"
                   "\n"),
      "\"unsupported\": "));
  EXPECT_TRUE(contains(
      subject_says(
          R"({"id": "x", "rfile": "GET /\r\n\r\n", "program": {"GET": [["get", {"$z": 1}]]}})"
          "\n"),
      "\"id\": \"x\""));
}

}  // namespace
}  // namespace basehttp::conformance
