// A request line as nearly all are: three words with one blank between two of them, the last one
// HTTP/1.0 or HTTP/1.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "byte_block.h"

namespace basehttp {

// Two words, each with a blank behind it.
inline constexpr std::size_t kShortestWords = sizeof("A * ") - 1;

// Where the first blank is of two such words; 0 for any other text of that size or more.
[[nodiscard, gnu::always_inline]] inline std::size_t blank_of(std::string_view words) noexcept {
  const std::size_t second = words.size() - 1;
  if (words[second] != ' ') return 0;
  std::size_t count = 0;
  std::size_t first = 0;
  const auto maybe_space = [](const auto& block) { return block.maybe_space(); };
  for_each_in({words.data(), second}, maybe_space, [&](std::size_t place) {
    first = place;
    ++count;
  });
  const bool is_it = count == 1 && words[first] == ' ' && first + 1 < second;
  return is_it ? first : 0;
}

inline constexpr std::size_t kVersionSize = 8;

// The version at the end of a line that has that many bytes, if it is HTTP/1.0 or HTTP/1.1.
enum class UsualVersion { kNone, kHttp10, kHttp11 };
[[nodiscard]] inline UsualVersion usual_version_of(std::string_view line) noexcept {
  const auto word_at = [](const char* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, kVersionSize);
    return word;
  };
  const std::uint64_t version = word_at(line.data() + line.size() - kVersionSize);
  if (version == word_at("HTTP/1.1")) return UsualVersion::kHttp11;
  return version == word_at("HTTP/1.0") ? UsualVersion::kHttp10 : UsualVersion::kNone;
}

}  // namespace basehttp
