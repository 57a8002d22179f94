// What CPython 3.11.2 writes with marshal.dumps(value, 2); 3.6.15 and 3.13.0 write the same.
#include "fuzz/differential/marshal.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace basehttp::fuzz {
namespace {

using std::literals::operator""sv;

std::string written(const std::function<void(MarshalWriter&)>& write) {
  std::string out;
  MarshalWriter writer(out);
  write(writer);
  return out;
}

Text wide(std::u32string_view points) { return Text::from_code_points(points); }

TEST(Marshal, Constants) {
  EXPECT_EQ(written([](auto& to) { to.none(); }), "N");
  EXPECT_EQ(written([](auto& to) { to.boolean(true); }), "T");
  EXPECT_EQ(written([](auto& to) { to.boolean(false); }), "F");
  EXPECT_NO_THROW(MarshalReader("N").none());
  EXPECT_TRUE(MarshalReader("T").boolean());
  EXPECT_FALSE(MarshalReader("F").boolean());
}

TEST(Marshal, Integers) {
  constexpr std::pair<std::int64_t, std::string_view> kNumbers[] = {
      {7, "\x69\x07\x00\x00\x00"sv},
      {-1, "\x69\xff\xff\xff\xff"sv},
      {2147483648, "\x6c\x03\x00\x00\x00\x00\x00\x00\x00\x02\x00"sv},
      {std::numeric_limits<std::int64_t>::min(),
       "\x6c\xfb\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00\x08\x00"sv},
  };
  for (const auto& [number, bytes] : kNumbers) {
    EXPECT_EQ(written([number = number](auto& to) { to.integer(number); }), bytes);
    EXPECT_EQ(MarshalReader(bytes).integer(), number);
  }
  const auto large = "\x6c\x05\x00\x00\x00\x00\x00\x20\x46\xb5\x78\x3a\x5e\x56\x00"sv;
  EXPECT_EQ(written([](auto& to) { to.integer(*BigInt::from_decimal("100000000000000000000")); }),
            large);
  EXPECT_THROW(MarshalReader(large).integer(), MarshalError);
}

TEST(Marshal, Floats) {
  const auto bytes = "\x67\x00\x00\x00\x00\x00\x00\xf8\x3f"sv;
  EXPECT_EQ(written([](auto& to) { to.real(1.5); }), bytes);
  EXPECT_EQ(MarshalReader(bytes).real(), 1.5);
}

TEST(Marshal, Texts) {
  const std::pair<Text, std::string_view> texts[] = {
      {"a", "\x75\x01\x00\x00\x00\x61"sv},
      {"\xe9", "\x75\x02\x00\x00\x00\xc3\xa9"sv},
      {wide(U"\u20ac"), "\x75\x03\x00\x00\x00\xe2\x82\xac"sv},
      {wide(std::u32string(1, char32_t{0xD800})), "\x75\x03\x00\x00\x00\xed\xa0\x80"sv},
      {wide(U"\U0001f600"), "\x75\x04\x00\x00\x00\xf0\x9f\x98\x80"sv},
  };
  for (const auto& [text, bytes] : texts) {
    EXPECT_EQ(written([&text = text](auto& to) { to.text(text); }), bytes);
    EXPECT_EQ(MarshalReader(bytes).text(), text);
  }
}

TEST(Marshal, ListsAndDicts) {
  const auto bytes =
      "\x5b\x02\x00\x00\x00\x75\x01\x00\x00\x00x{\x75\x01\x00\x00\x00"
      "ag\x00\x00\x00\x00\x00\x00\xf8?0"sv;
  EXPECT_EQ(written([](auto& to) {
              to.list(2);
              to.latin1("x");
              to.open_dict();
              to.latin1("a");
              to.real(1.5);
              to.close_dict();
            }),
            bytes);
  MarshalReader reader(bytes);
  EXPECT_EQ(reader.list(), 2U);
  EXPECT_EQ(reader.text(), "x");
  reader.open_dict();
  EXPECT_FALSE(reader.close_dict());
  EXPECT_EQ(reader.text(), "a");
  EXPECT_EQ(reader.real(), 1.5);
  EXPECT_TRUE(reader.close_dict());
  EXPECT_TRUE(reader.is_at_end());
}

TEST(Marshal, WhatIsNoneOfIt) {
  EXPECT_THROW(MarshalReader("").none(), MarshalError);
  EXPECT_THROW(MarshalReader("T").none(), MarshalError);
  EXPECT_THROW(MarshalReader("i\x01").integer(), MarshalError);
  EXPECT_THROW(MarshalReader("u\x05\x00\x00\x00ab"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("u\x01\x00\x00\x00\xe9"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("u\xff\xff\xff\xff"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("[\xff\xff\xff\xff"sv).list(), MarshalError);
}

}  // namespace
}  // namespace basehttp::fuzz
