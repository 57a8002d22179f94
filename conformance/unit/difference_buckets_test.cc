#include "conformance/harness/difference_buckets.h"

#include <gtest/gtest.h>

#include "conformance/harness/case_loader.h"

namespace basehttp::conformance {
namespace {

Case case_of(const std::string& id, const std::string& rfile) {
  return read_case_text(R"({"id": ")" + id + R"(", "rfile": ")" + rfile + R"("})", "test");
}

Outcome closing(bool close) {
  Outcome out;
  out.close_connection = close;
  return out;
}

TEST(DifferenceBucketsTest, CountEachKindAndKeepItsShortestCase) {
  DifferenceBuckets buckets;
  Outcome logging = closing(true);
  logging.log = "line";
  buckets.add(case_of("b/1", "longer"), closing(true), closing(false));
  buckets.add(case_of("a/2", "short"), closing(true), closing(false));
  buckets.add(case_of("a/1", "short"), closing(true), closing(false));
  buckets.add(case_of("a/3", ""), closing(true), logging);
  buckets.add(case_of("a/4", ""), closing(true), closing(true));
  buckets.add(case_of("a/5", ""), Unsupported{"no"}, closing(true));
  EXPECT_EQ(buckets.differed(), 4U);
  EXPECT_EQ(buckets.agreed(), 1U);
  EXPECT_EQ(buckets.not_compared(), 1U);
  EXPECT_EQ(buckets.broken(), 0U);
  const auto sorted = buckets.sorted();
  ASSERT_EQ(sorted.size(), 2U);
  EXPECT_EQ(sorted[0]->signature, "close_connection: True | False");
  EXPECT_EQ(sorted[0]->cases, 3U);
  EXPECT_EQ(sorted[0]->areas.at("a"), 2U);
  EXPECT_EQ(sorted[0]->areas.at("b"), 1U);
  EXPECT_EQ(sorted[0]->example.id, "a/1");
  EXPECT_EQ(sorted[1]->signature.substr(0, 4), "log:");
}

TEST(DifferenceBucketsTest, ABrokenSubjectIsADifferenceOfItsOwn) {
  DifferenceBuckets buckets;
  buckets.add(case_of("a/1", ""), closing(true), Failure{Failure::Kind::kCrashed, "it died"});
  buckets.add(case_of("a/2", ""), Failure{Failure::Kind::kError, "too hard"},
              Failure{Failure::Kind::kError, "too hard, too"});
  EXPECT_EQ(buckets.broken(), 1U);
  EXPECT_EQ(buckets.not_compared(), 1U);
  ASSERT_EQ(buckets.sorted().size(), 1U);
  EXPECT_EQ(buckets.sorted()[0]->signature, "answer: outcome | crash");
}

TEST(DifferenceBucketsTest, MergedInAnyOrderTheyAreTheSame) {
  const Case cases[] = {case_of("a/1", "xx"), case_of("a/2", "x"), case_of("b/1", "x")};
  const auto filled = [&](std::initializer_list<int> some) {
    DifferenceBuckets buckets;
    for (const int i : some) buckets.add(cases[i], closing(true), closing(false));
    return buckets;
  };
  for (const auto& [first, second] :
       {std::pair{filled({0, 1}), filled({2})}, std::pair{filled({2}), filled({1, 0})},
        std::pair{filled({}), filled({0, 1, 2})}}) {
    DifferenceBuckets all = first;
    all.merge(DifferenceBuckets(second));
    EXPECT_EQ(all.differed(), 3U);
    ASSERT_EQ(all.sorted().size(), 1U);
    EXPECT_EQ(all.sorted()[0]->cases, 3U);
    EXPECT_EQ(all.sorted()[0]->areas.at("a"), 2U);
    EXPECT_EQ(all.sorted()[0]->example.id, "a/2");
  }
}

}  // namespace
}  // namespace basehttp::conformance
