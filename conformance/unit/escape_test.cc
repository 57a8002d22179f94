#include "conformance/harness/escape.h"

#include <gtest/gtest.h>

#include <string>

namespace basehttp::conformance {
namespace {

TEST(EscapeTest, IsPythonsNotationInAscii) {
  EXPECT_EQ(escape_bytes(std::string("\0\r\n\t'\\\x7f\xff A", 10)),
            R"(b'\x00\r\n\t\'\\\x7f\xff A')");
  EXPECT_EQ(escape_text(Text::from_code_points(U"\u00e9\u20ac\U0001F600")),
            R"('\xe9\u20ac\U0001f600')");
  EXPECT_EQ(escape_value(Value::none()), "null");
  EXPECT_EQ(escape_value(Value::list({"a", true})), R"(["a", true])");
}

TEST(EscapeTest, ShortTextsStayWhole) {
  const Excerpts cut = cut_around_difference("'a'", "'b'", 10);
  EXPECT_EQ(cut.left, "'a'");
  EXPECT_EQ(cut.right, "'b'");
}

TEST(EscapeTest, LongTextsAreCutAroundTheDifference) {
  const std::string same(500, 's');
  const Excerpts cut = cut_around_difference(same + "LEFT" + same, same + "RIGHT", 30);
  EXPECT_EQ(cut.left, "…ssssssssssLEFTssssssssssssssss…");
  EXPECT_EQ(cut.right, "…ssssssssssRIGHT");
}

TEST(EscapeTest, APrefixShowsWhereTheOtherGoesOn) {
  const Excerpts cut = cut_around_difference(std::string(300, 'a'), std::string(310, 'a'), 30);
  EXPECT_EQ(cut.left, "…aaaaaaaaaa");
  EXPECT_EQ(cut.right, "…aaaaaaaaaaaaaaaaaaaa");
}

}  // namespace
}  // namespace basehttp::conformance
