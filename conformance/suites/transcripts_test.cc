// Replays every transcript against the reference handler: one test an area and
// profile, made from the corpus at run time.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/comparison.h"
#include "conformance/harness/corpus.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/report.h"

namespace basehttp::conformance {
namespace {

constexpr int kMostFailures = 10;  // told in full by each test

class TranscriptsTest : public ::testing::Test {
 public:
  TranscriptsTest(const Corpus& corpus, std::vector<const Case*> cases, const Profile& profile)
      : corpus_(corpus), cases_(std::move(cases)), profile_(profile) {}

  void TestBody() override {
    ReferenceSubject reference(profile_);
    std::size_t compared = 0;
    int failures = 0;
    for (const Case* one : cases_) {
      const Outcome* expected = corpus_.expected(*one, recorded_name(profile_));
      if (expected == nullptr) continue;
      ++compared;
      const std::string failure = why_different(*one, *expected, reference.run(*one));
      if (!failure.empty() && ++failures <= kMostFailures) ADD_FAILURE() << failure;
    }
    EXPECT_EQ(failures, 0) << "of " << compared << " cases";
    if (compared == 0) GTEST_SKIP() << "nothing was recorded for this area and profile";
  }

 private:
  // A case that is unsupported is no failure; what the shares may be is tested apart.
  [[nodiscard]] std::string why_different(const Case& one, const Outcome& expected,
                                          const Answer& answer) const {
    const std::string rerun =
        fmt::format("rerun: basehttp show {} --profile {}", shell_quoted(one.id), profile_.version);
    if (std::holds_alternative<Unsupported>(answer)) return {};
    if (const auto* failure = std::get_if<Failure>(&answer))
      return fmt::format("{}\n{}\n{}", one.id, failure->what, rerun);
    const auto found = differences(expected, std::get<Outcome>(answer));
    if (found.empty()) return {};
    return fmt::format("{}\nfield: {}\nexpected: {}\nactual: {}\n{}", one.id, found[0].field,
                       found[0].expected, found[0].actual, rerun);
  }

  const Corpus& corpus_;
  std::vector<const Case*> cases_;
  const Profile& profile_;
};

// At most 2 % of the cases may be more than the reference can express.
class SupportTest : public ::testing::Test {
 public:
  explicit SupportTest(const Corpus& corpus) : corpus_(corpus) {}

  void TestBody() override {
    ReferenceSubject reference(newest_profile());
    std::string unsupported;
    std::size_t count = 0;
    for (const Case& one : corpus_.cases) {
      if (!std::holds_alternative<Unsupported>(reference.run(one))) continue;
      ++count;
      unsupported += one.id + "\n";
    }
    EXPECT_LE(count * 50, corpus_.cases.size()) << unsupported;
  }

 private:
  const Corpus& corpus_;
};

// Each profile of the reference is one that was recorded, and the other way round.
class ProfilesTest : public ::testing::Test {
 public:
  explicit ProfilesTest(const Corpus& corpus) : corpus_(corpus) {}

  void TestBody() override {
    std::vector<std::string> profiles;
    for (const Profile* profile : all_profiles()) profiles.push_back(recorded_name(*profile));
    EXPECT_EQ(corpus_.transcripts.subjects(), profiles);
  }

 private:
  const Corpus& corpus_;
};

void register_tests(const Corpus& corpus) {
  const auto add = [](const std::string& suite, const std::string& name, auto make) {
    ::testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                            [make]() -> ::testing::Test* { return make(); });
  };
  std::map<std::string, std::vector<const Case*>> areas;
  for (const Case& one : corpus.cases) areas[std::string(one.area())].push_back(&one);
  for (const auto& [area, cases] : areas)
    for (const Profile* profile : all_profiles())
      add("Transcripts/" + area, std::string(profile->version), [&corpus, cases = cases, profile] {
        return new TranscriptsTest(corpus, cases, *profile);
      });
  add("Corpus", "AtMostTwoPercentAreUnsupported", [&corpus] { return new SupportTest(corpus); });
  add("Corpus", "EveryProfileIsRecorded", [&corpus] { return new ProfilesTest(corpus); });
}

}  // namespace
}  // namespace basehttp::conformance

int main(int argc, char** argv) {
  namespace conformance = basehttp::conformance;
  ::testing::InitGoogleTest(&argc, argv);
  const char* named = std::getenv("BASEHTTP_CORPUS");
  conformance::Corpus corpus;
  try {
    corpus = conformance::Corpus::load(named != nullptr ? named : BASEHTTP_CORPUS);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
  conformance::register_tests(corpus);
  const int code = RUN_ALL_TESTS();
  if (code == 0 && ::testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
    fmt::print(stderr, "no test ran\n");
    return 4;
  }
  return code;
}
