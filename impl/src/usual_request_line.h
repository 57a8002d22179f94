// A request line as nearly all are: three words with one blank between two of them, the last one
// HTTP/1.0 or HTTP/1.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "byte_block.h"

namespace basehttp {

// Where the blanks of a line are that has three such words, whatever the last one, and no line end;
// false for any other.
[[nodiscard, gnu::always_inline]] inline bool find_blanks(std::string_view line, std::size_t& first,
                                                          std::size_t& second) noexcept {
  std::size_t count = 0;
  std::size_t before = 0;
  std::size_t last = 0;
  const auto maybe_space = [](const auto& block) { return block.maybe_space(); };
  for_each_in(line, maybe_space, [&](std::size_t place) {
    before = last;
    last = place;
    ++count;
  });
  first = before;
  second = last;
  return count == 2 && line[first] == ' ' && line[second] == ' ' && first > 0 &&
         second > first + 1 && second + 1 < line.size();
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
