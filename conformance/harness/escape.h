// Bytes, text and values as a person can read them: Python's own notation, ASCII only.
#pragma once

#include <string>
#include <string_view>

#include "basehttp/text.h"
#include "basehttp/value.h"

namespace basehttp::conformance {

// b'GET / HTTP/1.1\r\n'
[[nodiscard]] std::string escape_bytes(std::string_view bytes);
// 'caf\xe9 \u20ac'
[[nodiscard]] std::string escape_text(const Text& text);
// As the handler's own repr, wherever that is ASCII.
[[nodiscard]] std::string escape_value(const Value& value);

// Cuts two escaped texts to `width` characters around the place where they part;
// "…" stands for what was left out.  Short ones stay as they are.
struct Excerpts {
  std::string left;
  std::string right;
};
[[nodiscard]] Excerpts cut_around_difference(std::string left, std::string right,
                                             std::size_t width = 160);

}  // namespace basehttp::conformance
