// Content-Transfer-Encoding, as Message.get_payload(decode=True) undoes it.
#pragma once

#include <string>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/text.h"

namespace basehttp {

// `encoding` is the field's value in lower case.  An encoding that Python does
// not know leaves the bytes as they are.  The names of the defects that base64
// has are appended to `defects`.  Throws Unsupported for uuencoded data.
[[nodiscard]] std::string decode_transfer_encoding(std::string bytes, const Text& encoding,
                                                   const Profile& profile,
                                                   std::vector<std::string>& defects);

// Does Python know this encoding?
[[nodiscard]] bool is_quoted_printable(const Text& encoding);
[[nodiscard]] bool is_base64(const Text& encoding);
[[nodiscard]] bool is_uuencode(const Text& encoding);

}  // namespace basehttp
