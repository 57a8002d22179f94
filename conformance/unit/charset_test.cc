#include "charset.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/unit/recorded_answers.h"
#include "conformance/unit/test_support.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;
using conformance::message_of;

// False stands for bytes that the codec cannot decode, None for no such codec.
TEST(CharsetTest, DecodesWithTheCodecThatPythonFinds) {
  EXPECT_TRUE(agrees_with_recorded("codecs", "decode", [](const auto& of, const Profile& profile) {
    const bool replace = of[2].as_str() == "replace";
    try {
      const auto text = decode(of[0].as_bytes(), of[1].as_str(),
                               replace ? DecodeErrors::kReplace : DecodeErrors::kStrict, profile);
      return text ? Value(*text) : Value::none();
    } catch (const PythonError& error) {
      if (error.raised_as() == "UnicodeDecodeError") return Value(false);
      throw;
    }
  }));
}

TEST(CharsetTest, EncodesOrRaisesAsInPython) {
  EXPECT_TRUE(agrees_with_recorded("codecs", "encode", [](const auto& of, const Profile& profile) {
    return Value(Bytes{encode(of[0].as_str(), of[1].as_str(), profile)});
  }));
}

TEST(CharsetTest, ACodecThatIsNotReproducedIsNoGuess) {
  for (const char* name : {"utf-16", "UTF_7", "cp1252", "shift-jis", "punycode"}) {
    EXPECT_THROW((void)decode("a", name, DecodeErrors::kReplace, newest_profile()), Unsupported)
        << name;
    EXPECT_THROW((void)encode("a", name, newest_profile()), Unsupported) << name;
  }
}

TEST(CharsetTest, WhatIsNotReproducedSaysWhichCodec) {
  const auto why = [](const auto& act) { return message_of<Unsupported>(act); };
  EXPECT_EQ(why([] { (void)decode("a", "037", DecodeErrors::kReplace, newest_profile()); }),
            "the reference does not decode with the codec '037'");
  EXPECT_EQ(why([] { (void)encode("a", "UTF-7", newest_profile()); }),
            "the reference does not encode with the codec 'UTF-7'");
  EXPECT_EQ(why([] { (void)decode("XN--a", "idna", DecodeErrors::kStrict, newest_profile()); }),
            "the reference does not decode with the codec 'idna'");
  for (const char32_t surrogate : {U'\xD800', U'\xDFFF'}) {
    const Text text = Text().append(surrogate);
    EXPECT_EQ(why([&] { (void)encode(text, "utf-8", newest_profile()); }), "a surrogate in UTF-8");
  }
}

TEST(CharsetTest, ANameIsCutAtWhatIsNoLetter) {
  for (const char* name : {"utf[8", "utf{8", "utf`8", "utf@8", "(utf-8)", "utf\1778"})
    EXPECT_EQ(encode("\xe9", name, newest_profile()), "\xc3\xa9") << name;
}

TEST(CharsetTest, AsciiEndsAtDelete) {
  EXPECT_EQ(encode("\x7f", "ascii", newest_profile()), "\x7f");
  EXPECT_THROW((void)encode("\x80", "ascii", newest_profile()), PythonError);
}

TEST(CharsetTest, RawUnicodeEscapeWritesWhatLatin1HasNot) {
  EXPECT_EQ(encode_raw_unicode_escape(Text::from_code_points(U"\xe9\u20ac\U0001f600")),
            "\xe9\\u20ac\\U0001f600");
}

// What get_payload makes of it is pinned by the cases message-api/surrogates.
TEST(CharsetTest, SurrogateescapeGivesTheBytesBack) {
  EXPECT_EQ(encode_ascii_surrogateescape(Text::from_code_points(U"a\xDC80z\xDCFF")), "a\x80z\xff");
  EXPECT_EQ(encode_ascii_surrogateescape(""), "");
}

TEST(CharsetTest, SurrogateescapeNamesTheRestOfTheRun) {
  const std::u32string bad[] = {U"a\xDC80\u20AC\xDC81z", U"a\xDC80\xE9\xDC81z",
                                U"a\xDC80\xD800\xDC81z", U"a\xDC80\xDD00\xDC81z"};
  for (const std::u32string& text : bad) {
    try {
      (void)encode_ascii_surrogateescape(Text::from_code_points(text));
      FAIL();
    } catch (const PythonError& error) {
      EXPECT_EQ(error.raised_as(), "UnicodeEncodeError");
      EXPECT_EQ(error.args()[2].as_int(), 2);
      EXPECT_EQ(error.args()[3].as_int(), 4);
    }
  }
}

}  // namespace
}  // namespace basehttp
