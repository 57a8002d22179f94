#include "log_line.h"

#include <string_view>

#include "basehttp/python_text.h"
#include "byte_block.h"

namespace basehttp {
namespace {

bool is_escaped(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == U'\\'; }

void append_escape(Text& out, char32_t c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c == U'\\') {
    out.append("\\\\");
  } else {
    const char hex[] = {'\\', 'x', kHex[c >> 4U], kHex[c & 0xFU]};
    out.append(std::string_view(hex, sizeof(hex)));
  }
}

}  // namespace

void append_escaped_controls(Text& out, std::string_view latin1) {
  std::size_t first = 0;
  const auto escaped = [](const auto& block) { return block.changed_in_log(); };
  for_each_in(latin1, escaped, [&](std::size_t i) {
    out.append(latin1.substr(first, i - first));
    append_escape(out, static_cast<unsigned char>(latin1[i]));
    first = i + 1;
  });
  out.append(latin1.substr(first));
}

Text escape_controls(const Text& message) {
  Text escaped;
  if (message.is_latin1()) {
    append_escaped_controls(escaped, message.latin1());
    return escaped;
  }
  for (std::size_t i = 0; i < message.size(); ++i) {
    const char32_t c = message[i];
    if (is_escaped(c)) {
      append_escape(escaped, c);
    } else {
      escaped.append(c);
    }
  }
  return escaped;
}

void append_rejoined_words(Text& out, std::string_view latin1) {
  std::size_t at = 0;
  const std::string_view first = next_word(latin1, at);
  const std::string_view second = next_word(latin1, at);
  const std::string_view rest = strip_left(latin1.substr(at));
  if (rest.empty()) {
    out.append(latin1);
  } else {
    out.append(first).append(" ").append(second).append(" ").append(rest);
  }
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
