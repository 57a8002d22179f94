// Replays every transcript against the subject under test: one test an area and
// profile, made from the corpus at run time.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/comparison.h"
#include "conformance/harness/profile_names.h"
#include "conformance/suites/registration.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {
namespace {

constexpr int kMostFailures = 10;  // told in full by each test

class TranscriptsTest : public ::testing::Test {
 public:
  TranscriptsTest(std::vector<const Case*> cases, std::string profile)
      : cases_(std::move(cases)), profile_(std::move(profile)) {}

  void TestBody() override {
    std::vector<const Outcome*> expected;
    std::vector<const Case*> recorded;
    for (const Case* one : cases_) {
      const Outcome* outcome = corpus().expected(*one, recorded_name(profile_named(profile_)));
      if (outcome == nullptr) continue;
      expected.push_back(outcome);
      recorded.push_back(one);
    }
    if (recorded.empty()) GTEST_SKIP() << "nothing was recorded for this area and profile";
    const std::vector<Answer> answers = ask_all(recorded, profile_);
    int failures = 0;
    for (std::size_t i = 0; i < recorded.size(); ++i) {
      const std::string failure = why_different(*recorded[i], *expected[i], answers[i]);
      if (!failure.empty() && ++failures <= kMostFailures) ADD_FAILURE() << failure;
    }
    EXPECT_EQ(failures, 0) << "of " << recorded.size() << " cases";
  }

 private:
  // A case that is unsupported is no failure; what the shares may be is tested apart.
  [[nodiscard]] std::string why_different(const Case& one, const Outcome& expected,
                                          const Answer& answer) const {
    if (std::holds_alternative<Unsupported>(answer)) return {};
    const std::string again = "rerun: " + rerun(one, profile_);
    if (const auto* failure = std::get_if<Failure>(&answer))
      return fmt::format("{}\n{}\n{}", one.id, failure->what, again);
    const auto found = differences(expected, std::get<Outcome>(answer));
    if (found.empty()) return {};
    return fmt::format("{}\nfield: {}\nexpected: {}\nactual: {}\n{}", one.id, found[0].field,
                       found[0].expected, found[0].actual, again);
  }

  std::vector<const Case*> cases_;
  std::string profile_;
};

// At most 2 % of the cases may be more than the subject can express.
TEST(Corpus, AtMostTwoPercentAreUnsupported) {
  std::vector<const Case*> cases;
  for (const Case& one : corpus().cases) cases.push_back(&one);
  const std::vector<Answer> answers = ask_all(cases, tested_profiles().back());
  std::string unsupported;
  std::size_t count = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!std::holds_alternative<Unsupported>(answers[i])) continue;
    ++count;
    unsupported += cases[i]->id + "\n";
  }
  EXPECT_LE(count * 50, cases.size()) << unsupported;
}

// Each profile of the reference is one that was recorded, and the other way round.
TEST(Corpus, EveryProfileIsRecorded) {
  std::vector<std::string> profiles;
  for (const Profile* profile : all_profiles()) profiles.push_back(recorded_name(*profile));
  EXPECT_EQ(corpus().transcripts.subjects(), profiles);
}

}  // namespace

void register_transcript_tests() {
  std::map<std::string, std::vector<const Case*>> areas;
  for (const Case& one : corpus().cases) areas[std::string(one.area())].push_back(&one);
  for (const auto& [area, cases] : areas)
    for (const std::string& profile : tested_profiles())
      register_test("Transcripts/" + area, profile, __FILE__, __LINE__,
                    [cases = cases, profile] { return new TranscriptsTest(cases, profile); });
}

}  // namespace basehttp::conformance
