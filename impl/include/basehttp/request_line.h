// The request line: what BaseHTTPRequestHandler.parse_request makes of it
// before it looks at the headers (RFC 9112, section 3).
#pragma once

#include <string_view>

#include "basehttp/profile.h"

namespace basehttp {

// http.server reads at most this many bytes of a request line, and one more to
// know that it is too long.
inline constexpr std::size_t kMaxRequestLine = 65536;

enum class RequestLineVerdict {
  kRequest,           // method, target and, unless it is HTTP/0.9, version
  kEmpty,             // no word at all: the connection ends without an answer
  kBadVersion,        // 400 Bad request version (repr of `version`)
  kVersionTooHigh,    // 505 Invalid HTTP version (`version_number`)
  kBadSyntax,         // 400 Bad request syntax (repr of the line)
  kBadSimpleRequest,  // 400 Bad HTTP/0.9 request type (repr of `command`)
};

// All views are into the line that was parsed.  `command` and `path` are empty for a line that is
// refused, unless as a simple request.
struct RequestLine {
  RequestLineVerdict verdict = RequestLineVerdict::kEmpty;
  std::string_view command;
  // From 3.7.14 and its peers on, several leading slashes are one.
  std::string_view path;
  // The version token as it was sent; empty when the line has none, or when
  // the profile did not look at it.
  std::string_view version;
  std::string_view version_number;  // behind the first slash of `version`
  bool version_accepted = false;    // it is a version below 2.0
  bool is_http11 = false;           // (major, minor) >= (1, 1), as integers
  bool is_simple = false;           // two words: HTTP/0.9
};

// Splits and judges a line whose line end has been removed.
[[nodiscard]] RequestLine parse_request_line(std::string_view text, const Profile& profile);

}  // namespace basehttp
