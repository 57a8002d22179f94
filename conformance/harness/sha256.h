// SHA-256 (FIPS 180-4), to recognise a case that was changed.
#pragma once

#include <string>
#include <string_view>

namespace basehttp::conformance {

// The digest in 64 lower-case hex digits.
[[nodiscard]] std::string sha256(std::string_view data);

}  // namespace basehttp::conformance
