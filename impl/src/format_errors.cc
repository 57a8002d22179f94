#include "format_errors.h"

#include "basehttp/http_message.h"
#include "basehttp/python_text.h"

namespace basehttp {
namespace {

std::string hex(char32_t c, std::size_t digits, const char* alphabet) {
  std::string text;
  for (; c != 0 || text.size() < digits; c >>= 4U) text.insert(text.begin(), alphabet[c & 0xFU]);
  return text;
}

bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

// The type of a value with its module, as the newer messages have it.
std::string qualified_type_name(const Value& value) {
  std::string name = type_name(value);
  if (value.kind() == Value::Kind::kStatus) return "http." + name;
  if (value.kind() != Value::Kind::kMessage) return name;
  return (value.as_message()->is_plain ? "email.message." : "http.client.") + name;
}

PythonError error(const char* type, Text text) { return PythonError(type, std::move(text)); }

}  // namespace

std::string FormatErrors::position(const FormatPosition& at) const {
  return tells_position_ ? " at position " + std::to_string(at.start) : "";
}

Text FormatErrors::argument(const FormatPosition& at) const {
  if (!tells_position_) return {};
  Text text("format argument");
  if (at.key != nullptr) {
    text.append(std::string_view(" ")).append(repr(*at.key, profile_));
  } else if (!at.single_argument) {
    text.append(std::string_view(" " + std::to_string(at.argument)));
  }
  return text.append(std::string_view(": "));
}

PythonError FormatErrors::incomplete(const FormatPosition& at) const {
  return error("ValueError", tells_position_ ? "stray %" + position(at) : "incomplete format");
}

PythonError FormatErrors::incomplete_key(const FormatPosition& at) const {
  return error("ValueError", tells_position_ ? "stray % or incomplete format key" + position(at)
                                             : "incomplete format key");
}

PythonError FormatErrors::unsupported_character(const FormatPosition& at, char32_t c) const {
  const bool of_bytes = kind_ == "bytes";
  if (!tells_position_) {
    // There a byte is a signed char, shown as it is.
    if (of_bytes && c >= 0x80) {
      if (!profile_.wording.negative_character_is_overflow) return error("ValueError", "");
      return error("OverflowError", "character argument not in range(0x110000)");
    }
    const bool shown = of_bytes || (c >= 0x1F && c < 0x7F);
    return error("ValueError", std::string("unsupported format character '") +
                                   (shown ? static_cast<char>(c) : '?') + "' (0x" +
                                   hex(c, 1, "0123456789abcdef") + ") at index " +
                                   std::to_string(at.character));
  }
  if (is_ascii_letter(c)) {
    return error("ValueError",
                 std::string("unsupported format %") + static_cast<char>(c) + position(at));
  }
  Text text("stray %" + position(at) + " or unexpected format character ");
  const std::string number = "U+" + hex(c, 4, "0123456789ABCDEF");
  if (c < 0x7F && c >= 0x20) {
    const std::string_view quote = c == U'\'' ? "\"" : "'";
    text.append(quote).append(c).append(quote);
  } else if (of_bytes) {
    text.append(std::string_view("with code 0x" + hex(c, 2, "0123456789abcdef")));
  } else if (is_printable(c)) {
    text.append(std::string_view("'")).append(c).append(std::string_view("' (" + number + ")"));
  } else {
    text.append(std::string_view(number));
  }
  text.append(std::string_view(" at position " + std::to_string(at.character)));
  return error("ValueError", std::move(text));
}

PythonError FormatErrors::too_big(const FormatPosition& at, const char* what) const {
  return error("ValueError", what + std::string(" too big") + position(at));
}

PythonError FormatErrors::star_too_big(const FormatPosition& at, const char* what) const {
  if (tells_position_) {
    return error("OverflowError",
                 argument(at).append(std::string_view("too big for ")) + Text(what));
  }
  const bool width = std::string_view(what) == "width";
  return error("OverflowError",
               std::string("Python int too large to convert to C ") + (width ? "ssize_t" : "int"));
}

PythonError FormatErrors::star_wants_int(const FormatPosition& at, const Value& got) const {
  if (!tells_position_) return error("TypeError", "* wants int");
  return error("TypeError", argument(at).append(std::string_view("* requires int, not " +
                                                                 qualified_type_name(got))));
}

PythonError FormatErrors::requires_mapping(const Value& got) const {
  return error("TypeError",
               "format requires a mapping" +
                   (tells_position_ ? ", not " + qualified_type_name(got) : std::string()));
}

PythonError FormatErrors::not_enough(std::size_t got) const {
  return error("TypeError",
               "not enough arguments for format string" +
                   (tells_position_ ? " (got " + std::to_string(got) + ")" : std::string()));
}

PythonError FormatErrors::not_all_converted(std::size_t required, std::size_t got) const {
  return error("TypeError", std::string("not all arguments converted during ") + kind_ +
                                " formatting" +
                                (tells_position_ ? " (required " + std::to_string(required) +
                                                       ", got " + std::to_string(got) + ")"
                                                 : std::string()));
}

PythonError FormatErrors::not_an_integer(const FormatPosition& at, char c, const Value& v) const {
  const std::string conversion = std::string("%") + c;
  return error("TypeError",
               tells_position_
                   ? argument(at).append(std::string_view(
                         conversion + " requires an integer, not " + qualified_type_name(v)))
                   : Text(conversion + " format: an integer is required, not " + type_name(v)));
}

PythonError FormatErrors::not_a_number(const FormatPosition& at, char c, const Value& v) const {
  if (tells_position_) return not_a_float(at, c, v);
  if (c == 'i' && kind_ == "bytes" && profile_.wording.bytes_call_i_d) c = 'd';
  const std::string conversion = std::string("%") + c;
  return error("TypeError", conversion + " format: a " +
                                (profile_.wording.integer_is_real_number ? "real " : "") +
                                "number is required, not " + type_name(v));
}

PythonError FormatErrors::not_a_float(const FormatPosition& at, char c, const Value& v) const {
  return error("TypeError", tells_position_
                                ? argument(at).append(std::string_view(
                                      std::string("%") + c + " requires a real number, not " +
                                      qualified_type_name(v)))
                                : Text((kind_ == "bytes" ? "float argument required, not "
                                                         : "must be real number, not ") +
                                       type_name(v)));
}

PythonError FormatErrors::not_a_character(const FormatPosition& at, const Value& v) const {
  const CharacterWanted wording = profile_.wording.character_wanted;
  if (wording == CharacterWanted::kIntOrChar) {
    return error("TypeError", "%c requires int or char");
  }
  const std::string got = v.is_str() ? "a string of length " + std::to_string(v.as_str().size())
                                     : qualified_type_name(v);
  const std::string wanted = wording == CharacterWanted::kIntOrUnicodeCharacter
                                 ? "%c requires an int or a unicode character"
                                 : "%c requires an integer or a unicode character";
  return error("TypeError", argument(at).append(std::string_view(wanted + ", not " + got)));
}

PythonError FormatErrors::not_a_byte(const FormatPosition& at, const Value& v) const {
  std::string text = "%c requires an integer in range(256) or a single byte";
  if (profile_.wording.character_wanted != CharacterWanted::kIntOrChar) {
    text += ", not " + (v.kind() == Value::Kind::kBytes
                            ? "a bytes object of length " + std::to_string(v.as_bytes().size())
                            : qualified_type_name(v));
  }
  return error("TypeError", argument(at).append(std::string_view(text)));
}

PythonError FormatErrors::not_bytes(const FormatPosition& at, const Value& v) const {
  const std::string type = tells_position_ ? qualified_type_name(v) : "'" + type_name(v) + "'";
  return error(
      "TypeError",
      argument(at).append(std::string_view(
          "%b requires a bytes-like object, or an object that implements __bytes__, not " + type)));
}

PythonError FormatErrors::character_out_of_range(const FormatPosition& at) const {
  const std::string what = tells_position_ ? "%c argument not in " : "%c arg not in ";
  const std::string range = kind_ == "bytes" ? "range(256)" : "range(0x110000)";
  return error("OverflowError", argument(at).append(std::string_view(what + range)));
}

PythonError FormatErrors::requires_key(const FormatPosition& at) const {
  return error("ValueError", "format requires a parenthesised mapping key" + position(at));
}

PythonError FormatErrors::star_with_key(const FormatPosition& at) const {
  return error("ValueError", "* cannot be used with a parenthesised mapping key" + position(at));
}

}  // namespace basehttp
