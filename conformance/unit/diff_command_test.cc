// `basehttp diff` from the outside: recordings, programs, and the folder that it saves.
#include <gtest/gtest.h>

#include <string>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class DiffCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("corpus/cases/a.jsonl", R"({"id": "a/1", "rfile": "GET / HTTP/1.0\r\n\r\n"})"
                                          "\n"
                                          R"({"id": "a/bad", "rfile": "GET /x\r\n"})"
                                          "\n"
                                          R"({"id": "b/bad", "rfile": "GET /xx\r\n"})"
                                          "\n");
    const Ran ran = tool("record --subject cpython-3.12.1=" + shell_quoted(stub("path", "3.12.1")) +
                         " --subject cpython-3.13.0=" + shell_quoted(stub("none")));
    ASSERT_EQ(ran.code, 0) << ran.output;
  }
  [[nodiscard]] Ran tool(const std::string& arguments) const {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " " + arguments + " --corpus " +
                     shell_quoted((folder_.path() / "corpus").string()));
  }
  [[nodiscard]] Ran diff(const std::string& a, const std::string& b,
                         const std::string& more = "") const {
    return tool("diff --timeout 0.5 " + shell_quoted(a) + " " + shell_quoted(b) + " " + more);
  }
  [[nodiscard]] std::string saved() const { return (folder_.path() / "saved").string(); }

  TempFolder folder_;
};

TEST_F(DiffCommandTest, NoDifferenceIsZero) {
  const Ran ran = diff(stub("none"), stub("none", "3.12.1"));
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "A is CPython 3.13.0, B is CPython 3.12.1"));
  EXPECT_TRUE(contains(ran.output, "3 cases: 3 agree, 0 differ in 0 ways, 0 not compared"));
}

TEST_F(DiffCommandTest, DifferencesAreOneBucketForEachKind) {
  const Ran ran = diff(stub("none"), stub("path"));
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(ran.output, "2 cases  requests[].path: end | letter\n"));
  EXPECT_TRUE(contains(ran.output, "areas     a 1, b 1\n"));
  EXPECT_TRUE(contains(ran.output, "example   a/bad\n"));
  EXPECT_TRUE(contains(ran.output, "input     b'GET /x\\r\\n'\n"));
  EXPECT_TRUE(contains(ran.output, "field     requests[0].path\n"));
  EXPECT_TRUE(contains(ran.output, "A         '/'\n"));
  EXPECT_TRUE(contains(ran.output, "B         '/other'\n"));
  EXPECT_TRUE(contains(ran.output, "reduce    basehttp reduce a/bad --subject "));
  EXPECT_TRUE(contains(ran.output, "1 agree, 2 differ in 1 ways"));
}

TEST_F(DiffCommandTest, JobsAndOrderDoNotMatter) {
  const auto kinds = [](const Ran& ran) { return ran.output.substr(0, ran.output.find("A is")); };
  const Ran one = diff(stub("none"), stub("several"));
  const Ran many = diff(stub("none"), stub("several"), "--jobs 3");
  EXPECT_EQ(one.code, 1);
  EXPECT_EQ(kinds(many), kinds(one));
}

TEST_F(DiffCommandTest, ComparesRecordings) {
  const Ran ran = tool("diff --profiles 3.13.0,3.12.1");
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(ran.output, "2 cases  requests[].path: end | letter\n"));
  EXPECT_TRUE(contains(ran.output, "A is cpython-3.13.0, as recorded"));
  EXPECT_EQ(diff("recorded:3.13.0", stub("none")).code, 0);
  EXPECT_EQ(diff("recorded:3.13.0", "recorded:3.13.0").code, 0);
}

TEST_F(DiffCommandTest, AFilterSelects) {
  EXPECT_EQ(diff(stub("none"), stub("path"), "--filter '*/1'").code, 0);
  const Ran nothing = diff(stub("none"), stub("path"), "--filter 'zzz*'");
  EXPECT_EQ(nothing.code, 4);
  EXPECT_TRUE(contains(nothing.output, "--filter zzz* matches none of 3 cases"));
  EXPECT_EQ(diff(stub("none"), stub("unsupported"), "--filter a/bad").code, 4);
}

TEST_F(DiffCommandTest, ABrokenSubjectIsThreeAndTheRestIsCompared) {
  const Ran ran = diff(stub("none"), stub("die"));
  EXPECT_EQ(ran.code, 3) << ran.output;
  EXPECT_TRUE(contains(ran.output, "2 cases  answer: outcome | crash"));
  EXPECT_TRUE(contains(ran.output, "A         an outcome"));
  EXPECT_TRUE(contains(ran.output, "B         it was ended by signal 9"));
  EXPECT_TRUE(contains(ran.output, "1 agree, 2 differ"));
  EXPECT_EQ(diff("/nonexistent/subject", stub("none")).code, 3);
}

TEST_F(DiffCommandTest, SavesACorpusThatConformCanRun) {
  const Ran ran = diff(stub("none"), stub("path"), "--save " + shell_quoted(saved()));
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(ran.output, "saved 1 cases"));
  const auto conform = [&](const std::string& fault) {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " conform --corpus " + shell_quoted(saved()) +
                     " --subject " + shell_quoted(stub(fault)));
  };
  EXPECT_EQ(conform("none").code, 0) << conform("none").output;
  const Ran differs = conform("path");
  EXPECT_EQ(differs.code, 1) << differs.output;
  EXPECT_TRUE(contains(differs.output, "a/bad  (3.13.0)"));
  EXPECT_TRUE(contains(folder_.read("saved/transcripts/subjects.json"), "\"platform\": \"stub\""));
  // Each kind in a file that `reduce` and `show` take.
  const std::string file = "saved/cases/requests-.path-end-letter-";
  EXPECT_TRUE(contains(ran.output, file));
}

TEST_F(DiffCommandTest, SavesTheAnswersOfASubjectThatIsNoProfile) {
  const std::string a = stub("none") + R"( | sed -u 's,"CPython","My.Own/1",')";
  const Ran ran = diff(a, stub("path"), "--save " + shell_quoted(saved()));
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(folder_.read("saved/transcripts/subjects.json"), "\"my.own-1-3.13.0\""));
  const Ran conform =
      run_shell(shell_quoted(BASEHTTP_TOOL) + " conform --corpus " + shell_quoted(saved()) +
                " --subject " + shell_quoted(stub("none")) + " --profile my.own-1-3.13.0");
  EXPECT_EQ(conform.code, 0) << conform.output;
}

TEST_F(DiffCommandTest, SavesWhatOneSideCannotAnswer) {
  const Ran ran = diff(stub("die"), stub("none"), "--save " + shell_quoted(saved()));
  EXPECT_EQ(ran.code, 3) << ran.output;
  EXPECT_TRUE(contains(folder_.read("saved/transcripts/exclusions.jsonl"), "ended by signal 9"));
}

TEST_F(DiffCommandTest, NeverSavesOverAnything) {
  folder_.write("saved/mine.txt", "mine");
  const Ran ran = diff(stub("none"), stub("path"), "--save " + shell_quoted(saved()));
  EXPECT_EQ(ran.code, 2) << ran.output;
  EXPECT_TRUE(contains(ran.output, "saved: is no empty folder: name a new one"));
  EXPECT_EQ(folder_.read("saved/mine.txt"), "mine");
}

TEST_F(DiffCommandTest, GeneratesCasesFromASeed) {
  const auto generate = [&](const std::string& more) {
    return diff("reference:3.10", "reference:3.13", "--generate 300 " + more);
  };
  const Ran first = generate("--seed 7");
  EXPECT_EQ(first.code, 1) << first.output;
  EXPECT_TRUE(contains(first.output, "300 cases: "));
  EXPECT_TRUE(contains(first.output, "reduce    basehttp reduce generated/7/"));
  const auto kinds = [](const Ran& ran) { return ran.output.substr(0, ran.output.find("ran in")); };
  EXPECT_EQ(kinds(generate("--seed 7 --jobs 3")), kinds(first));
  EXPECT_NE(kinds(generate("--seed 8")), kinds(first));
  EXPECT_EQ(diff("reference:3.10", "reference:3.10", "--generate 300").code, 0);
  EXPECT_EQ(diff("recorded:3.13.0", "reference:3.10", "--generate 300").code, 2);
  EXPECT_EQ(tool("diff a b --seed 3").code, 2);
  EXPECT_EQ(tool("diff a b --generate 3 --filter x").code, 2);
  // What it names, `reduce` finds again.
  const std::string id = first.output.substr(first.output.find("generated/7/"));
  const Ran reduced = tool("reduce " + id.substr(0, id.find_first_of(" \n")) +
                           " --quiet --subject reference:3.10 --against reference:3.13");
  EXPECT_EQ(reduced.code, 0) << reduced.output;
  EXPECT_TRUE(contains(reduced.output, "{\"id\": \"generated/7/"));
}

TEST_F(DiffCommandTest, BadUsageIsTwo) {
  EXPECT_EQ(tool("diff").code, 2);
  EXPECT_EQ(tool("diff one").code, 2);
  EXPECT_EQ(tool("diff --profiles 3.13.0").code, 2);
  EXPECT_EQ(tool("diff a b --profiles 3.13.0,3.12.1").code, 2);
  const Ran unknown = tool("diff --profiles 3.13.0,2.7");
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(contains(unknown.output, "the known ones are"));
  EXPECT_TRUE(contains(tool("diff --profiles 3.13.0,3.6.15").output, "was not recorded in"));
  EXPECT_EQ(diff("reference:9", stub("none")).code, 2);
}

}  // namespace
}  // namespace basehttp::conformance
