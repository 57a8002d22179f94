// Sixteen bytes looked at together.  Each question gives a mask, bit i for byte
// i, so that what comes next is found by counting zeros.  Two implementations
// answer alike: SSE2, which every x86-64 has, and plain C++.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace basehttp {

inline constexpr std::size_t kBlockSize = 16;

// Index of the first byte that a mask tells of; the mask is not zero.
[[nodiscard]] inline std::size_t first_in(std::uint32_t mask) noexcept {
  return static_cast<std::size_t>(std::countr_zero(mask));
}

class PortableBlock {
 public:
  // kBlockSize bytes can be read at `bytes`.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): memcpy does it
  explicit PortableBlock(const char* bytes) noexcept { std::memcpy(bytes_, bytes, kBlockSize); }

  // CR or LF.
  [[nodiscard]] std::uint32_t line_ends() const noexcept {
    return mask([](unsigned char c) { return c == '\r' || c == '\n'; });
  }
  // What cannot stand in a field name as email.parser sees it: all but [!-9;-~].
  [[nodiscard]] std::uint32_t not_in_name() const noexcept {
    return mask([](unsigned char c) { return c <= ' ' || c == ':' || c >= 0x7F; });
  }
  // A superset of white space: up to U+0020, and from U+0080 on.
  [[nodiscard]] std::uint32_t maybe_space() const noexcept {
    return mask([](unsigned char c) { return c <= ' ' || c >= 0x80; });
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

  [[nodiscard]] std::uint32_t line_ends() const noexcept {
    return mask(_mm_or_si128(is('\r'), is('\n')));
  }
  [[nodiscard]] std::uint32_t not_in_name() const noexcept {
    // Compared as signed bytes, what is 0x80 and above is small.
    return mask(_mm_or_si128(_mm_or_si128(is(':'), is('\x7F')), below('!')));
  }
  [[nodiscard]] std::uint32_t maybe_space() const noexcept { return mask(below('!')); }

 private:
  [[nodiscard]] __m128i is(char c) const noexcept {
    return _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c));
  }
  [[nodiscard]] __m128i below(char c) const noexcept {
    return _mm_cmplt_epi8(bytes_, _mm_set1_epi8(c));
  }
  [[nodiscard]] static std::uint32_t mask(__m128i matches) noexcept {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(matches));
  }

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
  if (left >= kBlockSize) return Block(at);
  char padded[kBlockSize] = {};
  std::memcpy(padded, at, left);
  return Block(padded);
}

}  // namespace basehttp
