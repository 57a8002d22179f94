#include "basehttp/message_parameters.h"

#include <algorithm>
#include <optional>
#include <string>

#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"
#include "charset.h"
#include "operators.h"

namespace basehttp {
namespace {

constexpr std::ptrdiff_t kMissing = -1;

// str.find and str.count with Python's indices, on code points.
std::ptrdiff_t find_from(const std::u32string& s, char32_t c, std::ptrdiff_t from) {
  const std::size_t at = s.find(c, static_cast<std::size_t>(from));
  return at == std::u32string::npos ? kMissing : static_cast<std::ptrdiff_t>(at);
}

// s.count('"', from, to) - s.count('\\"', from, to), where a negative `from`
// counts from the end.  What stands at `from` is behind a semicolon or is one.
std::ptrdiff_t open_quotes(const std::u32string& s, std::ptrdiff_t from, std::ptrdiff_t to) {
  if (from < 0) from += static_cast<std::ptrdiff_t>(s.size());
  std::ptrdiff_t count = 0;
  for (std::ptrdiff_t i = from; i < to; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (s[at] == U'"' && s[at - 1] != U'\\') ++count;
  }
  return count;
}

Text slice(const std::u32string& s, std::ptrdiff_t from, std::ptrdiff_t to) {
  const auto first = static_cast<std::size_t>(from);
  return Text::from_code_points(std::u32string_view(s).substr(
      first, static_cast<std::size_t>(std::max(to - from, std::ptrdiff_t{0}))));
}

// End of the element that begins at `start`: the first semicolon outside
// quotes.  A quote is outside when an even number of unescaped ones precede.
std::ptrdiff_t element_end(const std::u32string& s, std::ptrdiff_t start) {
  std::ptrdiff_t end = find_from(s, U';', start);
  std::ptrdiff_t counted = start;
  std::ptrdiff_t quotes = 0;
  // An empty element ends where it starts, whatever the count.
  while (end > start) {
    quotes += open_quotes(s, counted, end);
    if (quotes % 2 == 0) break;
    counted = end;
    end = find_from(s, U';', end + 1);
  }
  return end < 0 ? static_cast<std::ptrdiff_t>(s.size()) : end;
}

// The same as 3.14 has it: the two indices are swapped, so the count goes over
// other stretches than meant.
std::ptrdiff_t element_end_with_swapped_indices(const std::u32string& s, std::ptrdiff_t start) {
  std::ptrdiff_t end = find_from(s, U';', start);
  std::ptrdiff_t index = start;
  std::ptrdiff_t quotes = 0;
  while (end > 0) {
    quotes += open_quotes(s, index, end);
    if (quotes % 2 == 0) break;
    const std::ptrdiff_t next = find_from(s, U';', end + 1);
    end = index;
    index = next;
  }
  return end < 0 ? static_cast<std::ptrdiff_t>(s.size()) : end;
}

// email.message._parseparam: the elements, each "name=value" with white space
// round both taken off and the name lowered.
std::vector<Text> split_elements(const Text& value, const Profile& profile) {
  const std::u32string s = U';' + value.code_points();
  const auto size = static_cast<std::ptrdiff_t>(s.size());
  const bool swapped = profile.parameter_split == ParameterSplit::kIncremental;
  std::vector<Text> elements;
  std::ptrdiff_t start = 0;
  while (start < size && s[static_cast<std::size_t>(start)] == U';') {
    ++start;
    const std::ptrdiff_t end =
        swapped ? element_end_with_swapped_indices(s, start) : element_end(s, start);
    const Text element = slice(s, start, end);
    const std::size_t equals = find(element, U'=');
    if (equals == std::string::npos) {
      elements.push_back(strip(element));
    } else {
      Text joined = lower(swapped ? strip_right(element.substr(0, equals))
                                  : strip(element.substr(0, equals)));
      joined.append(U'=');
      joined.append(swapped ? strip_left(element.substr(equals + 1))
                            : strip(element.substr(equals + 1)));
      elements.push_back(strip(joined));
    }
    start = end;
  }
  return elements;
}

bool is_word(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         c == U'_';
}

// One piece of an RFC 2231 value.
struct Part {
  std::optional<BigInt> number;
  Text text;
  bool encoded = false;
};

struct PartName {
  Text name;
  std::optional<BigInt> number;
};

// int(digits), with the limit of the profile.
BigInt part_number(const std::string& digits, const Profile& profile) {
  if (profile.int_max_str_digits != 0 && digits.size() > profile.int_max_str_digits) {
    throw PythonError(
        "ValueError",
        Text("Exceeds the limit (" + std::to_string(profile.int_max_str_digits) +
             (profile.wording.digit_limit_counts_digits ? " digits" : "") +
             ") for integer string conversion: value has " + std::to_string(digits.size()) +
             " digits; use sys.set_int_max_str_digits() to increase the limit"));
  }
  return *BigInt::from_decimal(digits);
}

// ^\w+\*([0-9]+\*?)?$ in ASCII, of a name without white space round it.
std::optional<PartName> parse_part_name(const Text& name, const Profile& profile) {
  const std::size_t size = name.size();
  std::size_t at = 0;
  while (at < size && is_word(name[at])) ++at;
  if (at == 0 || at >= size || name[at] != U'*') return std::nullopt;
  PartName part{name.substr(0, at), std::nullopt};
  std::string digits;
  for (++at; at < size && name[at] >= U'0' && name[at] <= U'9'; ++at) {
    digits.push_back(static_cast<char>(name[at]));
  }
  if (!digits.empty() && name.substr(at, 1) == "*") ++at;
  if (at != size) return std::nullopt;
  if (!digits.empty()) part.number = part_number(digits, profile);
  return part;
}

// (number, text, encoded) < (...), as Python compares tuples: None equals None
// and is never less than an int.
bool part_less(const Part& a, const Part& b) {
  if (a.number.has_value() != b.number.has_value()) {
    const char* left = a.number ? "int" : "NoneType";
    const char* right = b.number ? "int" : "NoneType";
    throw PythonError("TypeError", Text(std::string("'<' not supported between instances of '") +
                                        left + "' and '" + right + "'"));
  }
  if (a.number && !(*a.number == *b.number)) return a.number->compare(*b.number) < 0;
  if (const int order = a.text.compare(b.text); order != 0) return order < 0;
  return !a.encoded && b.encoded;
}

// list.sort() for a short list: a leading run, then binary insertion.  The
// order of the comparisons shows in the message when one of them raises.
void python_sort(std::vector<Part>& parts) {
  if (parts.size() < 2) return;
  std::size_t run = 2;
  if (part_less(parts[1], parts[0])) {
    while (run < parts.size() && part_less(parts[run], parts[run - 1])) ++run;
    std::reverse(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(run));
  } else {
    while (run < parts.size() && !part_less(parts[run], parts[run - 1])) ++run;
  }
  for (; run < parts.size(); ++run) {
    std::size_t low = 0;
    std::size_t high = run;
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (part_less(parts[run], parts[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    const auto begin = parts.begin();
    std::rotate(begin + static_cast<std::ptrdiff_t>(low), begin + static_cast<std::ptrdiff_t>(run),
                begin + static_cast<std::ptrdiff_t>(run) + 1);
  }
}

void sort_parts(std::vector<Part>& parts, const Profile& profile) {
  if (profile.unnumbered_part == UnnumberedPart::kSortRaises) {
    python_sort(parts);
    return;
  }
  const bool has_zero = std::any_of(parts.begin(), parts.end(), [](const Part& part) {
    return part.number && part.number->zero();
  });
  if (has_zero) {
    std::erase_if(parts, [](const Part& part) { return !part.number; });
  }
  for (Part& part : parts) {
    if (!part.number) part.number = BigInt(0);
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const Part& a, const Part& b) { return a.number->compare(*b.number) < 0; });
}

int hex_digit(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'a' && c <= U'f') return static_cast<int>(c - U'a') + 10;
  if (c >= U'A' && c <= U'F') return static_cast<int>(c - U'A') + 10;
  return -1;
}

// urllib.parse.unquote(text, encoding='latin-1').
Text percent_decode(const Text& text) {
  Text decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'%' && i + 2 < text.size()) {
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high >= 0 && low >= 0) {
        decoded.append(static_cast<char32_t>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    decoded.append(text[i]);
  }
  return decoded;
}

Text in_quotes(const Text& text) {
  Text quoted("\"");
  return quoted.append(text).append(U'"');
}

// email.utils.decode_rfc2231: (charset, language, text).
Value split_rfc2231(const Text& text) {
  const std::size_t first = find(text, U'\'');
  const std::size_t second = first == std::string::npos ? first : find(text, U'\'', first + 1);
  if (second == std::string::npos) {
    return Value::tuple({Value::none(), Value::none(), Value(in_quotes(text))});
  }
  return Value::tuple({Value(text.substr(0, first)),
                       Value(text.substr(first + 1, second - first - 1)),
                       Value(in_quotes(text.substr(second + 1)))});
}

Parameter join_parts(const Text& name, std::vector<Part>& parts, const Profile& profile) {
  sort_parts(parts, profile);
  Text joined;
  bool extended = false;
  for (const Part& part : parts) {
    joined.append(part.encoded ? percent_decode(part.text) : part.text);
    extended = extended || part.encoded;
  }
  const Text quoted = quote(joined);
  return {name, extended ? split_rfc2231(quoted) : Value(in_quotes(quoted))};
}

// urllib.parse.quote(text, safe='', encoding=charset).
std::string percent_encode(const Text& text, const Text& charset, const Profile& profile) {
  std::string encoded;
  for (const char c : encode(text, charset, profile)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool safe =
        is_word(byte) || c == '.' || c == '-' || (c == '~' && profile.tilde_is_unreserved);
    if (safe) {
      encoded.push_back(c);
    } else {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      encoded.push_back('%');
      encoded.push_back(kHex[byte >> 4U]);
      encoded.push_back(kHex[byte & 0xFU]);
    }
  }
  return encoded;
}

// email.utils.encode_rfc2231.
Text encode_rfc2231(const Value& value, const Value& charset, const Value& language,
                    const Profile& profile) {
  if (!value.is_str()) {
    throw PythonError("TypeError", "quote() doesn't support 'encoding' for bytes");
  }
  std::string encoded;
  if (!value.as_str().empty()) {
    const Value codec = truth(charset) ? charset : Value("ascii");
    if (!codec.is_str()) {
      const char* which = profile.wording.encode_names_its_argument ? "'encoding'" : "1";
      throw PythonError("TypeError", Text(std::string("encode() argument ") + which +
                                          " must be str, not " + type_name(codec)));
    }
    encoded = percent_encode(value.as_str(), codec.as_str(), profile);
  }
  if (charset.is_none() && language.is_none()) return Text(encoded);
  Text text = str(charset, profile);
  text.append(U'\'').append(language.is_none() ? Text() : str(language, profile)).append(U'\'');
  return text.append(std::string_view(encoded));
}

// name += '*'.
Text starred(const Value& name) {
  switch (name.kind()) {
    case Value::Kind::kStr: {
      Text text = name.as_str();
      return text.append(U'*');
    }
    case Value::Kind::kBytes:
      throw PythonError("TypeError", "can't concat str to bytes");
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      throw Unsupported("a star behind a parameter name that is a " + type_name(name));
    default:
      throw PythonError("TypeError", Text("unsupported operand type(s) for +=: '" +
                                          type_name(name) + "' and 'str'"));
  }
}

// email.message.tspecials, in an ASCII text.
bool has_special(const Text& text) {
  constexpr std::string_view kSpecials = " ()<>@,;:\\\"/[]?=";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kSpecials.find(static_cast<char>(text[i])) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::vector<Parameter> split_parameters(const Text& value, const Profile& profile) {
  std::vector<Parameter> parameters;
  std::vector<std::pair<Text, std::vector<Part>>> encoded;
  bool first = true;
  for (const Text& element : split_elements(value, profile)) {
    const std::size_t equals = find(element, U'=');
    const bool bare = equals == std::string::npos;
    const Text name = bare ? strip(element) : strip(element.substr(0, equals));
    const Text text = bare ? Text() : strip(element.substr(equals + 1));
    if (first) {
      parameters.emplace_back(name, Value(text));
      first = false;
      continue;
    }
    const Text unquoted = unquote(text);
    const auto part_name = parse_part_name(name, profile);
    if (!part_name) {
      parameters.emplace_back(name, Value(in_quotes(quote(unquoted))));
      continue;
    }
    const auto same_name = [&](const auto& entry) { return entry.first == part_name->name; };
    auto entry = std::find_if(encoded.begin(), encoded.end(), same_name);
    if (entry == encoded.end()) {
      entry = encoded.insert(encoded.end(), {part_name->name, {}});
    }
    const bool is_encoded = name[name.size() - 1] == U'*';
    entry->second.push_back({part_name->number, unquoted, is_encoded});
  }
  for (auto& [name, parts] : encoded) parameters.push_back(join_parts(name, parts, profile));
  return parameters;
}

Text unquote(const Text& text) {
  if (text.size() < 2) return text;
  const char32_t open = text[0];
  const char32_t close = text[text.size() - 1];
  Text inner = text.substr(1, text.size() - 2);
  if (open == U'<' && close == U'>') return inner;
  if (open != U'"' || close != U'"') return text;
  // Two passes, as Python: first \\ to \, then \" to ".
  Text once;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    once.append(inner[i]);
    if (inner[i] == U'\\' && i + 1 < inner.size() && inner[i + 1] == U'\\') ++i;
  }
  Text twice;
  for (std::size_t i = 0; i < once.size(); ++i) {
    if (once[i] == U'\\' && i + 1 < once.size() && once[i + 1] == U'"') ++i;
    twice.append(once[i]);
  }
  return twice;
}

Text quote(const Text& text) { return replace(replace(text, U'\\', "\\\\"), U'"', "\\\""); }

Value unquote_value(const Value& value) {
  if (value.kind() != Value::Kind::kTuple) return Value(unquote(value.as_str()));
  const auto& items = value.items();
  return Value::tuple({items[0], items[1], Value(unquote(items[2].as_str()))});
}

Text collapse_rfc2231_value(const Value& value, const Profile& profile) {
  if (value.kind() != Value::Kind::kTuple) return unquote(value.as_str());
  const auto& items = value.items();
  const Text charset = items[0].is_none() ? Text("us-ascii") : items[0].as_str();
  const Text& text = items[2].as_str();
  const auto decoded =
      decode(encode_raw_unicode_escape(text), charset, DecodeErrors::kReplace, profile);
  return decoded ? *decoded : unquote(text);
}

Value format_parameter(const Value& name, const Value& value, bool quote_always,
                       const Profile& profile) {
  if (value.is_none() || length(value) == 0) return name;
  if (value.kind() == Value::Kind::kTuple) {
    Text out = starred(name);
    const auto& items = value.items();
    if (items.size() < 3) throw PythonError("IndexError", "tuple index out of range");
    return Value(out.append(U'=').append(encode_rfc2231(items[2], items[0], items[1], profile)));
  }
  if (!value.is_str()) raise_no_attribute(type_name(value), "encode");
  const Text& text = value.as_str();
  if (!is_ascii(text)) {
    Text out = starred(name);
    return Value(out.append(U'=').append(encode_rfc2231(value, "utf-8", "", profile)));
  }
  Text out = str(name, profile);
  out.append(U'=').append(quote_always || has_special(text) ? in_quotes(quote(text)) : text);
  return Value(out);
}

}  // namespace basehttp
