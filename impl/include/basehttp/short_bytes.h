// Copying and comparing few bytes in place: a call of the C library costs more
// than the work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace basehttp {

inline constexpr std::size_t kFewBytes = 32;

// memmove of at most kFewBytes: all of them are read before any is written.
// Returns what lies behind the copy.
[[gnu::always_inline]] inline char* copy_few_bytes(char* to, const char* from,
                                                   std::size_t size) noexcept {
  // The first and the last bytes of each size, which overlap.
  if (size >= 16) {
    char first[16];
    char last[16];
    std::memcpy(first, from, 16);
    std::memcpy(last, from + size - 16, 16);
    std::memcpy(to, first, 16);
    std::memcpy(to + size - 16, last, 16);
  } else if (size >= 8) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, from, 8);
    std::memcpy(&last, from + size - 8, 8);
    std::memcpy(to, &first, 8);
    std::memcpy(to + size - 8, &last, 8);
  } else if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, from, 4);
    std::memcpy(&last, from + size - 4, 4);
    std::memcpy(to, &first, 4);
    std::memcpy(to + size - 4, &last, 4);
  } else if (size > 0) {
    const char first = from[0];
    const char middle = from[size / 2];
    const char last = from[size - 1];
    to[0] = first;
    to[size / 2] = middle;
    to[size - 1] = last;
  }
  return to + size;
}

// g++ 12 sees the branches for many bytes also where there is an array of fewer.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif

// memcpy, and memmove for at most kFewBytes.  Returns what lies behind the copy.
[[gnu::always_inline]] inline char* copy_bytes(char* to, const char* from,
                                               std::size_t size) noexcept {
  if (size <= kFewBytes) return copy_few_bytes(to, from, size);
  std::memcpy(to, from, size);
  return to + size;
}

// memcpy of texts, one behind the other.  Returns what lies behind the last.
template <typename... Texts>
[[gnu::always_inline]] inline char* copy_texts(char* to, const Texts&... texts) noexcept {
  const auto copy = [&to](std::string_view text) __attribute__((always_inline)) {
    to = copy_bytes(to, text.data(), text.size());
  };
  (copy(texts), ...);
  return to;
}

// memmove.  Returns what lies behind the copy.
[[gnu::always_inline]] inline char* move_bytes(char* to, const char* from,
                                               std::size_t size) noexcept {
  if (size <= kFewBytes) return copy_few_bytes(to, from, size);
  std::memmove(to, from, size);
  return to + size;
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

// memcpy of a number of bytes that is known, where g++ would make a loop.
template <std::size_t kSize>
[[gnu::always_inline]] inline void copy_all(char* to, const char* from) noexcept {
  constexpr std::size_t kPart = 16;
  static_assert(kSize % kPart == 0);
  [&]<std::size_t... kParts>(std::index_sequence<kParts...>) {
    (std::memcpy(to + kParts * kPart, from + kParts * kPart, kPart), ...);
  }
  (std::make_index_sequence<kSize / kPart>());
}

// Whether same_bytes() of so many calls nothing.
[[nodiscard]] constexpr bool same_bytes_takes_no_call(std::size_t size) noexcept {
  return size <= 16;
}

// memcmp() == 0.
[[nodiscard, gnu::always_inline]] inline bool same_bytes(const char* a, const char* b,
                                                         std::size_t size) noexcept {
  const auto differ = [](const char* x, const char* y, auto unit) {
    auto other = unit;
    std::memcpy(&unit, x, sizeof(unit));
    std::memcpy(&other, y, sizeof(other));
    return unit ^ other;
  };
  if (!same_bytes_takes_no_call(size)) return std::memcmp(a, b, size) == 0;
  if (size >= 8) {
    return (differ(a, b, std::uint64_t{}) | differ(a + size - 8, b + size - 8, std::uint64_t{})) ==
           0;
  }
  if (size >= 4) {
    return (differ(a, b, std::uint32_t{}) | differ(a + size - 4, b + size - 4, std::uint32_t{})) ==
           0;
  }
  // clang-analyzer takes the size of an empty text for another one on the way here.
  // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult)
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

}  // namespace basehttp
