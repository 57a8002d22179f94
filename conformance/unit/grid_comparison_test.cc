#include "conformance/harness/grid_comparison.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// What a subject answers to the input of this number.
using AnswerTo = std::function<Answer(std::uint64_t)>;

Outcome honest(std::uint64_t index) {
  Outcome out;
  out.rfile_pos = static_cast<std::int64_t>(index);
  return out;
}

class GridComparisonTest : public ::testing::Test {
 protected:
  void SetUp() override {
    digests_ = {grid_.hash(), grid_.size(), {}};
    for (std::uint64_t i = 0; i < grid_.size(); ++i) {
      digests_.columns["cpython-3.9.18"].push_back(digest_of(honest(i + 1)));
      digests_.columns["cpython-3.13.0"].push_back(digest_of(honest(i)));
    }
    check_.grid = &grid_;
    check_.digests = &digests_;
    check_.subject = "cpython-3.13.0";
  }

  GridComparison compare(const AnswerTo& answer) {
    asked_.clear();
    return compare_grid(check_, [&](std::span<const Case* const> cases) {
      std::vector<Answer> answers;
      for (const Case* one : cases) {
        asked_.push_back(std::stoull(one->id.substr(one->id.rfind('/') + 1)));
        answers.push_back(answer(asked_.back()));
      }
      return answers;
    });
  }

  TempFolder folder_;
  Grid grid_ = Grid::load(folder_.write(
      "g.json",
      R"({"about": "a", "slots": [{"name": "a", "values": ["0", "1", "2", "3", "4", "5", "6"],
          "repeat": [4, 4]}], "case": {"rfile": "${a}"}})"));
  GridDigests digests_;
  GridCheck check_;
  std::vector<std::uint64_t> asked_;
};

TEST_F(GridComparisonTest, EveryInputIsAskedOnce) {
  const GridComparison found = compare(honest);
  EXPECT_EQ(found.agree, 2401U);
  EXPECT_EQ(found.differ + found.unsupported + found.not_recorded + found.broken, 0U);
  ASSERT_EQ(asked_.size(), 2401U);
  for (std::uint64_t i = 0; i < asked_.size(); ++i) EXPECT_EQ(asked_[i], i);
}

TEST_F(GridComparisonTest, OneDifferentInputIsFound) {
  for (const std::uint64_t planted : {0U, 1023U, 1024U, 2400U}) {
    const GridComparison found =
        compare([&](std::uint64_t i) { return honest(i == planted ? 7777 : i); });
    EXPECT_EQ(found.agree, 2400U);
    EXPECT_EQ(found.differ, 1U);
    ASSERT_EQ(found.first.size(), 1U);
    EXPECT_EQ(found.first[0].index, planted);
    EXPECT_TRUE(found.first[0].alike.empty());
    EXPECT_TRUE(contains(told(grid_, found.first[0]), grid_.json(planted)));
    EXPECT_TRUE(contains(told(grid_, found.first[0]), "which no recorded interpreter answered"));
  }
}

TEST_F(GridComparisonTest, SaysWhichInterpretersAnswerSo) {
  const GridComparison found = compare([](std::uint64_t i) { return honest(i + 1); });
  EXPECT_EQ(found.differ, 2401U);
  ASSERT_EQ(found.first.size(), 10U);
  EXPECT_EQ(found.first[9].alike, std::vector<std::string>{"cpython-3.9.18"});
  EXPECT_TRUE(contains(told(grid_, found.first[9]), ", as cpython-3.9.18"));
}

TEST_F(GridComparisonTest, WithoutAnAnswerNothingAgrees) {
  const GridComparison unsupported = compare([](std::uint64_t) { return Unsupported{"w"}; });
  EXPECT_EQ(unsupported.agree, 0U);
  EXPECT_EQ(unsupported.unsupported, 2401U);
  for (const auto kind : {Failure::Kind::kError, Failure::Kind::kCrashed, Failure::Kind::kTimedOut,
                          Failure::Kind::kProtocolError}) {
    const GridComparison failed = compare([&](std::uint64_t) { return Failure{kind, "it broke"}; });
    EXPECT_EQ(failed.agree, 0U);
    EXPECT_EQ(failed.broken, 2401U);
    EXPECT_TRUE(contains(told(grid_, failed.first.at(0)), "the subject broke: it broke"));
  }
}

TEST_F(GridComparisonTest, AnInputThatWasNotRecordedIsNeitherRightNorWrong) {
  digests_.columns["cpython-3.13.0"][3] = kErrorDigest;
  digests_.columns["cpython-3.13.0"][4] = kUnsupportedDigest;
  const GridComparison found = compare(honest);
  EXPECT_EQ(found.agree, 2399U);
  EXPECT_EQ(found.not_recorded, 2U);
  const GridComparison broken = compare([](std::uint64_t i) -> Answer {
    if (i == 3) return Failure{Failure::Kind::kCrashed, "it died"};
    return honest(i);
  });
  EXPECT_EQ(broken.not_recorded, 1U);
  EXPECT_EQ(broken.broken, 1U);
}

TEST_F(GridComparisonTest, ASliceIsEveryStepthInputFromTheFirst) {
  check_.slice = {5, 1000};
  EXPECT_EQ(compare(honest).agree, 3U);
  EXPECT_EQ(asked_, (std::vector<std::uint64_t>{5, 1005, 2005}));
  check_.most_inputs = 1;
  EXPECT_EQ(compare(honest).agree, 1U);
  EXPECT_EQ(asked_, std::vector<std::uint64_t>{5});
}

TEST_F(GridComparisonTest, StopsAfterTheBatchOfADifferenceWhenTold) {
  check_.stop_at_first = true;
  (void)compare([](std::uint64_t i) { return honest(i == 2 ? 7777 : i); });
  EXPECT_LT(asked_.size(), 2401U);
  (void)compare(honest);
  EXPECT_EQ(asked_.size(), 2401U);
}

TEST_F(GridComparisonTest, ASubjectThatWasNotRecordedIsAnError) {
  check_.subject = "cpython-3.12.1";
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)compare(honest); }),
                       "g.digests: holds nothing of cpython-3.12.1"));
}

}  // namespace
}  // namespace basehttp::conformance
