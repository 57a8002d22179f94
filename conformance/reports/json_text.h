// Strings of UTF-8 as JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace basehttp::conformance {

// ASCII only; an ill-formed byte becomes U+FFFD.
[[nodiscard]] std::string json_string(std::string_view utf8);
[[nodiscard]] std::string json_strings(const std::vector<std::string>& items);

}  // namespace basehttp::conformance
