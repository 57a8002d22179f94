// Python's `str`: a sequence of code points, stored one byte a character while
// every character is below U+0100 (which is all that a request can hold) and
// four bytes a character otherwise.  The idea is PEP 393's.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "basehttp/short_bytes.h"

namespace basehttp {

// Up to 31 bytes lie within the object: a date, a version, most names of header fields.
// NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): no byte is read that was not written
class Text {
 public:
  Text() noexcept : data_(storage_.bytes) {}
  // ISO 8859-1: each byte is the character of the same number.
  Text(std::string_view latin1) { init(latin1); }                      // NOLINT(*-explicit-*)
  Text(const char* latin1) : Text(std::string_view(latin1)) {}         // NOLINT(*-explicit-*)
  Text(const std::string& latin1) : Text(std::string_view(latin1)) {}  // NOLINT(*-explicit-*)
  Text(const Text& other) { init(other); }
  Text(Text&& other) noexcept { take(other); }
  Text& operator=(const Text& other) {
    if (this != &other) copy_from(other);
    return *this;
  }
  Text& operator=(Text&& other) noexcept {
    if (this == &other) return *this;
    release();
    take(other);
    return *this;
  }
  ~Text() { release(); }

  // A text of bytes that live as long as the program.  No copy of it copies them.
  static Text literal(std::string_view latin1) noexcept { return Text(Literal{latin1}); }
  // The same where a constant is wanted.
  struct Literal {
    std::string_view latin1;
  };
  constexpr explicit Text(Literal literal) noexcept
      : data_(const_cast<char*>(literal.latin1.data())), size_(literal.latin1.size()), storage_{} {
    const auto mode = std::bit_cast<std::array<char, sizeof(kLiteral)>>(kLiteral);
    for (std::size_t i = 0; i < mode.size(); ++i) storage_.bytes[i] = mode[i];
  }
  // A text that refers to bytes which somebody else owns, and which may not be
  // changed or freed while it lives.  A copy of it has bytes of its own; what
  // it is moved into refers to the same bytes still.
  static Text borrow(std::string_view latin1) noexcept { return Text(latin1, kBorrowed); }

  // Code points, lone surrogates included.  Kept narrow when it can be.
  static Text from_code_points(std::u32string_view code_points);
  // UTF-8; an ill-formed byte becomes U+FFFD.
  static Text from_utf8(std::string_view utf8);

  // Number of code points.
  [[nodiscard]] std::size_t size() const noexcept {
    return storage_.wide ? size_ / sizeof(char32_t) : size_;
  }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  // True: every character is below U+0100, and `latin1()` may be called.
  [[nodiscard]] bool is_latin1() const noexcept { return !storage_.wide; }
  // The characters as bytes; the view lives until the text is changed or moved.
  // Only when is_latin1().
  [[nodiscard]] std::string_view latin1() const noexcept { return {data_, size_}; }
  // True: both refer to the same bytes, as copies of one literal() do, and so they are equal.
  [[nodiscard]] bool shares_bytes(const Text& other) const noexcept {
    return data_ == other.data_ && size_ == other.size_;
  }
  // Whether it is this literal, which is ASCII without NUL: four such bytes are no code point, so
  // that no wide text has them.
  template <std::size_t kCapacity>
  [[nodiscard, gnu::always_inline]] bool equals_ascii(
      const char (&literal)[kCapacity]) const noexcept {
    return size_ == kCapacity - 1 && same_bytes(data_, literal, kCapacity - 1);
  }
  [[nodiscard]] char32_t operator[](std::size_t index) const noexcept;

  // Code points [first, first + count), as Python's slice: clipped, never fails.
  [[nodiscard]] Text substr(std::size_t first, std::size_t count = std::string::npos) const;
  [[nodiscard]] std::u32string code_points() const;
  // UTF-8.  A lone surrogate is written as the three bytes of its number
  // (the "surrogatepass" form), so nothing is lost; see also encode_utf8.
  [[nodiscard]] std::string utf8() const;

  Text& append(const Text& other);
  Text& append(std::string_view latin1) {
    if (storage_.wide || size_ + latin1.size() > capacity()) return append_slowly(latin1);
    move_bytes(data_ + size_, latin1.data(), latin1.size());
    size_ += latin1.size();
    return *this;
  }
  Text& append(const char* latin1) { return append(std::string_view(latin1)); }
  Text& append(char32_t code_point);
  // Makes a narrow text `count` bytes longer and returns where they are to be written.
  // A view into this text may be gone then.
  [[nodiscard]] char* extend(std::size_t count) {
    const std::size_t size = size_;
    if (size + count > capacity()) grow(size + count);
    size_ = size + count;
    return data_ + size;
  }
  // Copies the bytes of a narrow text that has at most kFewBytes of them; returns what lies
  // behind the copy.  kFewBytes from `to` on may be written whatever the size.
  [[nodiscard, gnu::always_inline]] char* copy_few_to(char* to) const noexcept {
    if (!is_inline()) return copy_few_bytes(to, data_, size_);
    std::memcpy(to, &storage_, sizeof(storage_));
    return to + size_;
  }
  // Cuts a narrow text to its first `size` bytes, of which it has at least as many.
  void truncate(std::size_t size) noexcept { size_ = size; }
  void clear() noexcept {
    size_ = 0;
    storage_.wide = false;
  }
  // Makes the text hold these ISO 8859-1 bytes, reusing its storage.
  void assign(std::string_view latin1) {
    if (!is_inline() || latin1.size() > kInline) return assign_long(latin1);
    size_ = latin1.size();
    storage_.wide = false;
    copy_bytes(storage_.bytes, latin1.data(), latin1.size());
  }
  // The same for bytes behind which eight more can be read: a short word is copied at once.
  void assign_within(std::string_view latin1) {
    constexpr std::size_t kWord = sizeof(std::uint64_t);
    if (!is_inline() || latin1.size() > kWord) return assign(latin1);
    size_ = latin1.size();
    storage_.wide = false;
    std::memcpy(storage_.bytes, latin1.data(), kWord);
  }
  friend bool operator==(const Text& a, const Text& b) noexcept {
    return a.size_ == b.size_ && a.storage_.wide == b.storage_.wide &&
           same_bytes(a.data_, b.data_, a.size_);
  }
  [[gnu::always_inline]] friend bool operator==(const Text& a, std::string_view latin1) noexcept {
    return a.size_ == latin1.size() && !a.storage_.wide &&
           same_bytes(a.data_, latin1.data(), a.size_);
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
  static constexpr std::size_t kInline = 31;
  // In the place of the capacity of a heap block, which is larger than kInline.
  static constexpr std::size_t kBorrowed = 0;
  static constexpr std::size_t kLiteral = 1;

  Text(std::string_view latin1, std::size_t mode) noexcept { refer(latin1, mode); }

  // Copied as a whole, which takes two instructions each way.
  struct Storage {
    char bytes[kInline];  // the text, when data_ points here; else the mode in the first of them
    bool wide = false;    // canonical: true only when a character needs it
  };
  static_assert(sizeof(Storage) == kFewBytes);

  [[nodiscard]] bool is_inline() const noexcept { return data_ == storage_.bytes; }
  // Of bytes that are not inline.
  [[nodiscard]] std::size_t mode() const noexcept {
    std::size_t mode = 0;
    std::memcpy(&mode, storage_.bytes, sizeof(mode));
    return mode;
  }
  void set_mode(std::size_t mode) noexcept { std::memcpy(storage_.bytes, &mode, sizeof(mode)); }
  // Bytes that may be written at data_.
  [[nodiscard]] std::size_t capacity() const noexcept {
    if (is_inline()) return kInline;
    const std::size_t capacity = mode();
    return capacity == kLiteral ? 0 : capacity;
  }

  void refer(std::string_view bytes, std::size_t mode) noexcept {
    data_ = const_cast<char*>(bytes.data());
    size_ = bytes.size();
    storage_.wide = false;
    set_mode(mode);
  }
  void init(std::string_view bytes) {
    data_ = storage_.bytes;
    if (bytes.size() > kInline) return init_long(bytes);
    size_ = bytes.size();
    copy_bytes(storage_.bytes, bytes.data(), bytes.size());
  }
  void init(const Text& other) {
    if (!other.is_inline()) {
      if (other.mode() == kLiteral) return refer(other.latin1(), kLiteral);
      return init_long(other);
    }
    data_ = storage_.bytes;
    size_ = other.size_;
    storage_ = other.storage_;
  }
  // Of a text that holds nothing to release.
  void take(Text& other) noexcept {
    data_ = other.is_inline() ? storage_.bytes : other.data_;
    size_ = other.size_;
    storage_ = other.storage_;
    other.data_ = other.storage_.bytes;
    other.size_ = 0;
    other.storage_.wide = false;
  }
  void release() noexcept {
    if (!is_inline() && mode() > kLiteral) free_block();
  }
  void copy_from(const Text& other) {
    if (!is_inline() || !other.is_inline()) return copy_long(other);
    size_ = other.size_;
    storage_ = other.storage_;
  }

  void init_long(std::string_view bytes);
  void init_long(const Text& other);
  // assign() and copy_from() where either text is not inline.
  void assign_long(std::string_view latin1);
  void assign_slowly(std::string_view latin1);
  void copy_long(const Text& other);
  void free_block() noexcept;
  // To a block of at least `capacity` bytes, keeping the content.
  void grow(std::size_t capacity);
  Text& append_slowly(std::string_view latin1);
  void widen();

  char* data_;
  std::size_t size_ = 0;  // in bytes
  alignas(std::size_t) Storage storage_;
};  // NOLINTEND(cppcoreguidelines-pro-type-member-init)

[[nodiscard]] Text operator+(const Text& a, const Text& b);

}  // namespace basehttp
