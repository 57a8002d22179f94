#include "fuzz/differential/differential.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "conformance/harness/json_lines.h"
#include "conformance/harness/signature.h"
#include "conformance/unit/test_support.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using conformance::Delivery;
using conformance::Failure;
using conformance::Outcome;
using conformance::ReferenceSubject;
using conformance::TempFolder;

// The reference, with a fault where the stream has a certain word.
class PlantedJudge final : public conformance::Subject {
 public:
  explicit PlantedJudge(const Profile& profile) : reference_(profile) {}

 private:
  Answer answer(const Case& one, const Delivery& delivery) override {
    if (one.rfile.find("/crash") != std::string::npos)
      return Failure{Failure::Kind::kCrashed, "it was killed by signal 11"};
    Answer answer = reference_.run(one, delivery);
    auto& outcome = std::get<Outcome>(answer);
    if (one.rfile.find("/path") != std::string::npos) outcome.requests[0].path = "/";
    if (one.rfile.find("/log") != std::string::npos) outcome.log = "";
    return answer;
  }

  ReferenceSubject reference_;
};

constexpr const char* kPathSignature = "requests[].path: end | letter";

Case asking_for(const std::string& path) {
  Case one;
  one.id = "test";
  one.rfile = "GET " + path + " HTTP/1.0\r\n\r\n";
  return one;
}

Differential differential(DifferentialSettings settings = {}, std::size_t judges = 1) {
  std::vector<Judge> planted;
  for (std::size_t i = 0; i < judges; ++i) {
    const Profile& profile = *all_profiles()[i];
    planted.push_back({&profile, std::make_unique<PlantedJudge>(profile)});
  }
  return {std::move(planted), std::move(settings)};
}

TEST(Differential, SaysNothingWhenBothAgree) {
  Differential run = differential();
  EXPECT_FALSE(run.check(asking_for("/"), "in"));
  EXPECT_FALSE(run.finish());
  EXPECT_TRUE(conformance::contains(run.summary(), "1 comparisons with CPython 3.6.15: 0 not"));
}

TEST(Differential, StopsAtADivergenceWithBothOutcomes) {
  Differential run = differential();
  const auto finding = run.check(asking_for("/path"), "in");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->signature, kPathSignature);
  EXPECT_EQ(finding->input, "in");
  for (const char* part :
       {"divergence from CPython 3.6.15", kPathSignature, "requests[0].path", "CPython    '/'",
        "reference  '/path'", "\"rfile\": \"GET /path HTTP/1.0", "\nCPython:   {\"close",
        "\nreference: {\"close"})
    EXPECT_TRUE(conformance::contains(finding->text, part));
}

TEST(Differential, AJudgeThatCrashesIsADivergence) {
  const auto finding = differential().check(asking_for("/crash"), "in");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->signature, "answer: crash | outcome");
  EXPECT_TRUE(conformance::contains(finding->text, "signal 11"));
}

TEST(Differential, CountsWhatIsKnown) {
  const TempFolder folder;
  DifferentialSettings settings;
  settings.known = KnownDivergences::load(
      folder.write("list.jsonl", std::string("{\"signature\": \"") + kPathSignature +
                                     R"(", "reason": "r", "reference": "x", "profile": "3.6.15",)" +
                                     R"( "case": {"id": "a/b/c", "rfile": ""}})"));
  Differential run = differential(std::move(settings));
  EXPECT_FALSE(run.check(asking_for("/path"), "in"));
  EXPECT_TRUE(run.check(asking_for("/log"), "in"));
  EXPECT_TRUE(conformance::contains(run.summary(), std::string("known 1  ") + kPathSignature));
}

TEST(Differential, OneSignatureMayBeTheOnlyOneThatCounts) {
  const TempFolder folder;
  DifferentialSettings settings;
  settings.only = kPathSignature;
  Differential run = differential(std::move(settings));
  EXPECT_FALSE(run.check(asking_for("/log"), "in"));
  EXPECT_TRUE(run.check(asking_for("/path"), "in"));
}

TEST(Differential, CollectsEveryKindAndGoesOn) {
  const TempFolder folder;
  DifferentialSettings settings;
  settings.survey = std::make_unique<Survey>(folder.path());
  Differential run = differential(std::move(settings));
  EXPECT_FALSE(run.check(asking_for("/path"), "long input"));
  EXPECT_FALSE(run.check(asking_for("/path"), "input"));
  EXPECT_FALSE(run.check(asking_for("/log"), "other"));
  EXPECT_EQ(folder.read(conformance::file_name_of(kPathSignature) + ".input"), "input");
  EXPECT_TRUE(conformance::contains(run.summary(), std::string("new 2  ") + kPathSignature));
  const auto file = folder.path() / (conformance::file_name_of(kPathSignature) + ".json");
  conformance::for_each_line(file, [](const conformance::JsonLine& line) {
    std::string keys;
    for (const conformance::Json member : line.json) keys += member.key().utf8() + " ";
    EXPECT_EQ(keys, "signature profile case expected actual ");
  });
}

TEST(Differential, ABatchIsAskedWhenItIsFull) {
  DifferentialSettings settings;
  settings.batch = 3;
  Differential run = differential(std::move(settings), 2);
  EXPECT_FALSE(run.check(asking_for("/"), "first"));
  EXPECT_FALSE(run.check(asking_for("/path"), "second"));
  const auto finding = run.check(asking_for("/"), "third");
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->input, "second");
}

TEST(Differential, TheLastInputsOfABatchAreNotForgotten) {
  DifferentialSettings settings;
  settings.batch = 3;
  Differential run = differential(std::move(settings));
  EXPECT_FALSE(run.check(asking_for("/path"), "first"));
  const auto finding = run.finish();
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->input, "first");
  EXPECT_FALSE(run.finish());
}

TEST(Differential, ADivergenceFromTheLastJudgeIsSeen) {
  std::vector<Judge> judges;
  const Profile& first = *all_profiles().front();
  const Profile& last = *all_profiles().back();
  judges.push_back({&first, std::make_unique<ReferenceSubject>(first)});
  judges.push_back({&last, std::make_unique<PlantedJudge>(last)});
  DifferentialSettings settings;
  settings.batch = 2;
  Differential run(std::move(judges), std::move(settings));
  EXPECT_FALSE(run.check(asking_for("/"), "first"));
  const auto finding = run.check(asking_for("/log"), "second");
  ASSERT_TRUE(finding);
  EXPECT_TRUE(conformance::contains(finding->text, "from CPython " + std::string(last.version)));
}

// PlantedJudge would fail on one.
TEST(Differential, ACaseThatTheReferenceDoesNotSupportIsNotAsked) {
  Case one = asking_for("/path");
  one.unknown_tags = {"$set"};
  for (const std::size_t batch : {1U, 2U}) {
    DifferentialSettings settings;
    settings.batch = batch;
    Differential run = differential(std::move(settings), 2);
    EXPECT_FALSE(run.check(one, "first"));
    EXPECT_FALSE(run.check(one, "second"));
    EXPECT_FALSE(run.finish());
    EXPECT_TRUE(conformance::contains(run.summary(),
                                      "4 comparisons with CPython 3.6.15, 3.7.16: 4 "
                                      "not supported"));
  }
}

}  // namespace
}  // namespace basehttp::fuzz
