#include "conformance/harness/delivery.h"

#include <gtest/gtest.h>

namespace basehttp::conformance {
namespace {

// Where each piece of a stream of `size` bytes ends.
std::vector<std::size_t> ends(const Delivery& delivery, std::size_t size) {
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < size; at = out.back()) out.push_back(delivery.piece_end(at, size));
  return out;
}

using Ends = std::vector<std::size_t>;

TEST(Delivery, PiecesEndAtTheNextCutOrAtTheEnd) {
  EXPECT_EQ(ends(Delivery::whole(), 5), (Ends{5}));
  EXPECT_EQ(ends(Delivery::bytewise(), 3), (Ends{1, 2, 3}));
  EXPECT_EQ(ends(Delivery::cuts({}), 5), (Ends{5}));
  EXPECT_EQ(ends(Delivery::cuts({2, 3}), 5), (Ends{2, 3, 5}));
}

TEST(Delivery, CutsThatSayNothingAreHarmless) {
  EXPECT_EQ(ends(Delivery::cuts({3, 2, 3, 0, 5, 9}), 5), (Ends{2, 3, 5}));
}

TEST(Delivery, RandomCutsLieInsideAndComeBackWithTheirSeed) {
  const Delivery delivery = Delivery::random(7, 100, 5);
  EXPECT_EQ(ends(delivery, 100), ends(Delivery::random(7, 100, 5), 100));
  EXPECT_NE(ends(delivery, 100), ends(Delivery::random(8, 100, 5), 100));
  EXPECT_GT(ends(delivery, 100).size(), 1U);
  EXPECT_LE(ends(delivery, 100).size(), 6U);
  EXPECT_EQ(ends(Delivery::random(7, 1, 5), 1), (Ends{1}));
  EXPECT_EQ(Delivery::random(7, 0, 5).name(), "cuts:");
}

TEST(Delivery, ItsNameIsReadBack) {
  for (const Delivery& delivery : {Delivery::whole(), Delivery::bytewise(), Delivery::cuts({}),
                                   Delivery::cuts({3}), Delivery::cuts({1, 20, 300})}) {
    const auto again = Delivery::parse(delivery.name());
    ASSERT_TRUE(again) << delivery.name();
    EXPECT_EQ(again->name(), delivery.name());
    EXPECT_EQ(again->is_whole(), delivery.is_whole());
  }
  EXPECT_EQ(Delivery::cuts({1, 20, 300}).name(), "cuts:1,20,300");
}

TEST(Delivery, OtherTextIsNoName) {
  for (const char* text :
       {"", "Whole", "cuts", "cuts:,", "cuts:3,", "cuts:3,,4", "cuts:a", "cuts:-1", "cuts:4,3",
        "cuts:3,3", "cuts:3 4", "cuts:99999999999999999999"})
    EXPECT_FALSE(Delivery::parse(text)) << text;
}

}  // namespace
}  // namespace basehttp::conformance
