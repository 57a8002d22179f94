#include "basehttp/python_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

TEST(PythonTextTest, EveryCharacterOfARequestHasPythonsProperties) {
  EXPECT_TRUE(agrees_with_recorded("texts", "character", [](const auto& of, const Profile&) {
    const Text& text = of[0].as_str();
    const char c = text.latin1()[0];
    const Text between = "a" + text + "b";
    std::size_t at = 0;
    const bool splits = next_word(between.latin1(), at) == "a";
    EXPECT_EQ(is_space(c), is_space(text[0]));
    return Value::list({is_space(c), is_digit(c), is_printable(text[0]),
                        Value(std::string(1, to_lower(c))), Value(repr(text)),
                        Value(escape_non_ascii(repr(text))), splits, strip(text).empty()});
  }));
}

Value words(std::string_view latin1) {
  std::vector<Value> all;
  std::size_t at = 0;
  for (std::string_view word; !(word = next_word(latin1, at)).empty();) all.emplace_back(word);
  return Value::list(std::move(all));
}

TEST(PythonTextTest, TextsAreStrippedLoweredQuotedAndEncodedAsInPython) {
  EXPECT_TRUE(agrees_with_recorded("texts", "text", [](const auto& of, const Profile&) {
    const Text& text = of[0].as_str();
    Value without_line_ends = Value::none();
    Value split = Value::none();
    if (text.is_latin1()) {
      const std::string_view bytes = text.latin1();
      without_line_ends = Value(strip_line_ends(bytes));
      split = words(bytes);
      EXPECT_EQ(strip(text), strip(bytes));
      EXPECT_EQ(strip_left(text), strip_left(bytes));
      EXPECT_EQ(strip_right(text), strip_right(bytes));
      EXPECT_EQ(lower(text), lower(bytes));
    }
    return Value::list({Value(repr(text)), Value(escape_non_ascii(repr(text))), Value(lower(text)),
                        Value(strip(text)), Value(strip_left(text)), Value(strip_right(text)),
                        without_line_ends, split, Value(html_escape(text)),
                        Value(Bytes{encode_utf8_replace(text)}),
                        Value(Bytes{encode_latin1_backslashreplace(text)})});
  }));
}

TEST(PythonTextTest, LowerEqualsIsEqualityOfTheLoweredText) {
  struct Row {
    const char* text;
    const char* lowered;
    bool equal;
  };
  for (const Row& row :
       {Row{"Connection", "connection", true}, Row{"connection", "connection", true},
        Row{"Connectio", "connection", false}, Row{"Connection ", "connection", false},
        Row{"CONNECTION", "CONNECTION", false}, Row{"\xc9", "\xe9", true}, Row{"", "", true}}) {
    EXPECT_EQ(lower_equals(std::string_view(row.text), row.lowered), row.equal) << row.text;
    EXPECT_EQ(lower_equals(Text(row.text), row.lowered), row.equal) << row.text;
  }
  // The Kelvin sign, whose lower case is an ordinary k.
  EXPECT_TRUE(lower_equals(Text::from_code_points(U"\u212aeep"), "keep"));
  EXPECT_FALSE(lower_equals(Text::from_code_points(U"\u0100"), "a"));
}

TEST(PythonTextTest, BytesAreShownAsInPython) {
  EXPECT_TRUE(agrees_with_recorded("texts", "bytes_repr", [](const auto& of, const Profile&) {
    return Value(repr_bytes(of[0].as_bytes()));
  }));
}

TEST(PythonTextTest, EncodingToLatin1RaisesAsInPython) {
  EXPECT_TRUE(agrees_with_recorded("texts", "encode_latin1", [](const auto& of, const Profile&) {
    std::string out = "before ";
    try {
      append_latin1_strict(out, of[0].as_str());
    } catch (const PythonError&) {
      EXPECT_EQ(out, "before ");
      throw;
    }
    return Value(Bytes{out.substr(7)});
  }));
}

TEST(PythonTextTest, OneCharacterIsFoundAndReplaced) {
  EXPECT_EQ(find("a:b:c", U':'), 1U);
  EXPECT_EQ(find("a:b:c", U':', 2), 3U);
  EXPECT_EQ(find("a:b:c", U':', 4), std::string::npos);
  EXPECT_EQ(find("", U':'), std::string::npos);
  EXPECT_EQ(find("a", 0x20AC), std::string::npos);
  EXPECT_EQ(find(Text(std::string_view("a\0", 2)), 0x100), std::string::npos);
  EXPECT_EQ(find("a\xff", 0xFF), 1U);
  EXPECT_EQ(find(Text::from_code_points(U"a\u20ac"), 0x20AC), 1U);
  EXPECT_EQ(replace("a_b_", U'_', "--"), "a--b--");
  EXPECT_EQ(replace(Text::from_code_points(U"\u20ac_"), U'_', ""),
            Text::from_code_points(U"\u20ac"));
}

}  // namespace
}  // namespace basehttp
