// Tables about the characters above U+00FF, which no request can hold but a
// program can pass to send_error or log_message.
#pragma once

#include <cstddef>
#include <cstdint>

namespace basehttp::unicode {

struct Range {
  char32_t first;
  char32_t last;
};
// Ranges of characters that str.isprintable() refuses, rising.
extern const Range kNotPrintable[];
extern const std::size_t kNotPrintableCount;

// Characters first, first + step, ... last become themselves + delta in lower case.
struct LowerRange {
  char32_t first;
  char32_t last;
  std::uint32_t step;
  std::int32_t delta;
};
extern const LowerRange kLower[];
extern const std::size_t kLowerCount;

}  // namespace basehttp::unicode
