#include "transfer_encoding.h"

#include <gtest/gtest.h>

#include "basehttp/unsupported.h"

namespace basehttp {
namespace {

TEST(TransferEncodingTest, AnEncodingThatPythonDoesNotKnowLeavesTheBytes) {
  for (const char* encoding : {"", "7bit", "8bit", "binary", "none-such", "BASE64", " base64"}) {
    EXPECT_EQ(decode_transfer_encoding("a=3D\xe9", encoding), "a=3D\xe9") << encoding;
  }
}

TEST(TransferEncodingTest, WhatLatin1HasNotIsEscaped) {
  EXPECT_EQ(decode_transfer_encoding(Text::from_code_points(U"a\u20ac"), ""), "a\\u20ac");
}

TEST(TransferEncodingTest, AnEncodingThatIsNotUndoneIsNoGuess) {
  for (const char* encoding :
       {"quoted-printable", "base64", "x-uuencode", "uuencode", "uue", "x-uue"}) {
    EXPECT_THROW((void)decode_transfer_encoding("YQ==", encoding), Unsupported) << encoding;
    EXPECT_EQ(decode_transfer_encoding("", encoding), "") << encoding;
  }
}

}  // namespace
}  // namespace basehttp
