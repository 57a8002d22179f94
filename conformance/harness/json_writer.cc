#include "conformance/harness/json_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "basehttp/profile.h"

namespace basehttp::conformance {
namespace {

void write_unit(std::uint32_t unit, std::string& out) {
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4)
    out += kHex[unit >> static_cast<unsigned>(shift) & 0xFU];
}

void write_character(char32_t c, std::string& out) {
  constexpr std::string_view kSpecial = "\"\\\n\r\t\f\b";
  constexpr std::string_view kLetter = "\"\\nrtfb";
  if (c >= 0x10000) {
    write_unit(0xD800 + ((c - 0x10000) >> 10U), out);
    write_unit(0xDC00 + ((c - 0x10000) & 0x3FFU), out);
    return;
  }
  const std::size_t at = c < 0x80 ? kSpecial.find(static_cast<char>(c)) : std::string_view::npos;
  if (at != std::string_view::npos) {
    out += '\\';
    out += kLetter[at];
  } else if (c < 0x20 || c > 0x7E) {
    write_unit(c, out);
  } else {
    out += static_cast<char>(c);
  }
}

// Of each byte whether it is written as it is.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

// As repr(float), in the tag when JSON has no such number.
void write_float(double value, std::string& out) {
  if (!std::isfinite(value)) {
    out += fmt::format("{{\"$float\": \"{}\"}}", value);
    return;
  }
  const std::string digits = fmt::format("{}", value);
  out += digits;
  if (digits.find_first_of(".e") == std::string::npos) out += ".0";
}

void write_list(const std::vector<Value>& items, std::string& out) {
  const char* separator = "[";
  for (const Value& item : items) {
    out += separator;
    separator = ", ";
    write_value(item, out);
  }
  out += items.empty() ? "[]" : "]";
}

void write_tagged(std::string_view tag, const Text& text, std::string& out) {
  out += fmt::format("{{\"{}\": ", tag);
  write_text(text, out);
  out += '}';
}

// Members sorted by key, each written by `write(member, out)`.
template <typename Member, typename Write>
void write_members(std::vector<std::pair<Text, Member>> members, std::string& out, Write write) {
  std::sort(members.begin(), members.end(),
            [](const auto& a, const auto& b) { return a.first.compare(b.first) < 0; });
  out += '{';
  const char* separator = "";
  for (const auto& [key, member] : members) {
    out += separator;
    separator = ", ";
    write_text(key, out);
    out += ": ";
    write(member);
  }
  out += '}';
}

// JSON keys are strings, and one that starts with '$' would be read for a tag.
void write_dict(const Value& dict, std::string& out) {
  std::vector<std::pair<Text, const Value*>> members;
  bool looks_tagged = false;
  for (const auto& [key, value] : dict.as_dict()->items) {
    if (!key.is_str()) return write_tagged("$repr", repr(dict, newest_profile()), out);
    looks_tagged = looks_tagged || (!key.as_str().empty() && key.as_str()[0] == U'$');
    members.emplace_back(key.as_str(), &value);
  }
  if (looks_tagged) out += "{\"$dict\": ";
  write_members(std::move(members), out, [&](const Value* value) { write_value(*value, out); });
  if (looks_tagged) out += '}';
}

}  // namespace

void write_text(const Text& text, std::string& out) {
  if (text.is_latin1()) return write_bytes(text.latin1(), out);
  out += '"';
  for (const char32_t c : text.code_points()) write_character(c, out);
  out += '"';
}

void write_bytes(std::string_view bytes, std::string& out) {
  out += '"';
  for (std::size_t from = 0; from < bytes.size();) {
    // Most text is runs of characters that stand for themselves.
    std::size_t to = from;
    while (to < bytes.size() && kIsPlain[static_cast<unsigned char>(bytes[to])]) ++to;
    out += bytes.substr(from, to - from);
    if (to < bytes.size()) write_character(static_cast<unsigned char>(bytes[to]), out);
    from = to + 1;
  }
  out += '"';
}

void write_value(const Value& value, std::string& out) {
  switch (value.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      out += "null";
      break;
    case Value::Kind::kBool:
      out += value.as_bool() ? "true" : "false";
      break;
    case Value::Kind::kInt:
      out += fmt::format("{}", value.as_int());
      break;
    case Value::Kind::kBigInt:
      write_tagged("$int", value.as_big_int().decimal(), out);
      break;
    case Value::Kind::kFloat:
      write_float(value.as_float(), out);
      break;
    case Value::Kind::kStr:
      write_text(value.as_str(), out);
      break;
    case Value::Kind::kBytes:
      write_tagged("$bytes", value.as_bytes(), out);
      break;
    case Value::Kind::kStatus:
      out += fmt::format("{{\"$status\": {}}}", value.as_status().code);
      break;
    case Value::Kind::kTuple:
      out += "{\"$tuple\": ";
      write_list(value.items(), out);
      out += '}';
      break;
    case Value::Kind::kList:
      write_list(value.items(), out);
      break;
    case Value::Kind::kDict:
      write_dict(value, out);
      break;
    case Value::Kind::kMessage:
      write_tagged("$repr", "<HTTPMessage>", out);
      break;
    case Value::Kind::kOpaque:
      write_tagged("$repr", value.as_opaque().repr, out);
      break;
  }
}

void write_canonical(Json json, std::string& out) {
  switch (json.kind()) {
    case Json::Kind::kString:
      if (const auto bytes = json.latin1()) return write_bytes(*bytes, out);
      return write_text(json.text(), out);
    case Json::Kind::kArray: {
      const char* separator = "";
      out += '[';
      for (const Json item : json) {
        out += separator;
        separator = ", ";
        write_canonical(item, out);
      }
      out += ']';
      return;
    }
    case Json::Kind::kObject:
      return write_canonical_without({}, json, out);
    default:
      out += json.token();
  }
}

void write_canonical_without(std::initializer_list<std::string_view> without, Json object,
                             std::string& out,
                             const std::function<void(Json, std::string&)>& write) {
  std::vector<std::pair<Text, Json>> members;
  members.reserve(object.size());
  for (const Json member : object) {
    const bool is_left_out = std::any_of(
        without.begin(), without.end(), [&](std::string_view name) { return member.key_is(name); });
    if (!is_left_out) members.emplace_back(member.key().text(), member);
  }
  write_members(std::move(members), out, [&](Json member) { write(member, out); });
}

}  // namespace basehttp::conformance
