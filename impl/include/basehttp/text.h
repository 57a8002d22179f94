// Python's `str`: a sequence of code points, stored one byte a character while
// every character is below U+0100 (which is all that a request can hold) and
// four bytes a character otherwise.  The idea is PEP 393's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace basehttp {

class Text {
 public:
  Text() = default;
  // ISO 8859-1: each byte is the character of the same number.
  Text(std::string_view latin1) : units_(latin1) {}                 // NOLINT(*-explicit-*)
  Text(const char* latin1) : units_(latin1) {}                      // NOLINT(*-explicit-*)
  Text(std::string latin1) noexcept : units_(std::move(latin1)) {}  // NOLINT(*-explicit-*)

  // Code points, lone surrogates included.  Kept narrow when it can be.
  static Text from_code_points(std::u32string_view code_points);
  // UTF-8; an ill-formed byte becomes U+FFFD.
  static Text from_utf8(std::string_view utf8);

  // Number of code points.
  [[nodiscard]] std::size_t size() const noexcept {
    return wide_ ? units_.size() / sizeof(char32_t) : units_.size();
  }
  [[nodiscard]] bool empty() const noexcept { return units_.empty(); }
  // True: every character is below U+0100, and `latin1()` may be called.
  [[nodiscard]] bool is_latin1() const noexcept { return !wide_; }
  // The characters as bytes; the view lives until the text is changed.
  // Only when is_latin1().
  [[nodiscard]] std::string_view latin1() const noexcept { return units_; }
  [[nodiscard]] char32_t operator[](std::size_t index) const noexcept;

  // Code points [first, first + count), as Python's slice: clipped, never fails.
  [[nodiscard]] Text substr(std::size_t first, std::size_t count = std::string::npos) const;
  [[nodiscard]] std::u32string code_points() const;
  // UTF-8.  A lone surrogate is written as the three bytes of its number
  // (the "surrogatepass" form), so nothing is lost; see also encode_utf8.
  [[nodiscard]] std::string utf8() const;

  Text& append(const Text& other);
  Text& append(std::string_view latin1);
  Text& append(char32_t code_point);
  void clear() noexcept {
    units_.clear();
    wide_ = false;
  }
  // Makes the text hold these ISO 8859-1 bytes, reusing its storage.
  void assign(std::string_view latin1) {
    units_.assign(latin1);
    wide_ = false;
  }

  friend bool operator==(const Text& a, const Text& b) noexcept {
    return a.wide_ == b.wide_ && a.units_ == b.units_;
  }
  friend bool operator==(const Text& a, std::string_view latin1) noexcept {
    return !a.wide_ && a.units_ == latin1;
  }
  friend bool operator==(const Text& a, const char* latin1) noexcept {
    return a == std::string_view(latin1);
  }
  friend bool operator==(const Text& a, const std::string& latin1) noexcept {
    return a == std::string_view(latin1);
  }
  // Code point by code point, a proper prefix being smaller; negative, zero or
  // positive as memcmp.
  [[nodiscard]] int compare(const Text& other) const noexcept;

 private:
  void widen();

  std::string units_;
  bool wide_ = false;  // canonical: true only when a character needs it
};

[[nodiscard]] Text operator+(const Text& a, const Text& b);

}  // namespace basehttp
