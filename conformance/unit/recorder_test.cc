#include "conformance/harness/recorder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "conformance/harness/corpus.h"
#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class RecorderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    cases(R"({"id": "a/1", "rfile": "x"})"
          "\n"
          R"({"id": "a/bad", "rfile": "y"})");
  }

  void cases(const std::string& text) { folder_.write("cases/a.jsonl", text); }

  // Each version is answered by the stub with a fault: "3.6.15=none".
  RecordingSummary run(const std::vector<std::pair<std::string, std::string>>& subjects,
                       const std::string& sources = "sha256:0") {
    Recording recording;
    recording.corpus = folder_.path();
    recording.limits.answer = std::chrono::milliseconds(2000);
    recording.jobs = 2;
    for (const auto& [version, fault] : subjects)
      recording.subjects.emplace_back("cpython-" + version, stub(fault, version, sources));
    return record(recording);
  }
  std::string refused(const std::vector<std::pair<std::string, std::string>>& subjects,
                      const std::string& sources = "sha256:0") {
    return message_of<SubjectError>([&] { run(subjects, sources); });
  }
  std::string transcript() { return folder_.read("transcripts/a.jsonl"); }

  TempFolder folder_;
};

TEST_F(RecorderTest, GroupsEqualOutcomesInTheOrderOfVersions) {
  run({{"3.13.0", "log"}, {"3.10.13", "none"}, {"3.6.15", "log"}, {"3.9.18", "none"}});
  const Transcripts transcripts = Transcripts::load(folder_.path() / "transcripts");
  ASSERT_EQ(transcripts.find("a/1")->groups.size(), 1U);
  const auto& groups = transcripts.find("a/bad")->groups;
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].subjects.all(),
            (std::vector<std::string>{"cpython-3.6.15", "cpython-3.13.0"}));
  EXPECT_EQ(groups[1].subjects.all(),
            (std::vector<std::string>{"cpython-3.9.18", "cpython-3.10.13"}));
  EXPECT_NO_THROW((void)Corpus::load(folder_.path()));
}

TEST_F(RecorderTest, TwiceGivesTheSameBytes) {
  run({{"3.13.0", "log"}, {"3.6.15", "none"}});
  const std::string first = transcript();
  const std::string subjects = folder_.read("transcripts/subjects.json");
  EXPECT_EQ(run({{"3.6.15", "none"}, {"3.13.0", "log"}}).files_changed, 0U);
  EXPECT_EQ(transcript(), first);
  EXPECT_EQ(folder_.read("transcripts/subjects.json"), subjects);
  EXPECT_TRUE(contains(subjects, "{\n  \"cpython-3.6.15\": {\"name\": \"CPython\", "));
}

TEST_F(RecorderTest, OtherInterpretersKeepTheirAnswers) {
  run({{"3.6.15", "none"}, {"3.13.0", "log"}});
  const std::string both = transcript();
  run({{"3.13.0", "log"}});
  EXPECT_EQ(transcript(), both);
  run({{"3.13.0", "write"}});
  const Transcripts transcripts = Transcripts::load(folder_.path() / "transcripts");
  EXPECT_NE(transcripts.find("a/bad")->find("cpython-3.6.15"), nullptr);
  EXPECT_EQ(transcripts.find("a/bad")->find("cpython-3.13.0")->writes[1], "y!");
}

TEST_F(RecorderTest, AChangedCaseKeepsNoOldAnswers) {
  run({{"3.6.15", "none"}, {"3.13.0", "none"}});
  cases(R"({"id": "a/1", "rfile": "x", "about": "said better"})"
        "\n"
        R"({"id": "a/bad", "rfile": "other"})");
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)Corpus::load(folder_.path()); }),
                       "cases/a.jsonl:2: id: a/bad changed since it was recorded"));
  const RecordingSummary summary = run({{"3.13.0", "none"}});
  EXPECT_EQ(summary.stale_answers, 1U);
  EXPECT_EQ(summary.stale_subjects, std::vector<std::string>{"cpython-3.6.15"});
  const Transcripts transcripts = Transcripts::load(folder_.path() / "transcripts");
  EXPECT_NE(transcripts.find("a/1")->find("cpython-3.6.15"), nullptr);
  EXPECT_EQ(transcripts.find("a/bad")->find("cpython-3.6.15"), nullptr);
}

TEST_F(RecorderTest, AnswersOfCasesThatAreGoneGo) {
  folder_.write("cases/b.jsonl", R"({"id": "b/1", "rfile": ""})");
  run({{"3.13.0", "none"}});
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "transcripts/b.jsonl"));
  std::filesystem::remove(folder_.path() / "cases/b.jsonl");
  cases(R"({"id": "a/1", "rfile": "x"})");
  run({{"3.13.0", "none"}});
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "transcripts/b.jsonl"));
  EXPECT_EQ(transcript().find("a/bad"), std::string::npos);
}

TEST_F(RecorderTest, OutcomesAreKeptAsTheyWereGiven) {
  run({{"3.13.0", "extra-keys"}});
  EXPECT_TRUE(contains(transcript(), R"("zz_note": "mine")"));
  EXPECT_EQ(transcript().find("\"id\": \"a/1\""), transcript().rfind("\"id\": \"a/1\""));
}

TEST_F(RecorderTest, ExclusionsAreNotAsked) {
  folder_.write("transcripts/exclusions.jsonl",
                R"({"case": "a/bad", "subject": "cpython-3.14.2", "reason": "32 bit"})");
  const RecordingSummary summary = run({{"3.13.0", "none"}, {"3.14.2", "die"}});
  EXPECT_EQ(summary.not_recorded, 1U);
  EXPECT_EQ(summary.answers, 3U);
  EXPECT_NO_THROW((void)Corpus::load(folder_.path()));
}

TEST_F(RecorderTest, RefusesTwoBuildsUnderOneName) {
  EXPECT_TRUE(contains(refused({{"3.13.0", "none"}, {"3.13.0", "none"}}), "is given twice"));
  run({{"3.13.0", "none"}});
  const std::string before = transcript();
  EXPECT_TRUE(contains(refused({{"3.13.0", "log"}}, "sha256:1"),
                       "was recorded from another build (sources differs)"));
  EXPECT_EQ(transcript(), before);
}

TEST_F(RecorderTest, RefusesASubjectThatIsNotWhatItsNameSays) {
  Recording recording;
  recording.corpus = folder_.path();
  recording.subjects = {{"cpython-3.13", stub("none", "3.13.0")}};
  EXPECT_TRUE(contains(message_of<SubjectError>([&] { record(recording); }),
                       "cpython-3.13 says that it is cpython-3.13.0"));
}

TEST_F(RecorderTest, ACaseWithoutAnAnswerLeavesEverythingAsItWas) {
  run({{"3.13.0", "none"}});
  const std::string before = transcript();
  cases(R"({"id": "a/bad", "rfile": "other"})");
  for (const char* fault :
       {"die", "rubbish", "error", "unsupported", "half-outcome", "fail-at-end"})
    EXPECT_TRUE(contains(refused({{"3.6.15", "none"}, {"3.13.0", fault}}), "cpython-3.13.0: "));
  EXPECT_EQ(transcript(), before);
  for (const auto& file : std::filesystem::directory_iterator(folder_.path() / "transcripts"))
    EXPECT_NE(file.path().extension(), ".tmp") << file.path();
}

TEST_F(RecorderTest, AFolderThatCannotBeWrittenIsToldBeforeAnythingRuns) {
  folder_.write("transcripts", "a file");
  EXPECT_THROW(run({{"3.13.0", "die"}}), InputError);
}

TEST_F(RecorderTest, AReadOnlyFolderIsToldBeforeAnythingRuns) {
  if (geteuid() == 0) GTEST_SKIP() << "root writes everywhere";
  std::filesystem::create_directories(folder_.path() / "transcripts");
  std::filesystem::permissions(
      folder_.path() / "transcripts",
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  EXPECT_THROW(run({{"3.13.0", "die"}}), InputError);
}

}  // namespace
}  // namespace basehttp::conformance
