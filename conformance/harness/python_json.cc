#include "conformance/harness/python_json.h"

#include <cmath>
#include <string_view>

#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"

namespace basehttp::conformance {
namespace {

void append_unit(std::string& out, char32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (unsigned shift = 12;; shift -= 4) {
    out.push_back(kHex[(unit >> shift) & 0xFU]);
    if (shift == 0) return;
  }
}

void append_string(std::string& out, const Text& text) {
  out.push_back('"');
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    const std::size_t escape =
        c < 0x80 ? kEscaped.find(static_cast<char>(c)) : std::string_view::npos;
    if (escape != std::string_view::npos) {
      out.push_back('\\');
      out.push_back(kLetters[escape]);
    } else if (c >= 0x20 && c < 0x7F) {
      out.push_back(static_cast<char>(c));
    } else if (c > 0xFFFF) {
      append_unit(out, 0xD800 + ((c - 0x10000) >> 10U));
      append_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FFU));
    } else {
      append_unit(out, c);
    }
  }
  out.push_back('"');
}

void append(std::string& out, const Value& value, const Profile& profile) {
  switch (value.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      out += "null";
      return;
    case Value::Kind::kBool:
      out += value.as_bool() ? "true" : "false";
      return;
    case Value::Kind::kInt:
    case Value::Kind::kBigInt:
    case Value::Kind::kStatus:
      out += value.integer().decimal();
      return;
    case Value::Kind::kFloat: {
      const double number = value.as_float();
      out += std::isnan(number)   ? "NaN"
             : std::isinf(number) ? (number < 0 ? "-Infinity" : "Infinity")
                                  : repr(value, profile).utf8();
      return;
    }
    case Value::Kind::kStr:
      return append_string(out, value.as_str());
    case Value::Kind::kTuple:
    case Value::Kind::kList: {
      out.push_back('[');
      bool first = true;
      for (const Value& item : value.items()) {
        if (!first) out.push_back(',');
        first = false;
        append(out, item, profile);
      }
      out.push_back(']');
      return;
    }
    case Value::Kind::kDict:
      throw basehttp::Unsupported("a dict as the value of a header, in JSON");
    case Value::Kind::kBytes:
    case Value::Kind::kMessage:
    case Value::Kind::kOpaque: {
      const std::string type = type_name(value);
      throw PythonError("TypeError",
                        Text("Object of type " +
                             (profile.wording.json_type_has_no_quotes ? type : "'" + type + "'") +
                             " is not JSON serializable"));
    }
  }
}

}  // namespace

std::string python_json(const Value& value, const Profile& profile) {
  std::string out;
  append(out, value, profile);
  return out;
}

}  // namespace basehttp::conformance
