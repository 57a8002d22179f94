#include "charset.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

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

TEST(CharsetTest, RawUnicodeEscapeWritesWhatLatin1HasNot) {
  EXPECT_EQ(encode_raw_unicode_escape(Text::from_code_points(U"\xe9\u20ac\U0001f600")),
            "\xe9\\u20ac\\U0001f600");
}

}  // namespace
}  // namespace basehttp
