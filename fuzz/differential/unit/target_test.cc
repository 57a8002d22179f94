// A differential target from the outside, beside an interpreter that is asked in batches.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "conformance/unit/test_support.h"
#include "fuzz/differential/unit/stub_interpreter.h"

namespace basehttp::fuzz {
namespace {

using conformance::contains;
using conformance::Ran;
using conformance::run_shell;
using conformance::shell_quoted;
using conformance::TempFolder;

class DifferentialTarget : public ::testing::Test {
 protected:
  // Runs differential_fuzzer over three inputs in a folder of its own, beside a stub.
  Ran run(const std::string& environment, const std::string& fault = "none") {
    std::string inputs;
    for (const char* input : {"one", "two", "three"}) {
      inputs += " " + shell_quoted(folder_.write(input, std::string("GET /") + input).string());
    }
    return run_shell("cd " + shell_quoted(folder_.str()) + "; BASEHTTP_PYTHONS=3.13.0=" +
                     shell_quoted(stub_interpreter(folder_, fault, "3.13.0")) + " " + environment +
                     " " + shell_quoted(BASEHTTP_DIFFERENTIAL_FUZZER) + inputs);
  }
  // How many files of that ending there are.
  [[nodiscard]] int count(const std::string& folder, const std::string& ending) const {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / folder)) {
      count += entry.path().filename().string().ends_with(ending) ? 1 : 0;
    }
    return count;
  }

  TempFolder folder_;
};

TEST_F(DifferentialTarget, AsksAtItsEndWhatStillWaits) {
  const Ran ran = run("");
  EXPECT_EQ(ran.code, 77) << ran.output;
  EXPECT_TRUE(contains(ran.output, "judged by CPython 3.13.0"));
  EXPECT_TRUE(contains(ran.output, "signature: "));
  const std::string mark = "Test unit written to ";
  const std::size_t start = ran.output.find(mark) + mark.size();
  ASSERT_TRUE(contains(ran.output, mark + "crash-"));
  EXPECT_EQ(folder_.read(ran.output.substr(start, ran.output.find('\n', start) - start)),
            "GET /one");
}

TEST_F(DifferentialTarget, CollectsWhatItFindsAtItsEnd) {
  const Ran ran = run("BASEHTTP_COLLECT=found");
  EXPECT_EQ(ran.code, 0) << ran.output;
  // libFuzzer runs an input more than once.
  EXPECT_TRUE(
      contains(ran.output, " comparisons with CPython 3.13.0: 0 not supported, 0 known and 1 new"));
  EXPECT_GT(count("found", ".input"), 0);
  EXPECT_EQ(count("found", ".input"), count("found", ".json"));
}

TEST_F(DifferentialTarget, ReportsAtOnceWithoutABatch) {
  const Ran ran = run("BASEHTTP_BATCH=1");
  EXPECT_NE(ran.code, 0);
  EXPECT_TRUE(contains(ran.output, "signature: "));
  EXPECT_FALSE(contains(ran.output, "Test unit written to crash-"));
}

TEST_F(DifferentialTarget, TellsOfAnInterpreterThatCannotBeUsed) {
  const Ran ran = run_shell("BASEHTTP_PYTHONS=3.13.0=/nowhere/python " +
                            shell_quoted(BASEHTTP_DIFFERENTIAL_FUZZER) + " " +
                            shell_quoted(folder_.write("input", "GET /").string()));
  EXPECT_EQ(ran.code, 2) << ran.output;
  EXPECT_TRUE(contains(ran.output, "/nowhere/python does not answer as a Python does"));
  EXPECT_FALSE(contains(ran.output, "terminate called"));
}

}  // namespace
}  // namespace basehttp::fuzz
