#include "conformance/harness/json_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace basehttp::conformance {
namespace {

// The value of {"v": <text>}.
class JsonReaderTest : public ::testing::Test {
 protected:
  Json value(const std::string& text) { return *document_.parse("{\"v\": " + text + "}").begin(); }
  std::string error(const std::string& text) {
    try {
      (void)document_.parse(text);
    } catch (const JsonError& e) {
      return e.what();
    }
    return "no error";
  }

  JsonDocument document_;
};

TEST_F(JsonReaderTest, BytesAreOneCharacterEach) {
  EXPECT_EQ(value(R"("GET \u00e9\u0000\r\n\/\"\\\t\b\f")").bytes(),
            std::string("GET \xe9\0\r\n/\"\\\t\b\f", 14));
  EXPECT_EQ(value("\"\xc3\xa9\xc2\x80\"").bytes(), "\xe9\x80");
}

// Strings are looked at eight bytes at a time.
TEST_F(JsonReaderTest, EveryCharacterIsReadWhereverItStands) {
  const std::pair<const char*, char32_t> characters[] = {{"\\n", U'\n'},
                                                         {"\\\"", U'"'},
                                                         {"\\\\", U'\\'},
                                                         {"\\u0000", 0},
                                                         {"\\u00e9", 0xE9},
                                                         {"\xc3\xa9", 0xE9},
                                                         {"\xc2\x80", 0x80},
                                                         {"\x7f", 0x7F},
                                                         {"\\u20ac", 0x20AC},
                                                         {"\xe2\x82\xac", 0x20AC},
                                                         {"\\ud83d\\ude00", 0x1F600}};
  for (std::size_t before = 0; before < 18; ++before) {
    for (std::size_t after = 0; after < 18; ++after) {
      for (const auto& [written, character] : characters) {
        std::u32string expected(before, U'b');
        expected.push_back(character);
        expected.append(after, U'a');
        const Json string =
            value("\"" + std::string(before, 'b') + written + std::string(after, 'a') + "\"");
        EXPECT_EQ(string.text().code_points(), expected);
        EXPECT_EQ(string.utf8(), Text::from_code_points(expected).utf8());
        const auto latin1 = string.latin1();
        ASSERT_EQ(latin1.has_value(), character <= 0xFF) << written;
        if (!latin1) continue;
        EXPECT_EQ(*latin1, Text::from_code_points(expected).latin1());
        EXPECT_EQ(string.bytes(), *latin1);
      }
    }
  }
  EXPECT_FALSE(value("1").latin1());
  EXPECT_FALSE(value("[]").latin1());
}

TEST_F(JsonReaderTest, TheSameBytesAreTheSameValue) {
  EXPECT_EQ(value("[1, {\"a\": [ ] } ]").written(), "[1, {\"a\": [");
  EXPECT_EQ(value("{}").written(), "{");
  EXPECT_EQ(value("[[], []]").written(), "[[], [");
  EXPECT_EQ(value("[[[]]]").written(), "[[[");
  EXPECT_EQ(value("\"a\\n\"  ").written(), "\"a\\n\"");
  EXPECT_EQ(value("-1.50 ").written(), "-1.50");
  EXPECT_EQ(document_.parse(" \n [] ").written(), "[");
  EXPECT_EQ(document_.parse("\t{\"a\": null}").written(), "{\"a\": null");
}

TEST_F(JsonReaderTest, ACharacterAboveFFIsNoByte) {
  for (const char* text :
       {R"(["a", "\u0100"])", "[\"a\", \"\xe2\x82\xac\"]", R"(["a", "\ud800"])"}) {
    try {
      (void)(*++value(text).begin()).bytes();
      FAIL() << text;
    } catch (const JsonError& e) {
      EXPECT_EQ(e.key(), "v[1]");
      EXPECT_NE(std::string(e.what()).find("is above U+00FF"), std::string::npos);
    }
  }
}

TEST_F(JsonReaderTest, TextHoldsLoneSurrogatesAndPairs) {
  EXPECT_EQ(value(R"("a\ud800b")").text().code_points(), std::u32string({U'a', 0xD800, U'b'}));
  EXPECT_EQ(value(R"("\udc00\ud800")").text().code_points(), std::u32string({0xDC00, 0xD800}));
  EXPECT_EQ(value(R"("\ud800\ud83d\ude00")").text().code_points(),
            std::u32string({0xD800, 0x1F600}));
  EXPECT_EQ(value("\"\xf0\x9f\x98\x80\"").text().code_points(), std::u32string({0x1F600}));
  EXPECT_EQ(value(R"("\u00e9")").text(), "\xe9");
}

TEST_F(JsonReaderTest, NumbersOfAnySize) {
  EXPECT_EQ(value("-0").int64(), 0);
  EXPECT_EQ(value("-9223372036854775808").int64(), INT64_MIN);
  EXPECT_EQ(value("123456789012345678901234567890").integer().decimal(),
            "123456789012345678901234567890");
  EXPECT_THROW((void)value("9223372036854775808").int64(), JsonError);
  EXPECT_THROW((void)value("3").int64(4), JsonError);
  EXPECT_EQ(value("1e3").kind(), Json::Kind::kFloat);
  EXPECT_EQ(value("1e3").number(), 1000.0);
  EXPECT_EQ(value("7").number(), 7.0);
}

TEST_F(JsonReaderTest, WalksLists) {
  std::string path;
  for (const Json item : value(R"([[], [1, {"a": [2]}], {}])")) path += item.path() + " ";
  EXPECT_EQ(path, "v[0] v[1] v[2] ");
  const Json deep = *(*++(*++value(R"([[], [1, {"a": [2]}], {}])").begin()).begin()).begin();
  EXPECT_EQ(deep.path(), "v[1][1].a");
  EXPECT_EQ(deep.size(), 1U);
}

TEST_F(JsonReaderTest, AWrongKindIsNamedWithItsPath) {
  try {
    (void)(*value("[1]").begin()).boolean();
    FAIL();
  } catch (const JsonError& e) {
    EXPECT_EQ(e.key(), "v[0]");
    EXPECT_STREQ(e.what(), "must be true or false, not an int");
  }
}

TEST_F(JsonReaderTest, RefusesWhatIsNotJson) {
  for (const char* text : {"",
                           "{",
                           "}",
                           "[",
                           "[1",
                           "[1,",
                           "[1,]",
                           "[,1]",
                           "[1 2]",
                           "{\"a\"}",
                           "{\"a\" 1}",
                           "{\"a\":}",
                           "{\"a\":1,}",
                           "{a: 1}",
                           "{'a': 1}",
                           "[NaN]",
                           "[Infinity]",
                           "[-Infinity]",
                           "[nul]",
                           "[nulll]",
                           "[truefalse]",
                           "[+1]",
                           "[01]",
                           "[1.]",
                           "[.5]",
                           "[1e]",
                           "[1e+]",
                           "[-]",
                           "[0x10]",
                           "[\"a]",
                           "[\"\\x41\"]",
                           "[\"\\u12g4\"]",
                           "[\"\\u123\"]",
                           "[\"\\\"]",
                           "[\"a\" \"b\"]",
                           "[\"a\"b]",
                           "[\"\n\"]",
                           "[\"\x01\"]",
                           "[\"\xff\"]",
                           "[\"\xed\xa0\x80\"]",
                           "[\"\xc0\x80\"]",
                           "{} {}",
                           "{}]",
                           "[1]x",
                           "1",
                           "\"a\"",
                           "null",
                           "// no",
                           "[1] // no"})
    EXPECT_NE(error(text), "no error") << text;
}

TEST_F(JsonReaderTest, RefusesARepeatedKeyHoweverItIsWritten) {
  EXPECT_NE(error(R"({"a": 1, "b": 2, "a": 3})").find("appears twice"), std::string::npos);
  EXPECT_NE(error(R"({"x": {"a": 1, "\u0061": 3}})").find("appears twice"), std::string::npos);
  EXPECT_NE(error(R"({"": 1, "": 2})").find("appears twice"), std::string::npos);
  EXPECT_NE(error(R"({"b": 1, "a": 2, "b": 3})").find("appears twice"), std::string::npos);
  EXPECT_NE(error("{\"\\u20ac\": 1, \"\xe2\x82\xac\": 2}").find("appears twice"),
            std::string::npos);
  EXPECT_NE(error("{\"\\u00e9\": 1, \"\xc3\xa9\": 2}").find("appears twice"), std::string::npos);
  // U+0141 ends in the byte of "A".
  EXPECT_EQ(error(R"({"A": 1, "\u0141": 2, "\u0241": 3})"), "no error");
}

TEST_F(JsonReaderTest, RefusesBottomlessNesting) {
  EXPECT_NE(error(std::string(5000, '[')), "no error");
  EXPECT_NE(error(std::string(5000, '[') + std::string(5000, ']')), "no error");
  EXPECT_EQ(error(std::string(100, '[') + std::string(100, ']')), "no error");
}

}  // namespace
}  // namespace basehttp::conformance
