// A long text inside an HTML page, in a form that browsers unpack themselves.
#pragma once

#include <string>
#include <string_view>

namespace basehttp::conformance {

// RFC 1950 (what DecompressionStream calls "deflate"), as base64 in lines.
[[nodiscard]] std::string packed(std::string_view text);

}  // namespace basehttp::conformance
