#include "log_line.h"

#include <algorithm>
#include <string_view>

#include "basehttp/python_text.h"

namespace basehttp {
namespace {

constexpr bool is_escaped(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == U'\\'; }

}  // namespace

Text escape_controls(const Text& message) {
  if (message.is_latin1() &&
      std::none_of(message.latin1().begin(), message.latin1().end(),
                   [](char c) { return is_escaped(static_cast<unsigned char>(c)); })) {
    return message;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  Text escaped;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const char32_t c = message[i];
    if (c == U'\\') {
      escaped.append(std::string_view("\\\\"));
    } else if (is_escaped(c)) {
      const char hex[] = {'\\', 'x', kHex[c >> 4U], kHex[c & 0xFU]};
      escaped.append(std::string_view(hex, sizeof(hex)));
    } else {
      escaped.append(c);
    }
  }
  return escaped;
}

Text rejoin_words(const Text& line) {
  Text rest = strip_left(line);
  Text joined;
  for (int word = 0; word < 2; ++word) {
    std::size_t size = 0;
    while (size < rest.size() && !is_space(rest[size])) ++size;
    joined.append(rest.substr(0, size)).append(U' ');
    rest = strip_left(rest.substr(size));
  }
  return rest.empty() ? line : joined.append(rest);
}

}  // namespace basehttp
