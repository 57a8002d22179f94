#include "basehttp/text.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace basehttp {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kUnit = sizeof(char32_t);

char32_t load(const char* units, std::size_t index) noexcept {
  char32_t unit = 0;
  std::memcpy(&unit, units + index * kUnit, kUnit);
  return unit;
}

// Writes ISO 8859-1 bytes as units.
void store(char* units, std::string_view latin1) noexcept {
  for (const char c : latin1) {
    const char32_t unit = static_cast<unsigned char>(c);
    std::memcpy(units, &unit, kUnit);
    units += kUnit;
  }
}

// Decodes one UTF-8 sequence at `at`, moves past it; U+FFFD and one byte on
// anything ill-formed.
char32_t decode_one(std::string_view utf8, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > utf8.size()) {
    ++at;
    return kReplacement;
  }
  char32_t code_point = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) {
      ++at;
      return kReplacement;
    }
    code_point = (code_point << 6U) | (byte(at + i) & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code_point < kSmallest[length] || code_point > 0x10FFFF) {
    ++at;
    return kReplacement;
  }
  at += length;
  return code_point;
}

void encode_one(std::string& utf8, char32_t c) {
  const auto put = [&](char32_t byte) { utf8.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

}  // namespace

Text Text::from_code_points(std::u32string_view code_points) {
  Text text;
  for (const char32_t c : code_points) text.append(c);
  return text;
}

Text Text::from_utf8(std::string_view utf8) {
  Text text;
  for (std::size_t at = 0; at < utf8.size();) text.append(decode_one(utf8, at));
  return text;
}

void Text::init_long(std::string_view bytes) {
  data_ = static_cast<char*>(::operator new(bytes.size()));
  set_mode(bytes.size());
  size_ = bytes.size();
  std::memcpy(data_, bytes.data(), bytes.size());
}

void Text::init_long(const Text& other) {
  init(other.latin1());
  storage_.wide = other.storage_.wide;
}

void Text::free_block() noexcept { ::operator delete(data_); }

void Text::assign_long(std::string_view latin1) {
  storage_.wide = false;
  // The common case first, a block that has room: its mode is larger than any other.
  if (!is_inline() && mode() > kInline && latin1.size() <= mode()) {
    size_ = latin1.size();
    std::memmove(data_, latin1.data(), latin1.size());
    return;
  }
  assign_slowly(latin1);
}

void Text::assign_slowly(std::string_view latin1) {
  if (latin1.size() <= capacity()) {
    size_ = latin1.size();
    move_bytes(data_, latin1.data(), latin1.size());
    return;
  }
  // What is assigned may lie within the old block.
  char* const old = !is_inline() && mode() > kLiteral ? data_ : nullptr;
  init(latin1);
  ::operator delete(old);
}

void Text::copy_long(const Text& other) {
  if (!other.is_inline() && other.mode() == kLiteral) {
    release();
    refer(other.latin1(), kLiteral);
  } else {
    assign(other.latin1());
    storage_.wide = other.storage_.wide;
  }
}

void Text::grow(std::size_t capacity) {
  char* const old = !is_inline() && mode() > kLiteral ? data_ : nullptr;
  const char* const bytes = data_;
  if (capacity <= kInline) {
    // Only bytes of others can be fewer than fit in here.
    data_ = storage_.bytes;
    std::memcpy(storage_.bytes, bytes, size_);
    return;
  }
  capacity = std::max(capacity, 2 * size_);
  char* const block = static_cast<char*>(::operator new(capacity));
  if (size_ > 0) std::memcpy(block, bytes, size_);
  ::operator delete(old);
  data_ = block;
  set_mode(capacity);
}

char32_t Text::operator[](std::size_t index) const noexcept {
  return storage_.wide ? load(data_, index) : static_cast<unsigned char>(data_[index]);
}

Text Text::substr(std::size_t first, std::size_t count) const {
  const std::size_t length = size();
  first = std::min(first, length);
  count = std::min(count, length - first);
  if (!storage_.wide) return Text(latin1().substr(first, count));
  Text part;
  for (std::size_t i = first; i < first + count; ++i) part.append(load(data_, i));
  return part;
}

std::u32string Text::code_points() const {
  std::u32string all(size(), U'\0');
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = (*this)[i];
  return all;
}

std::string Text::utf8() const {
  std::string utf8;
  utf8.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) encode_one(utf8, (*this)[i]);
  return utf8;
}

void Text::widen() {
  if (storage_.wide) return;
  Text wide;
  store(wide.extend(size_ * kUnit), latin1());
  wide.storage_.wide = true;
  *this = std::move(wide);
}

Text& Text::append(const Text& other) {
  if (!other.storage_.wide) return append(other.latin1());
  if (&other == this) return append(Text(other));
  widen();
  std::memcpy(extend(other.size_), other.data_, other.size_);
  return *this;
}

Text& Text::append_slowly(std::string_view latin1) {
  if (storage_.wide) {
    store(extend(latin1.size() * kUnit), latin1);
    return *this;
  }
  // What is appended may lie within this text.
  Text longer;
  longer.grow(std::max(size_ + latin1.size(), 2 * size_));
  longer.append(this->latin1()).append(latin1);
  return *this = std::move(longer);
}

Text& Text::append(char32_t code_point) {
  if (code_point > 0xFF) widen();
  if (storage_.wide) {
    std::memcpy(extend(kUnit), &code_point, kUnit);
  } else {
    *extend(1) = static_cast<char>(code_point);
  }
  return *this;
}

int Text::compare(const Text& other) const noexcept {
  if (!storage_.wide && !other.storage_.wide)
    return latin1().compare(other.latin1());  // unsigned bytes
  const std::size_t common = std::min(size(), other.size());
  for (std::size_t i = 0; i < common; ++i) {
    if ((*this)[i] != other[i]) return (*this)[i] < other[i] ? -1 : 1;
  }
  return size() == other.size() ? 0 : size() < other.size() ? -1 : 1;
}

Text operator+(const Text& a, const Text& b) {
  Text sum = a;
  sum.append(b);
  return sum;
}

}  // namespace basehttp
