// Decoding with a codec that a request names: str(bytes, charset, errors).
#pragma once

#include <optional>
#include <string_view>

#include "basehttp/profile.h"
#include "basehttp/text.h"

namespace basehttp {

enum class DecodeErrors { kStrict, kReplace };

// Nothing when Python raises LookupError (no such text codec).  With kStrict
// an undecodable byte raises PythonError("UnicodeDecodeError").  A codec that
// fails by itself ("idna", "undefined") raises what Python raises.  Throws
// Unsupported for a codec that Python has and this library has not.
[[nodiscard]] std::optional<Text> decode(std::string_view bytes, const Text& charset,
                                         DecodeErrors errors, const Profile& profile);

// text.encode(charset), strict.  Raises LookupError for a name that is no text
// codec, UnicodeEncodeError, ValueError; throws Unsupported as decode().
[[nodiscard]] std::string encode(const Text& text, const Text& charset, const Profile& profile);

// text.encode('ascii', 'surrogateescape'): U+DC80 to U+DCFF become the bytes 0x80 to 0xFF.  Raises
// UnicodeEncodeError for any other character beyond ASCII.
[[nodiscard]] std::string encode_ascii_surrogateescape(const Text& text);

// text.encode('raw-unicode-escape'): characters above U+00FF become \uXXXX.
[[nodiscard]] std::string encode_raw_unicode_escape(const Text& text);

}  // namespace basehttp
