#include "transfer_encoding.h"

#include <string_view>

#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"

namespace basehttp {

std::string decode_transfer_encoding(const Text& payload, const Text& encoding) {
  // A payload beyond ASCII goes through raw-unicode-escape.
  std::string bytes = encode_latin1_backslashreplace(payload);
  for (const std::string_view decoded :
       {"quoted-printable", "base64", "x-uuencode", "uuencode", "uue", "x-uue"}) {
    if (encoding == decoded && !bytes.empty()) {
      throw Unsupported("the reference does not undo the transfer encoding '" +
                        std::string(decoded) + "'");
    }
  }
  return bytes;
}

}  // namespace basehttp
