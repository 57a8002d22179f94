// Texts that are known beforehand, found in any case.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace basehttp {

// A string literal as an argument of a template.
template <std::size_t kCapacity>
struct Literal {
  static constexpr std::size_t kSize = kCapacity - 1;

  // NOLINTNEXTLINE(google-explicit-constructor): is_in_any_case<"close">
  consteval Literal(const char (&text)[kCapacity]) {
    for (std::size_t i = 0; i < kCapacity; ++i) bytes[i] = text[i];
  }
  [[nodiscard]] constexpr std::string_view view() const noexcept { return {bytes, kSize}; }

  char bytes[kCapacity] = {};
};

// Some of a text in lower case ASCII as a word, to be compared with others in any case.
template <typename Word>
struct CaselessWord {
  constexpr explicit CaselessWord(const char* lowered) {
    std::array<char, sizeof(Word)> bytes{};
    std::array<char, sizeof(Word)> cases{};
    for (std::size_t i = 0; i < sizeof(Word); ++i) {
      bytes[i] = lowered[i];
      cases[i] = lowered[i] >= 'a' && lowered[i] <= 'z' ? '\x20' : '\0';
    }
    wanted = std::bit_cast<Word>(bytes);
    ignored = std::bit_cast<Word>(cases);
  }
  [[nodiscard]] bool matches(const char* bytes) const noexcept {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return (word | ignored) == wanted;
  }

  Word wanted = 0;
  Word ignored = 0;  // the bit in which a letter differs from its upper case, and from nothing else
};

// text.lower() == kLowered, which is ASCII in lower case, of 4 to 16 characters: its first ones
// and its last ones are compared, which may overlap.
template <Literal kLowered>
[[nodiscard]] bool is_in_any_case(std::string_view latin1) noexcept {
  constexpr std::size_t kSize = kLowered.kSize;
  using Word = std::conditional_t<(kSize < 8), std::uint32_t, std::uint64_t>;
  static_assert(kSize >= sizeof(Word) && kSize <= 2 * sizeof(Word));
  constexpr std::size_t kLast = kSize - sizeof(Word);
  constexpr CaselessWord<Word> kFirstWord(kLowered.bytes);
  constexpr CaselessWord<Word> kLastWord(kLowered.bytes + kLast);
  return latin1.size() == kSize && kFirstWord.matches(latin1.data()) &&
         kLastWord.matches(latin1.data() + kLast);
}

}  // namespace basehttp
