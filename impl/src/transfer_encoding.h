// Content-Transfer-Encoding, as Message.get_payload(decode=True) undoes it.
#pragma once

#include <string>

#include "basehttp/text.h"

namespace basehttp {

// `encoding` is the field's value in lower case.  An encoding that Python does
// not know leaves the bytes as they are.  Throws Unsupported for uuencode.
[[nodiscard]] std::string decode_transfer_encoding(const Text& payload, const Text& encoding);

}  // namespace basehttp
