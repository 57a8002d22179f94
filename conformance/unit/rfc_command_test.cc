// `basehttp rfc` from the outside, on a copy of the requirements and their cases.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

namespace fs = std::filesystem;

class RfcCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* file :
         {"cases/rfc.jsonl", "transcripts/rfc.jsonl", "transcripts/subjects.json",
          "rfc/requirements.jsonl", "rfc/verdicts.jsonl"}) {
      fs::create_directories((folder_.path() / file).parent_path());
      fs::copy_file(fs::path(BASEHTTP_CORPUS) / file, folder_.path() / file);
    }
  }

  [[nodiscard]] Ran rfc(const std::string& arguments = "") const {
    return run_shell(fmt::format("{} rfc --corpus {} {}", shell_quoted(BASEHTTP_TOOL),
                                 shell_quoted(folder_.str()), arguments));
  }
  // --subject: the reference handler under a version.
  [[nodiscard]] static std::string reference(const std::string& version) {
    return "--subject " +
           shell_quoted(shell_quoted(BASEHTTP_TOOL) + " subject --profile " + version);
  }
  // Replaces text that stands in the file.
  void change(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = folder_.read(file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    folder_.write(file, text.replace(at, from.size(), to));
  }
  void expect_refused(const Ran& ran, const std::string& message) const {
    EXPECT_EQ(ran.code, 2) << ran.output;
    EXPECT_TRUE(contains(ran.output, message));
  }

  TempFolder folder_;
};

TEST_F(RfcCommandTest, FindingsAreNoFailureAndChangesAreMarked) {
  const Ran ran = rfc();
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "   21  9112-3.2/host-missing "));
  EXPECT_TRUE(contains(ran.output, "*  39  9112-5.2/fold-in-connection "));
  EXPECT_TRUE(contains(ran.output, "not met 3.6.15 to 3.13.0; met 3.13.2 to 3.15.0rc1\n"));
  EXPECT_TRUE(contains(ran.output, "Each cell: met/not met/not applicable.\n"));
  EXPECT_EQ(ran.output.find('\x1b'), std::string::npos);
}

TEST_F(RfcCommandTest, ExplainsWhatWasSeen) {
  const Ran ran = rfc("--filter 39 --explain");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "seen   1 request read: 200  (3.13.2, 3.14.2, 3.15.0rc1)\n"));
  EXPECT_TRUE(contains(ran.output, "case   rfc/request/039-obs-fold-connection\n"));
  EXPECT_TRUE(contains(ran.output, "1 requirement; 1 with a verdict that changed"));
}

TEST_F(RfcCommandTest, LevelsFiltersAndProfilesNarrow) {
  const Ran ran = rfc("--level 'MUST NOT' --level MAY --filter '9110-*' --profile 3.13.0");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(contains(ran.output, "6 requirements; 0 with"));
  EXPECT_EQ(rfc("--filter 'zzz*'").code, 4);
  expect_refused(rfc("--level must"), "--level");
}

TEST_F(RfcCommandTest, AVerdictThatIsNotThePinnedOneIsOne) {
  change("rfc/verdicts.jsonl", R"({"id": "9112-2.2/bare-lf", "met": ["3.6.15", )",
         R"({"id": "9112-2.2/bare-lf", "not met": ["3.6.15"], "met": [)");
  const Ran ran = rfc();
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(contains(ran.output,
                       "rfc/requirements.jsonl:2: 9112-2.2/bare-lf under 3.6.15: met (200, Host: "
                       "b'x'), pinned is not met\n"));
  EXPECT_EQ(rfc("--profile 3.7.16").code, 0);
  change("rfc/verdicts.jsonl", R"(, "3.15.0rc1"]})", "]}");
  EXPECT_TRUE(contains(rfc().output, "pinned is nothing"));
}

TEST_F(RfcCommandTest, PinWritesWhatWasPinned) {
  const std::string pinned = folder_.read("rfc/verdicts.jsonl");
  change("rfc/verdicts.jsonl", "not met", "met");
  const Ran ran = rfc("--pin");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_EQ(folder_.read("rfc/verdicts.jsonl"), pinned);
  EXPECT_TRUE(contains(rfc("--pin").output, "nothing changed"));
  expect_refused(rfc("--pin --profile 3.13.0"), "--pin pins every requirement");
}

TEST_F(RfcCommandTest, JsonHasALineForEach) {
  const Ran ran = rfc("--json --filter 2 --profile 3.13.0");
  EXPECT_EQ(ran.code, 0) << ran.output;
  EXPECT_TRUE(ran.output.starts_with(R"({"id": "9112-2.2/bare-lf", "number": 2, "sections": )"));
  EXPECT_TRUE(contains(ran.output, R"("verdicts": {"3.13.0": {"verdict": "met", "seen": "200, )"));
  EXPECT_EQ(ran.output.find('\n'), ran.output.size() - 1);
}

TEST_F(RfcCommandTest, ASubjectStandsBesideItsCPython) {
  const Ran same = rfc(reference("3.13.0") + " --profile 3.13.0");
  EXPECT_EQ(same.code, 0) << same.output;
  EXPECT_TRUE(contains(same.output, "103 requirements; 0 with a verdict that is not the same"));
  const Ran other = rfc(reference("3.15.0rc1") + " --profile 3.13.0");
  EXPECT_EQ(other.code, 1);
  EXPECT_TRUE(contains(other.output, "not met 3.13.0; met subject\n"));
  EXPECT_TRUE(contains(other.output, "fold-in-connection under subject: met"));
  expect_refused(rfc(reference("3.13.0")), "--subject needs one --profile");
  EXPECT_EQ(rfc("--profile 3.13.0 --subject " + shell_quoted(stub("die"))).code, 3);
}

TEST_F(RfcCommandTest, BadFilesAreTwoWithFileLineAndKey) {
  change("rfc/requirements.jsonl", R"("check": "may-accept")", R"("check": "always-met")");
  expect_refused(rfc(), "rfc/requirements.jsonl:2: check: always-met is no check");
  change("rfc/requirements.jsonl", "always-met", "may-accept");
  change("rfc/verdicts.jsonl", "9112-2.2/bare-lf", "9112-2.2/no-lf");
  expect_refused(rfc(), "rfc/verdicts.jsonl:2: id: 9112-2.2/no-lf is no requirement");
  fs::remove(folder_.path() / "rfc/verdicts.jsonl");
  expect_refused(rfc(), "rfc/verdicts.jsonl: No such file");
}

}  // namespace
}  // namespace basehttp::conformance
