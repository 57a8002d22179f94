// The rules of Python's `str` that decide what a request means: white space,
// case, digits, repr, escaping, encoding.
//
// A request is decoded as ISO 8859-1, so each rule has a form that works on the
// bytes themselves; the forms on Text serve what a program may pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/text.h"

namespace basehttp {

// str.isspace() for U+0000 to U+00FF: HTAB LF VT FF CR FS GS RS US SP NEL NBSP.
[[nodiscard]] inline bool is_space(char latin1) noexcept {
  constexpr std::uint64_t kUpToSpace = 0x1F0003E00;  // bit 9 for HTAB, and so on
  const auto c = static_cast<unsigned char>(latin1);
  return c <= 0x20 ? ((kUpToSpace >> c) & 1U) != 0 : c == 0x85 || c == 0xA0;
}
[[nodiscard]] bool is_space(char32_t code_point) noexcept;
// U+D800 to U+DFFF, which a str can hold and UTF-8 cannot.
[[nodiscard]] inline bool is_surrogate(char32_t code_point) noexcept {
  return code_point >= 0xD800 && code_point <= 0xDFFF;
}
[[nodiscard]] bool has_surrogates(const Text& text) noexcept;
// str.isascii().
[[nodiscard]] bool is_ascii(const Text& text) noexcept;

// The next word of str.split(): skips white space from `at`, moves `at` past
// the word.  Empty when there is none.  The view is into `latin1`.
[[nodiscard]] std::string_view next_word(std::string_view latin1, std::size_t& at) noexcept;
// str.rstrip('\r\n').
[[nodiscard]] std::string_view strip_any_line_ends(std::string_view latin1) noexcept;
[[nodiscard]] inline std::string_view strip_line_ends(std::string_view latin1) noexcept {
  // Nearly every line ends in one CRLF.
  const std::size_t size = latin1.size();
  const bool is_usual =
      size > 2 && latin1.ends_with("\r\n") && static_cast<unsigned char>(latin1[size - 3]) > '\r';
  return is_usual ? latin1.substr(0, size - 2) : strip_any_line_ends(latin1);
}
// str.strip(), str.rstrip(), str.lstrip().
[[nodiscard]] std::string_view strip(std::string_view latin1) noexcept;
[[nodiscard]] std::string_view strip_right(std::string_view latin1) noexcept;
[[nodiscard]] std::string_view strip_left(std::string_view latin1) noexcept;
[[nodiscard]] Text strip(const Text& text);
[[nodiscard]] Text strip_right(const Text& text);
[[nodiscard]] Text strip_left(const Text& text);

// str.lower() of one character below U+0100, and of a whole text.
[[nodiscard]] char to_lower(char latin1) noexcept;
[[nodiscard]] std::string lower(std::string_view latin1);
[[nodiscard]] Text lower(const Text& text);
// text.lower() == lowered, without building it.
[[nodiscard]] bool lower_equals(std::string_view latin1, std::string_view lowered) noexcept;
[[nodiscard]] bool lower_equals(const Text& text, std::string_view lowered);

// str.isdigit() for one character: 0-9 and the superscripts 1, 2, 3.
[[nodiscard]] bool is_digit(char latin1) noexcept;

// str.isprintable() for one character.
[[nodiscard]] bool is_printable(char32_t code_point) noexcept;
// repr(text), quotes included.
[[nodiscard]] Text repr(const Text& text);
// The same for a narrow text, appended to another one.
void append_repr(Text& out, std::string_view latin1);
// repr(bytes), with the b and the quotes.
[[nodiscard]] std::string repr_bytes(std::string_view bytes);
// The text with every character above U+007E escaped, as ascii() does to a repr.
[[nodiscard]] Text escape_non_ascii(const Text& text);

// html.escape(text, quote=False): & < > only.
[[nodiscard]] Text html_escape(const Text& text);
// html.escape(text, quote=False).encode('UTF-8') of a narrow text, written to `to`, where there is
// room for kMostHtmlEscaped bytes a character.  Returns what lies behind it.
inline constexpr std::size_t kMostHtmlEscaped = 5;
[[nodiscard]] char* write_html_escaped_utf8(char* to, std::string_view latin1);
// text.replace(from, to) for one character.
[[nodiscard]] Text replace(const Text& text, char32_t from, std::string_view to);
// First index of a character at or after `from`; npos when there is none.
[[nodiscard]] std::size_t find(const Text& text, char32_t c, std::size_t from = 0) noexcept;

// text.encode('UTF-8', 'replace'): a lone surrogate becomes '?'.
[[nodiscard]] std::string encode_utf8_replace(const Text& text);
// text.encode('latin-1', 'backslashreplace').
[[nodiscard]] std::string encode_latin1_backslashreplace(const Text& text);
// text.encode('latin-1', 'strict') appended to `out`.  Throws UnicodeEncodeError
// with Python's text and leaves `out` as it was.
void append_latin1_strict(std::string& out, const Text& text);

}  // namespace basehttp
