// What CPython 3.11.7 writes with marshal.dumps(value, 4), as 3.6.15 and 3.13.0 do; the highest bit
// of a type is set where more than one name refers to the object, which is never so in what a
// MarshalWriter makes.
#include "fuzz/differential/marshal.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace basehttp::fuzz {
namespace {

using namespace std::string_view_literals;

std::string written(const std::function<void(MarshalWriter&)>& write) {
  std::string out;
  MarshalWriter writer(out);
  write(writer);
  return out;
}

// The same where something else refers to the object, too.
std::string flagged(std::string_view bytes) {
  std::string out(bytes);
  out.front() = static_cast<char>(static_cast<unsigned char>(out.front()) | 0x80U);
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
    EXPECT_EQ(MarshalReader(flagged(bytes)).integer(), number);
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
  EXPECT_EQ(MarshalReader(flagged(bytes)).real(), 1.5);
}

TEST(Marshal, Texts) {
  const std::string long_text(256, 'x');
  const std::string long_bytes = std::string("\x61\x00\x01\x00\x00"sv) + long_text;
  const std::pair<Text, std::string_view> texts[] = {
      {"a", "\x7a\x01\x61"sv},
      {long_text, long_bytes},
      {"\xe9", "\x75\x02\x00\x00\x00\xc3\xa9"sv},
      {wide(U"\u20ac"), "\x75\x03\x00\x00\x00\xe2\x82\xac"sv},
      {wide(std::u32string(1, char32_t{0xD800})), "\x75\x03\x00\x00\x00\xed\xa0\x80"sv},
      {wide(U"\U0001f600"), "\x75\x04\x00\x00\x00\xf0\x9f\x98\x80"sv},
  };
  for (const auto& [text, bytes] : texts) {
    EXPECT_EQ(written([&text = text](auto& to) { to.text(text); }), bytes);
    EXPECT_EQ(MarshalReader(bytes).text(), text);
    EXPECT_EQ(MarshalReader(flagged(bytes)).text(), text);
  }
  // Names are interned, which the types say, from 3.13 on also of those beyond ASCII.
  EXPECT_EQ(MarshalReader("\xda\x01\x61"sv).text(), "a");
  EXPECT_EQ(MarshalReader(std::string("\xc1\x00\x01\x00\x00"sv) + long_text).text(), long_text);
  EXPECT_EQ(MarshalReader("\xf4\x02\x00\x00\x00\xc3\xa9"sv).text(), "\xe9");
}

// marshal.dumps([k, k, n, n, f, f, e, e], 4)
TEST(Marshal, WhatComesAgain) {
  MarshalReader reader(
      "\xdb\x08\x00\x00\x00\xfa\x04\x6b\x65\x79\x31\x72\x01\x00\x00\x00"
      "\xe9\x70\x11\x01\x00\x72\x02\x00\x00\x00"
      "\xe7\x00\x00\x00\x00\x00\x00\xf8\x3f\x72\x03\x00\x00\x00"
      "\xf5\x04\x00\x00\x00\xc3\xa9\xc3\xa9\x72\x04\x00\x00\x00"sv);
  EXPECT_EQ(reader.list(), 8U);
  EXPECT_EQ(reader.utf8(), "key1");
  EXPECT_TRUE(reader.is_text());
  EXPECT_EQ(reader.utf8(), "key1");
  EXPECT_EQ(reader.integer(), 70000);
  EXPECT_TRUE(reader.is_integer());
  EXPECT_EQ(reader.integer(), 70000);
  EXPECT_EQ(reader.real(), 1.5);
  EXPECT_EQ(reader.real(), 1.5);
  EXPECT_EQ(reader.text(), "\xe9\xe9");
  EXPECT_EQ(reader.text(), "\xe9\xe9");
  EXPECT_EQ(reader.rest(), "");

  // marshal.dumps([l, l], 4), where l is an empty list
  MarshalReader lists("\xdb\x02\x00\x00\x00\xdb\x00\x00\x00\x00\x72\x01\x00\x00\x00"sv);
  EXPECT_EQ(lists.list(), 2U);
  EXPECT_EQ(lists.list(), 0U);
  EXPECT_TRUE(lists.is_list());
  EXPECT_THROW(lists.list(), MarshalError);
}

TEST(Marshal, ListsAndDicts) {
  const auto bytes =
      "\x5b\x02\x00\x00\x00\x7a\x01x{\x7a\x01"
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
  EXPECT_EQ(reader.rest(), "");
}

// marshal.dumps([k, k], 4) twice
TEST(Marshal, ADumpRefersToItsOwnObjects) {
  const std::string dump("\xdb\x02\x00\x00\x00\xfa\x04\x6b\x65\x79\x31\x72\x01\x00\x00\x00"sv);
  const std::string twice = dump + flagged("i\x07\x00\x00\x00"sv) + dump;
  MarshalReader reader(twice);
  for (int time = 0; time < 2; ++time) {
    reader.next_dump();
    EXPECT_EQ(reader.list(), 2U);
    EXPECT_EQ(reader.utf8(), "key1");
    EXPECT_EQ(reader.utf8(), "key1");
    const MarshalReader::Place place = reader.place();
    if (time == 0) {
      EXPECT_EQ(reader.integer(), 7);
      reader.back_to(place);
      EXPECT_EQ(reader.integer(), 7);
    }
  }
  EXPECT_EQ(reader.rest(), "");
}

// What marshal.loads makes ["k", "k", "n"] of.
TEST(Marshal, NamesAreReferredTo) {
  constexpr std::string_view kName = "k";
  constexpr std::string_view kOther = "n";
  const std::string bytes = written([&](auto& to) {
    to.list(3);
    to.name(kName);
    to.name(kName);
    to.name(kOther);
  });
  EXPECT_EQ(bytes, "\x5b\x03\x00\x00\x00\xda\x01\x6b\x72\x00\x00\x00\x00\xda\x01\x6e"sv);
  MarshalReader reader(bytes);
  EXPECT_EQ(reader.list(), 3U);
  EXPECT_EQ(reader.utf8(), "k");
  EXPECT_EQ(reader.utf8(), "k");
  EXPECT_EQ(reader.utf8(), "n");
}

TEST(Marshal, LatinTextsAreComparedWhereTheyAre) {
  EXPECT_TRUE(is_utf8_of("", ""));
  EXPECT_TRUE(is_utf8_of("a", "a"));
  EXPECT_TRUE(is_utf8_of("\xe9 is \x80", "\xc3\xa9 is \xc2\x80"));
  for (const auto* other : {"", "a", "\xc3", "\xe9", "\xc3\xa8", "\xc2\xa9", "\xc3\xa9x"})
    EXPECT_FALSE(is_utf8_of("\xe9", other)) << other;
  // As bytes the two are the same.
  EXPECT_FALSE(is_utf8_of("\xc3\xa9", "\xc3\xa9"));
}

TEST(Marshal, WhatIsNoneOfIt) {
  EXPECT_THROW(MarshalReader("").none(), MarshalError);
  EXPECT_THROW(MarshalReader("T").none(), MarshalError);
  EXPECT_THROW(MarshalReader("i\x01").integer(), MarshalError);
  EXPECT_THROW(MarshalReader("u\x05\x00\x00\x00ab"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("u\x01\x00\x00\x00\xe9"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("u\xff\xff\xff\xff"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("z").text(), MarshalError);
  EXPECT_THROW(MarshalReader("z\x02x").text(), MarshalError);
  EXPECT_THROW(MarshalReader("r\x00\x00\x00\x00"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("r\x00"sv).text(), MarshalError);
  EXPECT_THROW(MarshalReader("[\xff\xff\xff\xff"sv).list(), MarshalError);
}

}  // namespace
}  // namespace basehttp::fuzz
