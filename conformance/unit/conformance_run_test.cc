#include "conformance/harness/conformance_run.h"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>

#include "conformance/harness/input_error.h"
#include "conformance/harness/report.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// Answers with a log, an `unsupported` or a failure by what the id holds.
class Answers final : public Subject {
  Answer answer(const Case& one, const Delivery& delivery) override {
    EXPECT_TRUE(delivery.is_whole());
    if (one.id.find("unsupported") != std::string::npos) return Unsupported{"cannot"};
    if (one.id.find("crash") != std::string::npos)
      return Failure{Failure::Kind::kCrashed, "it died"};
    Outcome outcome;
    outcome.log = one.id.find("differ") != std::string::npos ? "other" : "log";
    return outcome;
  }
};

class ConformanceRunTest : public ::testing::Test {
 protected:
  // A corpus of these ids, recorded on two versions.
  void corpus(const std::vector<std::string>& ids) {
    std::string cases;
    std::string transcripts;
    for (const std::string& id : ids) {
      cases += "{\"id\": \"" + id + "\", \"rfile\": \"\"}\n";
      transcripts += "{\"id\": \"" + id +
                     R"(", "outcomes": [{"subjects": ["cpython-3.12.1", "cpython-3.13.0"], )"
                     R"("outcome": {"close_connection": null, "exception": null, "flushes": [], )"
                     R"("log": "log", "pending": null, "requests": [], "rfile_pos": 0, )"
                     R"("writes": []}}]})"
                     "\n";
    }
    folder_.write("cases/a.jsonl", cases);
    folder_.write("transcripts/a.jsonl", transcripts);
  }

  const ConformanceRun& run(const std::string& list = "", unsigned jobs = 1) {
    corpus_ = Corpus::load(folder_.path());
    run_.corpus = &corpus_;
    run_.cases.clear();
    run_.list_problems.clear();
    for (const Case& one : corpus_.cases) run_.cases.push_back(&one);
    run_.profiles = {"3.12.1", "3.13.0"};
    run_.divergences = DivergenceList::load(folder_.write("list.jsonl", list));
    run_.make_subject = [](const std::string&) { return std::make_unique<Answers>(); };
    run_.jobs = jobs;
    run_.run();
    return run_;
  }

  static std::string entry(const std::string& id, const std::string& field,
                           const std::string& more = "") {
    return R"({"case": ")" + id + R"(", "field": ")" + field +
           R"(", "reason": "known", "reference": "ref")" + more + "}\n";
  }
  [[nodiscard]] Verdict verdict(std::size_t one, std::size_t profile = 0) const {
    return run_.results[profile][one].verdict;
  }

  TempFolder folder_;
  Corpus corpus_;
  ConformanceRun run_;
};

TEST_F(ConformanceRunTest, AllAgree) {
  corpus({"a/1", "a/2", "a/3"});
  EXPECT_EQ(exit_code(run("", 3)), 0);
  EXPECT_EQ(tally(run_)[Verdict::kAgree], 6U);
}

TEST_F(ConformanceRunTest, AnUnlistedDifferenceIsRed) {
  corpus({"a/1", "a/differ"});
  EXPECT_EQ(exit_code(run()), 1);
  EXPECT_EQ(verdict(0), Verdict::kAgree);
  EXPECT_EQ(verdict(1), Verdict::kDiffer);
  EXPECT_EQ(run_.results[0][1].differences[0].field, "log");
}

TEST_F(ConformanceRunTest, AListedDifferenceIsExpected) {
  corpus({"a/1", "a/differ"});
  EXPECT_EQ(exit_code(run(entry("a/differ", "log"))), 0);
  EXPECT_EQ(verdict(1), Verdict::kListed);
  EXPECT_EQ(run_.results[0][1].why, "known");
}

TEST_F(ConformanceRunTest, AListedFailureIsExpected) {
  corpus({"a/1", "a/crash"});
  EXPECT_EQ(exit_code(run(entry("a/crash", "answer"))), 0);
  EXPECT_EQ(verdict(1), Verdict::kListed);
  EXPECT_EQ(run_.results[0][1].why, "known");
  EXPECT_EQ(exit_code(run(entry("a/crash", "log"))), 3);
  EXPECT_EQ(exit_code(run(entry("a/1", "answer"))), 3);
}

TEST_F(ConformanceRunTest, AnEntryForAnotherFieldDoesNotExcuse) {
  corpus({"a/differ"});
  EXPECT_EQ(exit_code(run(entry("a/differ", "writes"))), 1);
  EXPECT_EQ(verdict(0), Verdict::kDiffer);
  ASSERT_EQ(run_.list_problems.size(), 1U);
  EXPECT_TRUE(contains(run_.list_problems[0].what, "is gone"));
}

TEST_F(ConformanceRunTest, AnEntryForOneProfileExcusesNoOther) {
  corpus({"a/differ"});
  EXPECT_EQ(exit_code(run(entry("a/differ", "log", R"(, "profile": "3.13.0")"))), 1);
  EXPECT_EQ(verdict(0, 0), Verdict::kDiffer);
  EXPECT_EQ(verdict(0, 1), Verdict::kListed);
  EXPECT_TRUE(run_.list_problems.empty());
}

TEST_F(ConformanceRunTest, FailFastStopsAtTheFirstUnexpectedAnswer) {
  corpus({"a/1", "a/differ", "a/unsupported", "b/differ"});
  run_.fail_fast = true;
  EXPECT_EQ(exit_code(run()), 1);
  EXPECT_EQ(verdict(0), Verdict::kAgree);
  EXPECT_EQ(verdict(1), Verdict::kDiffer);
  EXPECT_EQ(verdict(2), Verdict::kNotRun);
  EXPECT_EQ(verdict(3), Verdict::kNotRun);
  EXPECT_EQ(tally(run_)[Verdict::kNotRun], 6U);
}

TEST_F(ConformanceRunTest, FailFastGoesOnOverWhatIsExpected) {
  corpus({"a/1", "a/differ", "a/unsupported", "a/2"});
  run_.fail_fast = true;
  EXPECT_EQ(exit_code(run(entry("a/differ", "log"))), 0);
  EXPECT_EQ(tally(run_)[Verdict::kNotRun], 0U);
  EXPECT_EQ(verdict(3, 1), Verdict::kAgree);
}

TEST_F(ConformanceRunTest, FailFastStopsAtASubjectThatBreaks) {
  corpus({"a/crash", "a/differ"});
  run_.fail_fast = true;
  EXPECT_EQ(exit_code(run()), 3);
  EXPECT_EQ(tally(run_)[Verdict::kNotRun], 3U);
}

TEST_F(ConformanceRunTest, AListedDifferenceThatVanishedIsRed) {
  corpus({"a/1", "a/2"});
  EXPECT_EQ(exit_code(run(entry("a/2", "log"))), 1);
  EXPECT_EQ(verdict(0), Verdict::kAgree);
  EXPECT_EQ(verdict(1), Verdict::kVanished);
  ASSERT_EQ(run_.list_problems.size(), 1U);
  EXPECT_TRUE(contains(run_.list_problems[0].what, "is gone: remove the entry"));
}

TEST_F(ConformanceRunTest, AnEntryThatMatchesNoCaseIsRed) {
  corpus({"a/1"});
  EXPECT_EQ(exit_code(run(entry("a/typo", "log"))), 1);
  EXPECT_EQ(run_.list_problems[0].what, "matches no case");
}

TEST_F(ConformanceRunTest, AnEntryWhoseCaseIsUnsupportedIsRed) {
  corpus({"a/1", "a/unsupported"});
  EXPECT_EQ(exit_code(run(entry("a/unsupported", "log"))), 1);
  EXPECT_TRUE(contains(run_.list_problems[0].what, "does not support the case"));
}

TEST_F(ConformanceRunTest, AnEntryThatWasNotSelectedIsLeftAlone) {
  corpus({"a/1", "a/2"});
  corpus_ = Corpus::load(folder_.path());
  run_.cases = {};
  (void)run(entry("a/1", "log", R"(, "profile": "3.9.18")"));
  EXPECT_TRUE(run_.list_problems.empty());
}

TEST_F(ConformanceRunTest, UnsupportedIsNoPass) {
  corpus({"a/unsupported"});
  EXPECT_EQ(exit_code(run()), 4);
  EXPECT_EQ(verdict(0), Verdict::kUnsupported);
}

TEST_F(ConformanceRunTest, ABrokenSubjectIsWorseThanADifference) {
  corpus({"a/differ", "a/crash"});
  EXPECT_EQ(exit_code(run()), 3);
  EXPECT_EQ(verdict(1), Verdict::kCrashed);
  EXPECT_EQ(run_.results[0][1].why, "it died");
}

TEST_F(ConformanceRunTest, ExcludedCasesAreCountedAsNotRecorded) {
  corpus({"a/1", "a/2"});
  std::string text = folder_.read("transcripts/a.jsonl");
  text.replace(text.rfind(", \"cpython-3.13.0\""), 18, "");
  folder_.write("transcripts/a.jsonl", text);
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)run(); }),
                       "cases/a.jsonl:2: id: a/2 has no answer of cpython-3.13.0"));
  folder_.write("transcripts/exclusions.jsonl",
                R"({"case": "a/2", "subject": "cpython-3.13.0", "reason": "errno"})");
  run_ = {};
  EXPECT_EQ(exit_code(run()), 0);
  EXPECT_EQ(verdict(1, 1), Verdict::kNotRecorded);
  EXPECT_EQ(run_.results[1][1].why, "errno");
}

TEST_F(ConformanceRunTest, TheReportNamesTheFieldBothValuesAndTheCommand) {
  corpus({"a/1", "a/it's-differ", "b/unsupported"});
  ReportOptions options;
  options.rerun_options = " --corpus X";
  std::ostringstream out;
  print_report(run(), options, out);
  EXPECT_TRUE(contains(out.str(),
                       "differ  a/it's-differ  (3.12.1, 3.13.0)\n"
                       "  field     log\n"
                       "  expected  'log'\n"
                       "  actual    'other'\n"
                       "  rerun     basehttp show 'a/it'\\''s-differ' --profile 3.12.1 "
                       "--corpus X\n"));
  EXPECT_TRUE(contains(out.str(),
                       "       3.12.1  3.13.0\n"
                       "a       1/1/0   1/1/0\n"
                       "b       0/0/1   0/0/1\n"
                       "total   1/1/1   1/1/1\n"));
  EXPECT_TRUE(contains(out.str(), "3 cases, 2 profiles: 2 agree, 2 differ, 2 unsupported\n"));
  EXPECT_TRUE(contains(out.str(), "cases per second"));
  EXPECT_EQ(out.str().find('\x1b'), std::string::npos);
}

TEST_F(ConformanceRunTest, TheReportSaysHowManyItLeavesOut) {
  corpus({"a/differ-1", "a/differ-2", "a/differ-3"});
  ReportOptions options;
  options.most_cases = 1;
  std::ostringstream out;
  print_report(run(), options, out);
  EXPECT_TRUE(contains(out.str(), "… and 2 more cases (--most 0 tells them all)"));
}

}  // namespace
}  // namespace basehttp::conformance
