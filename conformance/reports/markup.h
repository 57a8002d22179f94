// Text inside XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace basehttp::conformance {

// For content and for attributes in double quotes.  What XML 1.0 has no way to
// write (most control characters, ill-formed UTF-8) becomes U+FFFD.
[[nodiscard]] std::string markup_escaped(std::string_view utf8);

}  // namespace basehttp::conformance
