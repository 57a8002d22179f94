#include "fuzz/case_input.h"

#include <string>

#include <gtest/gtest.h>

namespace basehttp::fuzz {
namespace {

CaseInput read(const std::string& data) {
  return read_case_input(reinterpret_cast<const std::uint8_t*>(data.data()), data.size());
}

TEST(CaseInput, ALetterBehindTheCaseChoosesTheProfile) {
  const std::string line = R"({"id": "a", "rfile": "x"})";
  EXPECT_EQ(&read(line).profile, &newest_profile());
  EXPECT_EQ(&read(line + "a").profile, all_profiles().front());
  EXPECT_EQ(&read(line + "c").profile, all_profiles()[2]);
  EXPECT_EQ(write_case_input(*read(line + "c").one, *all_profiles()[2]), line + "c");
  EXPECT_FALSE(read("no case").one);
  EXPECT_FALSE(read("").one);
}

TEST(CaseInput, AHugeWidthIsLeftOut) {
  EXPECT_TRUE(asks_for_much("%999999d"));
  EXPECT_TRUE(asks_for_much("%*d and 1000000"));
  EXPECT_FALSE(asks_for_much("%99999d"));
  EXPECT_FALSE(asks_for_much("1000000"));
  EXPECT_TRUE(asks_for_much("%9223372036854775807d"));
  EXPECT_FALSE(asks_for_much("%9223372036854775808d"));
  EXPECT_FALSE(asks_for_much("%*d and 1000000000000000000000000000000"));
  EXPECT_TRUE(asks_for_much("%000000000000000000000000000001000000d"));
  EXPECT_FALSE(asks_for_much("%000000000000000000000000000000000000d"));
  EXPECT_TRUE(asks_for_much(R"("\u00259999999d")"));
  EXPECT_TRUE(asks_for_much(R"(["%*d", {"$int": "9\u00309\u003999"}])"));
  EXPECT_FALSE(asks_for_much(R"("%d \u003a \u002f \u00e9 \u0)"));
}

}  // namespace
}  // namespace basehttp::fuzz
