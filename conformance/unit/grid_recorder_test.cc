#include "conformance/harness/grid_recorder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/grid_corpus.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// Two grids; the stub's faults strike at every input of "bad".
class GridRecorderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    describe("a", "x");
    describe("bad", "x");
  }
  void describe(const std::string& name, const std::string& value) const {
    folder_.write("grids/" + name + ".json",
                  R"({"about": "a", "slots": [{"name": "a", "values": [")" + value +
                      R"(", "y", "z"], "repeat": [0, 4]}], "case": {"rfile": "${a}"}})");
  }
  // Each subject is a version and a fault.
  GridRecordingSummary run(const std::vector<std::pair<std::string, std::string>>& subjects,
                           bool missing_only = false, const std::string& sources = "sha256:0") {
    const std::vector<Grid> grids = load_grids(folder_.path());
    GridRecording recording;
    recording.corpus = folder_.path();
    for (const Grid& grid : grids) recording.grids.push_back(&grid);
    recording.limits.answer = std::chrono::milliseconds(1000);
    recording.jobs = 2;
    recording.missing_only = missing_only;
    for (const auto& [version, fault] : subjects)
      recording.subjects.emplace_back("cpython-" + version, stub(fault, version, sources));
    return record_grids(recording);
  }
  std::string refused(const std::vector<std::pair<std::string, std::string>>& subjects,
                      const std::string& sources = "sha256:0") {
    return message_of<SubjectError>([&] { run(subjects, false, sources); });
  }
  [[nodiscard]] GridDigests digests(const std::string& name) const {
    return load_digests(Grid::load(folder_.path() / "grids" / (name + ".json")));
  }

  TempFolder folder_;
};

TEST_F(GridRecorderTest, TwiceGivesTheSameBytes) {
  const GridRecordingSummary summary = run({{"3.13.0", "log"}, {"3.6.15", "none"}});
  EXPECT_EQ(summary.answers, 4U * 121);
  EXPECT_EQ(summary.columns, 4U);
  const std::string first = folder_.read("grids/bad.digests");
  EXPECT_EQ(run({{"3.6.15", "none"}, {"3.13.0", "log"}}).files_changed, 0U);
  EXPECT_EQ(folder_.read("grids/bad.digests"), first);
  const GridDigests bad = digests("bad");
  EXPECT_EQ(bad.inputs, 121U);
  EXPECT_NE(*bad.find("cpython-3.6.15"), *bad.find("cpython-3.13.0"));
  const GridDigests good = digests("a");
  EXPECT_EQ(*good.find("cpython-3.6.15"), *good.find("cpython-3.13.0"));
}

TEST_F(GridRecorderTest, WithoutAnAnswerIsRecordedAsSuch) {
  run({{"3.6.15", "unsupported"}, {"3.13.0", "error"}});
  EXPECT_EQ(digests("bad").find("cpython-3.6.15")->at(7), kUnsupportedDigest);
  EXPECT_EQ(digests("bad").find("cpython-3.13.0")->at(7), kErrorDigest);
  EXPECT_LT(digests("a").find("cpython-3.13.0")->at(7), kOutcomeDigests);
}

TEST_F(GridRecorderTest, ASubjectThatBreaksKeepsWhatWasDone) {
  for (const char* fault : {"die", "rubbish", "order", "half-outcome"})
    EXPECT_TRUE(contains(refused({{"3.13.0", fault}}), "cpython-3.13.0: grids/bad/")) << fault;
  EXPECT_EQ(digests("a").columns.size(), 1U);
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "grids/bad.digests"));
  for (const auto& file : std::filesystem::directory_iterator(folder_.path() / "grids"))
    EXPECT_NE(file.path().extension(), ".tmp") << file.path();
}

TEST_F(GridRecorderTest, MissingOnlyGoesOnWhereARunWasStopped) {
  (void)refused({{"3.13.0", "die"}});
  const GridRecordingSummary rest = run({{"3.13.0", "none"}}, true);
  EXPECT_EQ(rest.kept, 1U);
  EXPECT_EQ(rest.columns, 1U);
  EXPECT_EQ(digests("bad").columns.size(), 1U);
  EXPECT_EQ(run({{"3.13.0", "none"}}, true).answers, 0U);
}

TEST_F(GridRecorderTest, AChangedGridKeepsNoOldAnswers) {
  run({{"3.6.15", "none"}, {"3.13.0", "none"}});
  describe("a", "w");
  const GridRecordingSummary summary = run({{"3.13.0", "none"}}, true);
  EXPECT_EQ(summary.stale_subjects, std::vector<std::string>{"cpython-3.6.15"});
  EXPECT_EQ(summary.kept, 1U);
  EXPECT_EQ(digests("a").find("cpython-3.6.15"), nullptr);
  EXPECT_NE(digests("a").find("cpython-3.13.0"), nullptr);
  EXPECT_NE(digests("bad").find("cpython-3.6.15"), nullptr);
}

TEST_F(GridRecorderTest, RefusesTwoBuildsUnderOneName) {
  folder_.write("transcripts/subjects.json",
                R"({"cpython-3.13.0": {"name": "CPython", "version": "3.13.0", )"
                R"("platform": "stub", "sources": {"http/server.py": "sha256:0"}}})");
  EXPECT_NO_THROW(run({{"3.13.0", "none"}}));
  EXPECT_TRUE(contains(refused({{"3.13.0", "none"}}, "sha256:1"),
                       "was recorded from another build (sources differs)"));
  EXPECT_TRUE(contains(refused({{"3.13.0", "none"}, {"3.13.0", "none"}}), "is given twice"));
}

}  // namespace
}  // namespace basehttp::conformance
