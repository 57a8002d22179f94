#include "basehttp/python_text.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "basehttp/python_error.h"
#include "byte_block.h"
#include "unicode_data.h"

namespace basehttp {
namespace {

constexpr unsigned char byte(char c) { return static_cast<unsigned char>(c); }

constexpr std::array<char, 256> kLowerLatin1 = [] {
  std::array<char, 256> table{};
  for (unsigned c = 0; c < table.size(); ++c) {
    const bool upper = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    table[c] = static_cast<char>(upper ? c + 0x20 : c);
  }
  return table;
}();

// What repr() leaves as it is below U+0100.
constexpr bool is_printable_latin1(unsigned c) {
  return (c >= 0x20 && c <= 0x7E) || (c >= 0xA1 && c != 0xAD);
}

constexpr std::string_view kHex = "0123456789abcdef";

template <typename Out>
void append_hex(Out& out, char32_t c, int digits) {
  std::string hex(static_cast<std::size_t>(digits), '0');
  for (auto digit = hex.rbegin(); digit != hex.rend(); ++digit, c >>= 4U) *digit = kHex[c & 0xFU];
  out.append(std::string_view(hex));
}

// \xHH, \uHHHH or \UHHHHHHHH.
template <typename Out>
void append_escape(Out& out, char32_t c) {
  if (c <= 0xFF) {
    out.append(std::string_view("\\x"));
    append_hex(out, c, 2);
  } else if (c <= 0xFFFF) {
    out.append(std::string_view("\\u"));
    append_hex(out, c, 4);
  } else {
    out.append(std::string_view("\\U"));
    append_hex(out, c, 8);
  }
}

// The escapes that repr() spells with a letter; empty for other characters.
std::string_view letter_escape(char32_t c) {
  switch (c) {
    case U'\\':
      return "\\\\";
    case U'\n':
      return "\\n";
    case U'\r':
      return "\\r";
    case U'\t':
      return "\\t";
    default:
      return {};
  }
}

// Index of the first and behind the last character that is no white space.
std::pair<std::size_t, std::size_t> stripped_range(const Text& text) {
  std::size_t first = 0;
  std::size_t last = text.size();
  while (first < last && is_space(text[first])) ++first;
  while (last > first && is_space(text[last - 1])) --last;
  return {first, last};
}

}  // namespace

bool is_space(char32_t c) noexcept {
  if (c <= 0xFF) return is_space(static_cast<char>(c));
  return c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool has_surrogates(const Text& text) noexcept {
  if (text.is_latin1()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_surrogate(text[i])) return true;
  }
  return false;
}

std::string_view next_word(std::string_view latin1, std::size_t& at) noexcept {
  while (at < latin1.size() && is_space(latin1[at])) ++at;
  const std::size_t first = at;
  while (at < latin1.size() && !is_space(latin1[at])) ++at;
  return latin1.substr(first, at - first);
}

std::string_view strip_left(std::string_view latin1) noexcept {
  while (!latin1.empty() && is_space(latin1.front())) latin1.remove_prefix(1);
  return latin1;
}

std::string_view strip_right(std::string_view latin1) noexcept {
  while (!latin1.empty() && is_space(latin1.back())) latin1.remove_suffix(1);
  return latin1;
}

std::string_view strip_any_line_ends(std::string_view latin1) noexcept {
  while (!latin1.empty() && (latin1.back() == '\r' || latin1.back() == '\n')) {
    latin1.remove_suffix(1);
  }
  return latin1;
}

std::string_view strip(std::string_view latin1) noexcept { return strip_left(strip_right(latin1)); }

Text strip(const Text& text) {
  const auto [first, last] = stripped_range(text);
  return text.substr(first, last - first);
}

Text strip_right(const Text& text) {
  const auto [first, last] = stripped_range(text);
  return first == last ? Text() : text.substr(0, last);
}

Text strip_left(const Text& text) { return text.substr(stripped_range(text).first); }

char to_lower(char latin1) noexcept { return kLowerLatin1[byte(latin1)]; }

std::string lower(std::string_view latin1) {
  std::string lowered(latin1);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), to_lower);
  return lowered;
}

Text lower(const Text& text) {
  if (text.is_latin1()) return Text(lower(text.latin1()));
  Text lowered;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c <= 0xFF) {
      lowered.append(char32_t{byte(to_lower(static_cast<char>(c)))});
      continue;
    }
    if (c == 0x130) {  // the one character whose lower case is two
      lowered.append(U'i').append(char32_t{0x307});
      continue;
    }
    const auto* const end = unicode::kLower + unicode::kLowerCount;
    const auto* row = std::lower_bound(
        unicode::kLower, end, c,
        [](const unicode::LowerRange& range, char32_t value) { return range.last < value; });
    const bool mapped = row != end && c >= row->first && (c - row->first) % row->step == 0;
    lowered.append(mapped ? static_cast<char32_t>(static_cast<std::int32_t>(c) + row->delta) : c);
  }
  return lowered;
}

bool lower_equals(std::string_view latin1, std::string_view lowered) noexcept {
  return latin1.size() == lowered.size() &&
         std::equal(latin1.begin(), latin1.end(), lowered.begin(),
                    [](char a, char b) { return to_lower(a) == b; });
}

bool lower_equals(const Text& text, std::string_view lowered) {
  return text.is_latin1() ? lower_equals(text.latin1(), lowered) : lower(text) == lowered;
}

bool is_digit(char latin1) noexcept {
  const unsigned char c = byte(latin1);
  return (c >= '0' && c <= '9') || c == 0xB2 || c == 0xB3 || c == 0xB9;
}

bool is_printable(char32_t c) noexcept {
  if (c <= 0xFF) return is_printable_latin1(c);
  const auto* const end = unicode::kNotPrintable + unicode::kNotPrintableCount;
  const auto* range =
      std::lower_bound(unicode::kNotPrintable, end, c,
                       [](const unicode::Range& r, char32_t value) { return r.last < value; });
  return c < range->first;  // the last of them ends with the last character
}

void append_repr(Text& out, std::string_view latin1) {
  const auto may_be_escaped = [](const auto& block) { return block.maybe_changed_in_repr(); };
  bool is_plain = true;
  for_each_in(latin1, may_be_escaped, [&](std::size_t) { is_plain = false; });
  if (is_plain) {
    char* const to = out.extend(latin1.size() + 2);
    to[0] = '\'';
    *copy_bytes(to + 1, latin1.data(), latin1.size()) = '\'';
    return;
  }
  const bool has_single = latin1.find('\'') != std::string_view::npos;
  const bool has_double = has_single && latin1.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  out.append(std::string_view(&quote, 1));
  // What needs no escape goes in one piece.
  std::size_t first = 0;
  for_each_in(latin1, may_be_escaped, [&](std::size_t i) {
    const char c = latin1[i];
    if (c != quote && c != '\\' && is_printable_latin1(byte(c))) return;
    out.append(latin1.substr(first, i - first));
    first = i + 1;
    if (c == quote) {
      out.append("\\").append(std::string_view(&quote, 1));
    } else if (const std::string_view letter = letter_escape(byte(c)); !letter.empty()) {
      out.append(letter);
    } else {
      append_escape(out, byte(c));
    }
  });
  out.append(latin1.substr(first)).append(std::string_view(&quote, 1));
}

Text repr(const Text& text) {
  if (text.is_latin1()) {
    Text quoted;
    append_repr(quoted, text.latin1());
    return quoted;
  }
  const bool has_single = find(text, U'\'') != std::string::npos;
  const bool has_double = find(text, U'"') != std::string::npos;
  const char32_t quote = has_single && !has_double ? U'"' : U'\'';
  Text quoted;
  quoted.append(quote);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == quote) {
      quoted.append(U'\\').append(c);
    } else if (const std::string_view letter = letter_escape(c); !letter.empty()) {
      quoted.append(letter);
    } else if (is_printable(c)) {
      quoted.append(c);
    } else {
      append_escape(quoted, c);
    }
  }
  return quoted.append(quote);
}

std::string repr_bytes(std::string_view bytes) {
  const bool has_single = bytes.find('\'') != std::string_view::npos;
  const bool has_double = bytes.find('"') != std::string_view::npos;
  const char quote = has_single && !has_double ? '"' : '\'';
  std::string quoted = "b";
  quoted.push_back(quote);
  for (const char c : bytes) {
    if (c == quote) {
      quoted.push_back('\\');
      quoted.push_back(c);
    } else if (const std::string_view letter = letter_escape(byte(c)); !letter.empty()) {
      quoted.append(letter);
    } else if (byte(c) >= 0x20 && byte(c) <= 0x7E) {
      quoted.push_back(c);
    } else {
      append_escape(quoted, byte(c));
    }
  }
  quoted.push_back(quote);
  return quoted;
}

Text escape_non_ascii(const Text& text) {
  Text escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] > 0x7F) {
      append_escape(escaped, text[i]);
    } else {
      escaped.append(text[i]);
    }
  }
  return escaped;
}

Text html_escape(const Text& text) {
  if (text.is_latin1() && text.latin1().find_first_of("&<>") == std::string_view::npos) return text;
  Text escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c == U'&') {
      escaped.append(std::string_view("&amp;"));
    } else if (c == U'<') {
      escaped.append(std::string_view("&lt;"));
    } else if (c == U'>') {
      escaped.append(std::string_view("&gt;"));
    } else {
      escaped.append(c);
    }
  }
  return escaped;
}

char* write_html_escaped_utf8(char* to, std::string_view latin1) {
  std::size_t first = 0;
  const auto write = [&](std::string_view text) { to = copy_bytes(to, text.data(), text.size()); };
  const auto instead_of = [&](std::size_t i, std::string_view text) {
    write(latin1.substr(first, i - first));
    write(text);
    first = i + 1;
  };
  const auto changed = [](const auto& block) { return block.changed_in_html(); };
  for_each_in(latin1, changed, [&](std::size_t i) {
    const char c = latin1[i];
    if (c == '&') {
      instead_of(i, "&amp;");
    } else if (c == '<') {
      instead_of(i, "&lt;");
    } else if (c == '>') {
      instead_of(i, "&gt;");
    } else {
      const char utf8[] = {static_cast<char>(0xC0U | (byte(c) >> 6U)),
                           static_cast<char>(0x80U | (byte(c) & 0x3FU))};
      instead_of(i, {utf8, sizeof(utf8)});
    }
  });
  write(latin1.substr(first));
  return to;
}

Text replace(const Text& text, char32_t from, std::string_view to) {
  Text replaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == from) {
      replaced.append(to);
    } else {
      replaced.append(text[i]);
    }
  }
  return replaced;
}

std::size_t find(const Text& text, char32_t c, std::size_t from) noexcept {
  if (text.is_latin1()) {
    return c > 0xFF ? std::string::npos : text.latin1().find(static_cast<char>(c), from);
  }
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == c) return i;
  }
  return std::string::npos;
}

bool is_ascii(const Text& text) noexcept {
  if (!text.is_latin1()) return false;
  const std::string_view bytes = text.latin1();
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return byte(c) < 0x80; });
}

std::string encode_utf8_replace(const Text& text) {
  if (is_ascii(text)) return std::string(text.latin1());
  Text encodable;
  for (std::size_t i = 0; i < text.size(); ++i) {
    encodable.append(is_surrogate(text[i]) ? U'?' : text[i]);
  }
  return encodable.utf8();
}

std::string encode_latin1_backslashreplace(const Text& text) {
  std::string encoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] <= 0xFF) {
      encoded.push_back(static_cast<char>(text[i]));
    } else {
      append_escape(encoded, text[i]);
    }
  }
  return encoded;
}

void append_latin1_strict(std::string& out, const Text& text) {
  if (text.is_latin1()) {
    out.append(text.latin1());
    return;
  }
  std::size_t first = 0;
  while (text[first] <= 0xFF) ++first;
  std::size_t last = first;
  while (last < text.size() && text[last] > 0xFF) ++last;
  std::string message = "'latin-1' codec can't encode character";
  if (last - first == 1) {
    message += " '";
    append_escape(message, text[first]);
    message += "' in position " + std::to_string(first);
  } else {
    message += "s in position " + std::to_string(first) + "-" + std::to_string(last - 1);
  }
  throw PythonError("UnicodeEncodeError", Text(message + ": ordinal not in range(256)"));
}

}  // namespace basehttp
