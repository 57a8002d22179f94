#include "basehttp/big_int.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace basehttp {
namespace {

BigInt big(const std::string& decimal) { return BigInt::from_decimal(decimal).value(); }

TEST(BigIntTest, DecimalsOfEveryLengthReadBack) {
  std::string digits;
  for (int length = 1; length <= 60; ++length) {
    digits.push_back(static_cast<char>('1' + length % 9));
    EXPECT_EQ(big(digits).decimal(), digits);
    EXPECT_EQ(big("-" + digits).decimal(), "-" + digits);
    EXPECT_EQ(big("+000" + digits).decimal(), digits);
    EXPECT_EQ(big("1" + std::string(digits.size(), '0')).decimal(),
              "1" + std::string(digits.size(), '0'));
  }
  EXPECT_EQ(big("-0").decimal(), "0");
  EXPECT_FALSE(big("-0").negative());
}

TEST(BigIntTest, AnythingButASignAndDigitsIsNoDecimal) {
  for (const char* text : {"", "+", "-", "--1", " 1", "1 ", "1_0", "0x1", "1.0", "12345678901a"}) {
    EXPECT_FALSE(BigInt::from_decimal(text).has_value()) << text;
  }
}

TEST(BigIntTest, FitsInt64OrDoesNot) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(big("9223372036854775807").to_int64(), kMax);
  EXPECT_EQ(big("-9223372036854775808").to_int64(), kMin);
  EXPECT_FALSE(big("9223372036854775808").to_int64().has_value());
  EXPECT_FALSE(big("-9223372036854775809").to_int64().has_value());
  EXPECT_FALSE(big("79228162514264337593543950336").to_int64().has_value());
  EXPECT_EQ(BigInt(kMin).decimal(), "-9223372036854775808");
  EXPECT_EQ(BigInt(0).to_int64(), 0);
  EXPECT_TRUE(BigInt(0).zero());
}

TEST(BigIntTest, DigitsInThreeBases) {
  struct Row {
    const char* number;
    const char* octal;
    const char* hexadecimal;
  };
  for (const Row& row :
       {Row{"0", "0", "0"}, Row{"-255", "377", "ff"}, Row{"4294967296", "40000000000", "100000000"},
        Row{"1000000000000000000000", "154327115334273650000000", "3635c9adc5dea00000"}}) {
    EXPECT_EQ(big(row.number).digits(8), row.octal);
    EXPECT_EQ(big(row.number).digits(16), row.hexadecimal);
  }
  EXPECT_EQ(big("-1000000000000000000000").digits(10), "1000000000000000000000");
}

TEST(BigIntTest, ComparesBySignThenMagnitude) {
  const BigInt rising[] = {big("-18446744073709551616"),
                           big("-18446744073709551615"),
                           -4294967296,
                           -1,
                           0,
                           1,
                           4294967295,
                           4294967296,
                           big("18446744073709551615"),
                           big("18446744073709551616")};
  for (const BigInt& a : rising) {
    for (const BigInt& b : rising) {
      EXPECT_EQ(a.compare(b) < 0, &a < &b) << a.decimal() << " " << b.decimal();
      EXPECT_EQ(a == b, &a == &b) << a.decimal() << " " << b.decimal();
    }
  }
}

TEST(BigIntTest, DoublesAreCutTowardsZero) {
  struct Row {
    double number;
    const char* decimal;
  };
  for (const Row& row :
       {Row{0.0, "0"}, Row{-0.9, "0"}, Row{2.7, "2"}, Row{-2.7, "-2"}, Row{5e-324, "0"},
        Row{9007199254740993.0, "9007199254740992"}, Row{1e22, "10000000000000000000000"},
        Row{-1e23, "-99999999999999991611392"}, Row{0x1p64, "18446744073709551616"}}) {
    EXPECT_EQ(BigInt::from_double(row.number).decimal(), row.decimal);
  }
  const double largest = std::numeric_limits<double>::max();
  EXPECT_EQ(BigInt::from_double(largest).to_double(), largest);
}

TEST(BigIntTest, BecomesTheNearestDoubleWithTiesToEven) {
  struct Row {
    const char* decimal;
    double number;
  };
  for (const Row& row :
       {Row{"9007199254740993", 9007199254740992.0}, Row{"9007199254740995", 9007199254740996.0},
        Row{"-36893488147419107329", -36893488147419111424.0},
        // Half-way between two doubles, and one beyond.
        Row{"36893488147419107328", 36893488147419103232.0},
        Row{"36893488147419107329", 36893488147419111424.0}}) {
    EXPECT_EQ(big(row.decimal).to_double(), row.number) << row.decimal;
  }
  EXPECT_FALSE(big("1" + std::string(309, '0')).to_double().has_value());
  EXPECT_FALSE(big("-1" + std::string(5000, '0')).to_double().has_value());
  EXPECT_EQ(big("1" + std::string(308, '0')).to_double(), 1e308);
}

}  // namespace
}  // namespace basehttp
