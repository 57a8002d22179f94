// Sixteen bytes looked at together.  Each question gives a mask, bit i for byte
// i, so that what comes next is found by counting zeros.  Two implementations
// answer alike: SSE2, which every x86-64 has, and plain C++.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "basehttp/short_bytes.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace basehttp {

inline constexpr std::size_t kBlockSize = 16;

// Index of the first byte that a mask tells of; the mask is not zero.
template <typename Mask>
[[nodiscard]] std::size_t first_in(Mask mask) noexcept {
  return static_cast<unsigned>(std::countr_zero(mask));
}

class PortableBlock {
 public:
  // kBlockSize bytes can be read at `bytes`.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): memcpy does it
  explicit PortableBlock(const char* bytes) noexcept { std::memcpy(bytes_, bytes, kBlockSize); }
  // Fewer than kBlockSize bytes, and zeros behind them.
  PortableBlock(const char* bytes, std::size_t size) noexcept : bytes_{} {
    std::memcpy(bytes_, bytes, size);
  }
  // Writes its kBlockSize bytes.
  void store(char* to) const noexcept { std::memcpy(to, bytes_, kBlockSize); }

  // CR or LF.
  [[nodiscard]] std::uint32_t line_ends() const noexcept {
    return mask([](unsigned char c) { return c == '\r' || c == '\n'; });
  }
  // A superset of CR and LF: U+000A to U+000D.
  [[nodiscard]] std::uint32_t maybe_line_ends() const noexcept {
    return mask([](unsigned char c) { return c >= '\n' && c <= '\r'; });
  }
  // Up to U+000D.
  [[nodiscard]] std::uint32_t up_to_cr() const noexcept {
    return mask([](unsigned char c) { return c <= '\r'; });
  }
  // The lesser byte in each place.
  [[nodiscard]] PortableBlock least(const PortableBlock& other) const noexcept {
    PortableBlock block = *this;
    for (std::size_t i = 0; i < kBlockSize; ++i) {
      block.bytes_[i] = std::min(bytes_[i], other.bytes_[i]);
    }
    return block;
  }
  // What cannot stand in a field name as email.parser sees it: all but [!-9;-~].
  [[nodiscard]] std::uint32_t not_in_name() const noexcept {
    return mask([](unsigned char c) { return c <= ' ' || c == ':' || c >= 0x7F; });
  }
  // A superset of white space: up to U+0020, and from U+0080 on.
  [[nodiscard]] std::uint32_t maybe_space() const noexcept {
    return mask([](unsigned char c) { return c <= ' ' || c >= 0x80; });
  }
  // What html.escape and UTF-8 change: & < > and from U+0080 on.
  [[nodiscard]] std::uint32_t changed_in_html() const noexcept {
    return mask([](unsigned char c) { return c == '&' || c == '<' || c == '>' || c >= 0x80; });
  }
  // A superset of what repr() changes: quotes, backslash, up to U+001F, and from U+007F on.
  [[nodiscard]] std::uint32_t maybe_changed_in_repr() const noexcept {
    return mask(
        [](unsigned char c) { return c == '\'' || c == '"' || c == '\\' || c < ' ' || c >= 0x7F; });
  }
  // What the log changes: backslash, up to U+001F, and U+007F to U+009F.
  [[nodiscard]] std::uint32_t changed_in_log() const noexcept {
    return mask([](unsigned char c) { return c == '\\' || c < ' ' || (c >= 0x7F && c < 0xA0); });
  }

 private:
  template <typename Is>
  [[nodiscard]] std::uint32_t mask(const Is& is) const noexcept {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < kBlockSize; ++i) mask |= std::uint32_t{is(bytes_[i])} << i;
    return mask;
  }

  unsigned char bytes_[kBlockSize];
};

#ifdef __SSE2__
class Sse2Block {
 public:
  explicit Sse2Block(const char* bytes) noexcept
      : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))) {}
  Sse2Block(const char* bytes, std::size_t size) noexcept : bytes_(few(bytes, size)) {}
  void store(char* to) const noexcept { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), bytes_); }

  [[nodiscard]] std::uint32_t line_ends() const noexcept {
    return mask(_mm_or_si128(is('\r'), is('\n')));
  }
  [[nodiscard]] std::uint32_t maybe_line_ends() const noexcept { return mask(within('\n', '\r')); }
  [[nodiscard]] std::uint32_t up_to_cr() const noexcept {
    return mask(_mm_cmpeq_epi8(_mm_min_epu8(bytes_, _mm_set1_epi8('\r')), bytes_));
  }
  [[nodiscard]] Sse2Block least(const Sse2Block& other) const noexcept {
    return Sse2Block(_mm_min_epu8(bytes_, other.bytes_));
  }
  [[nodiscard]] std::uint32_t not_in_name() const noexcept {
    return mask(_mm_andnot_si128(is(':'), within('!', '~'))) ^ 0xFFFF;
  }
  // Compared as signed bytes, what is 0x80 and above is small.
  [[nodiscard]] std::uint32_t maybe_space() const noexcept { return mask(below('!')); }
  [[nodiscard]] std::uint32_t changed_in_html() const noexcept {
    // The upper bits of the bytes themselves tell of U+0080 and above.
    return mask(_mm_or_si128(_mm_or_si128(is('&'), bytes_), _mm_or_si128(is('<'), is('>'))));
  }
  [[nodiscard]] std::uint32_t maybe_changed_in_repr() const noexcept {
    return mask(
        _mm_or_si128(_mm_or_si128(is('\''), is('"')), _mm_or_si128(is('\\'), outside(' ', '~'))));
  }
  [[nodiscard]] std::uint32_t changed_in_log() const noexcept {
    // Compared as signed bytes, 0x80 to 0x9F come first, and then those from 0xA0 to 0xFF.
    const __m128i c1 = _mm_cmpgt_epi8(_mm_set1_epi8('\xA0'), bytes_);
    const __m128i c0 = _mm_andnot_si128(_mm_cmpgt_epi8(_mm_setzero_si128(), bytes_), below(' '));
    return mask(_mm_or_si128(_mm_or_si128(is('\\'), is('\x7F')), _mm_or_si128(c0, c1)));
  }

 private:
  [[nodiscard]] __m128i is(char c) const noexcept {
    return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c));
  }
  [[nodiscard]] __m128i below(char c) const noexcept {
    return _mm_cmplt_epi8(bytes_, _mm_set1_epi8(c));
  }
  // All but `first` to `last`, which is below 0x80: these are made the smallest of all.
  [[nodiscard]] __m128i outside(char first, char last) const noexcept {
    const __m128i moved = _mm_add_epi8(bytes_, _mm_set1_epi8(static_cast<char>(-128 - first)));
    return _mm_cmpgt_epi8(moved, _mm_set1_epi8(static_cast<char>(last - first - 128)));
  }
  // `first` to `last`, which is below 0x80: these are made the greatest of all.  g++ 12 compares
  // so at once, but what is outside it finds and then turns round.
  [[nodiscard]] __m128i within(char first, char last) const noexcept {
    const __m128i moved = _mm_add_epi8(bytes_, _mm_set1_epi8(static_cast<char>(127 - last)));
    return _mm_cmpgt_epi8(moved, _mm_set1_epi8(static_cast<char>(126 - (last - first))));
  }
  [[nodiscard]] static std::uint32_t mask(__m128i matches) noexcept {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(matches));
  }
  template <typename Word>
  [[nodiscard]] static std::uint64_t word(const char* bytes) noexcept {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return word;
  }
  // Fewer than kBlockSize bytes are put together in registers: memory that is written in parts
  // and read as a whole has to wait.
  [[nodiscard]] static __m128i few(const char* bytes, std::size_t size) noexcept {
    const auto place = [](std::size_t index) { return 8 * index; };
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    if (size >= 8) {
      low = word<std::uint64_t>(bytes);
      // In two steps, since of eight bytes none is left.
      high = word<std::uint64_t>(bytes + size - 8) >> place(15 - size) >> place(1);
    } else if (size >= 4) {
      low = word<std::uint32_t>(bytes) | word<std::uint32_t>(bytes + size - 4) << place(size - 4);
    } else if (size > 0) {
      low = word<std::uint8_t>(bytes) | word<std::uint8_t>(bytes + size / 2) << place(size / 2) |
            word<std::uint8_t>(bytes + size - 1) << place(size - 1);
    }
    return _mm_set_epi64x(static_cast<std::int64_t>(high), static_cast<std::int64_t>(low));
  }

  explicit Sse2Block(__m128i bytes) noexcept : bytes_(bytes) {}

  __m128i bytes_;
};

using ByteBlock = Sse2Block;
#else
using ByteBlock = PortableBlock;
#endif

// The block at `at`; where fewer than kBlockSize bytes are left, the rest is zeros.
template <typename Block>
[[nodiscard]] Block block_at(const char* at, const char* end) noexcept {
  const auto left = static_cast<std::size_t>(end - at);
  return left >= kBlockSize ? Block(at) : Block(at, left);
}

// Calls `act` with the index of each byte that `question` tells of, a mask of a block.
template <typename Question, typename Act>
void for_each_in(std::string_view bytes, const Question& question, const Act& act) {
  const char* const begin = bytes.data();
  const std::size_t size = bytes.size();
  const auto act_on = [&](std::uint32_t found, std::size_t at) {
    for (; found != 0; found &= found - 1) act(at + first_in(found));
  };
  std::size_t at = 0;
  for (; size - at >= kBlockSize; at += kBlockSize) act_on(question(ByteBlock(begin + at)), at);
  if (at == size) return;
  if (size >= kBlockSize) {
    // The last block of the bytes, whose first ones have been looked at.
    act_on(question(ByteBlock(begin + size - kBlockSize)) >> (kBlockSize - (size - at)), at);
  } else {
    // Zeros are behind the bytes.
    act_on(question(block_at<ByteBlock>(begin, begin + size)) & ((1U << size) - 1), at);
  }
}

}  // namespace basehttp
