#include "transfer_encoding.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/unsupported.h"

namespace basehttp {
namespace {

// What the decoders make of damaged input is pinned by the cases
// message-api/transfer-encoding; here is what no handler needs to be asked.

std::string decoded(const std::string& payload, const Text& encoding) {
  std::vector<std::string> defects;
  std::string bytes = decode_transfer_encoding(payload, encoding, newest_profile(), defects);
  EXPECT_TRUE(defects.empty());
  return bytes;
}

TEST(TransferEncodingTest, AnEncodingThatPythonDoesNotKnowLeavesTheBytes) {
  for (const char* encoding : {"", "7bit", "8bit", "binary", "none-such", "BASE64", " base64"}) {
    EXPECT_EQ(decoded("a=3D\xe9", encoding), "a=3D\xe9") << encoding;
  }
}

TEST(TransferEncodingTest, AnEmptyPayloadIsEmptyInEveryEncoding) {
  for (const char* encoding :
       {"quoted-printable", "base64", "x-uuencode", "uuencode", "uue", "x-uue"}) {
    EXPECT_EQ(decoded("", encoding), "") << encoding;
  }
}

// RFC 4648, section 10.
TEST(TransferEncodingTest, DecodesTheTestVectorsOfBase64) {
  const std::vector<std::pair<const char*, const char*>> vectors = {
      {"Zg==", "f"},        {"Zm8=", "fo"},        {"Zm9v", "foo"},
      {"Zm9vYg==", "foob"}, {"Zm9vYmE=", "fooba"}, {"Zm9vYmFy", "foobar"}};
  for (const auto& [text, bytes] : vectors) EXPECT_EQ(decoded(text, "base64"), bytes) << text;
}

TEST(TransferEncodingTest, UuencodedDataIsNoGuess) {
  std::vector<std::string> defects;
  for (const char* encoding : {"x-uuencode", "uuencode", "uue", "x-uue"}) {
    try {
      (void)decode_transfer_encoding("begin 644 x\n#86)C\n", encoding, newest_profile(), defects);
      FAIL() << encoding;
    } catch (const Unsupported& unsupported) {
      EXPECT_EQ(unsupported.what(), "the reference does not undo the transfer encoding '" +
                                        std::string(encoding) + "'");
    }
    EXPECT_EQ(decoded("no such line", encoding), "no such line") << encoding;
  }
}

}  // namespace
}  // namespace basehttp
