#include "conformance/harness/escape.h"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

std::string quoted(const Text& text, const char* prefix) {
  std::string out = prefix;
  out += '\'';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<std::uint32_t>(text[i]);
    switch (c) {
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\'':
        out += "\\'";
        break;
      default:
        if (c >= 0x20 && c < 0x7F) {
          out += static_cast<char>(c);
        } else if (c < 0x100) {
          out += fmt::format("\\x{:02x}", c);
        } else {
          out += c < 0x10000 ? fmt::format("\\u{:04x}", c) : fmt::format("\\U{:08x}", c);
        }
    }
  }
  return out + '\'';
}

std::string cut(const std::string& text, std::size_t start, std::size_t width) {
  const std::size_t first = std::min(start, text.size());
  const std::size_t last = std::min(first + width, text.size());
  return fmt::format("{}{}{}", first > 0 ? "…" : "", text.substr(first, last - first),
                     last < text.size() ? "…" : "");
}

}  // namespace

std::string escape_bytes(std::string_view bytes) { return quoted(bytes, "b"); }
std::string escape_text(const Text& text) { return quoted(text, ""); }

std::string escape_value(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      return "null";
    case Value::Kind::kStr:
      return escape_text(value.as_str());
    case Value::Kind::kBytes:
      return escape_bytes(value.as_bytes());
    default: {
      std::string json;
      write_value(value, json);
      return json;
    }
  }
}

Excerpts cut_around_difference(std::string left, std::string right, std::size_t width) {
  if (left.size() <= width && right.size() <= width) return {std::move(left), std::move(right)};
  const auto parting = static_cast<std::size_t>(
      std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first - left.begin());
  const std::size_t start = parting > width / 3 ? parting - width / 3 : 0;
  return {cut(left, start, width), cut(right, start, width)};
}

}  // namespace basehttp::conformance
