// `basehttp grid` from the outside: exit codes and what it says.
#include <gtest/gtest.h>

#include <string>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class GridCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    describe("bad", "x");
    ASSERT_EQ(record("none").code, 0);
  }
  void describe(const std::string& name, const std::string& value) const {
    folder_.write("grids/" + name + ".json",
                  R"({"about": "About it.", "slots": [{"name": "a", "values": [")" + value +
                      R"(", "y"], "repeat": [0, 3]}], "case": {"rfile": "${a}"}})");
  }
  [[nodiscard]] Ran grid(const std::string& arguments) const {
    return run_shell(shell_quoted(BASEHTTP_TOOL) + " grid " + arguments + " --corpus " +
                     shell_quoted(folder_.str()));
  }
  [[nodiscard]] Ran record(const std::string& fault, const std::string& more = "") const {
    return grid("record --timeout 1 --subject cpython-3.13.0=" + shell_quoted(stub(fault)) + more);
  }
  [[nodiscard]] Ran compare(const std::string& fault, const std::string& more = "") const {
    return grid("compare --timeout 0.5 --subject " + shell_quoted(stub(fault)) + " " + more);
  }
  void expect_refused(const Ran& ran, const std::string& message) const {
    EXPECT_EQ(ran.code, 2) << ran.output;
    EXPECT_TRUE(contains(ran.output, message));
  }

  TempFolder folder_;
};

TEST_F(GridCommandTest, AgreementIsZero) {
  const Ran ran = compare("none");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "15 agree, 0 differ, 0 unsupported, 0 not recorded, 0 broken"));
  EXPECT_TRUE(contains(compare("none", "--step 4").output, "4 agree, 0 differ"));
  EXPECT_TRUE(contains(compare("none", "--input 14").output, "1 agree, 0 differ"));
}

TEST_F(GridCommandTest, ADifferenceIsOneAndCanBeRerun) {
  const Ran ran = compare("write", "--most 1 bad");
  EXPECT_EQ(ran.code, 1) << ran.output;
  EXPECT_TRUE(contains(ran.output,
                       "grid bad, input 0\n"
                       "case: {\"id\": \"grids/bad/0\", \"rfile\": \"\"}\n"));
  EXPECT_TRUE(contains(ran.output, "0 agree, 15 differ"));
  const std::string mark = "rerun: basehttp ";
  const std::size_t start = ran.output.find(mark) + mark.size();
  const Ran again = run_shell(shell_quoted(BASEHTTP_TOOL) + " " +
                              ran.output.substr(start, ran.output.find('\n', start) - start));
  EXPECT_EQ(again.code, 1) << again.output;
  EXPECT_TRUE(contains(again.output, "0 agree, 1 differ"));
}

TEST_F(GridCommandTest, EveryKindOfMismatchIsCaught) {
  for (const char* fault : {"split-write", "missing-write", "flush", "log", "missing-request",
                            "header-value", "header-missing", "headers-null", "defect", "path",
                            "bool-as-int", "exception", "caught", "rfile-pos", "pending", "close"})
    EXPECT_EQ(compare(fault).code, 1) << fault;
}

TEST_F(GridCommandTest, ABrokenSubjectIsThree) {
  for (const char* fault : {"die", "order", "rubbish", "exit-early", "error", "banner"})
    EXPECT_EQ(compare(fault).code, 3) << fault;
  EXPECT_EQ(compare("hang", "--input 1").code, 3);
}

TEST_F(GridCommandTest, NothingComparedIsFour) {
  EXPECT_EQ(compare("unsupported").code, 4);
  ASSERT_EQ(record("error").code, 0);
  EXPECT_EQ(compare("none").code, 4);
}

TEST_F(GridCommandTest, AFolderWithoutGridsIsFour) {
  std::filesystem::remove_all(folder_.path() / "grids");
  for (const char* command : {"list", "compare"}) EXPECT_EQ(grid(command).code, 4) << command;
}

TEST_F(GridCommandTest, ListNamesTheGrids) {
  const Ran ran = grid("list");
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(contains(ran.output, "bad\n  About it.\n  15 inputs: 15 a\n  recorded from 1 "));
}

TEST_F(GridCommandTest, ShowPrintsWhatASubjectReads) {
  EXPECT_EQ(grid("show bad 14").output, "{\"id\": \"grids/bad/14\", \"rfile\": \"yyy\"}\n");
  expect_refused(grid("show bad 15"), "bad has 15 inputs, numbered from 0: there is no 15");
  expect_refused(grid("compare bad --input 15"), "there is no 15");
  expect_refused(grid("show worse 1"), "worse is no grid of ");
}

TEST_F(GridCommandTest, AGridThatChangedSinceItWasRecordedIsTwo) {
  describe("bad", "z");
  expect_refused(compare("none"), "grids/bad.json: changed since ");
  expect_refused(grid("list"), "grids/bad.json: changed since ");
  EXPECT_EQ(record("none").code, 0);
  EXPECT_EQ(compare("none").code, 0);
}

TEST_F(GridCommandTest, DamagedDigestsAreTwoWithFileAndLine) {
  const std::string whole = folder_.read("grids/bad.digests");
  folder_.write("grids/bad.digests", whole.substr(0, whole.size() - 6));
  expect_refused(compare("none"), "grids/bad.digests:5: this line is cut short");
  std::string changed = whole;
  char& digit = changed[changed.find("0 a ") + 4];
  digit = digit == 'A' ? 'B' : 'A';
  folder_.write("grids/bad.digests", changed);
  expect_refused(compare("none"), "grids/bad.digests:5: the line does not go with its own check");
}

TEST_F(GridCommandTest, BadUsageIsTwo) {
  expect_refused(compare("none", "--profile 3.12"), "holds nothing of cpython-3.12.1");
  expect_refused(compare("none", "--profile 9.9"), "9.9");
  expect_refused(grid("record --subject nothing"), "must be NAME=CMD");
  EXPECT_EQ(grid("").code, 2);
  EXPECT_EQ(grid("compare --step 0").code, 2);
}

TEST_F(GridCommandTest, AnInterruptedRecordingLeavesTheDigestsWhole) {
  const std::string before = folder_.read("grids/bad.digests");
  const Ran ran =
      run_shell("timeout --signal=INT 0.5 " + shell_quoted(BASEHTTP_TOOL) +
                " grid record --subject cpython-3.6.15=" + shell_quoted(stub("hang", "3.6.15")) +
                " --corpus " + shell_quoted(folder_.str()));
  EXPECT_NE(ran.code, 0);
  EXPECT_EQ(folder_.read("grids/bad.digests"), before);
}

TEST_F(GridCommandTest, HelpHasAnExampleAndTheExitCodes) {
  for (const char* command :
       {"--help", "list --help", "compare --help", "show --help", "record --help"}) {
    const Ran ran = grid(command);
    EXPECT_EQ(ran.code, 0);
    EXPECT_TRUE(contains(ran.output, "Example"));
    EXPECT_TRUE(contains(ran.output, "Exit codes"));
  }
}

}  // namespace
}  // namespace basehttp::conformance
