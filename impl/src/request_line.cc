#include "basehttp/request_line.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "basehttp/python_text.h"
#include "byte_block.h"

namespace basehttp {
namespace {

// A part of a version as an integer, as far as it matters: how it compares
// with 1 and 2.
constexpr int kLarge = 1000;

// int(text) for text without white space: an optional sign, then digits with
// single underscores between them, at most `max_digits` of them (0: any number).
std::optional<int> python_int(std::string_view text, std::size_t max_digits) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.front() == '_' || text.back() == '_') return std::nullopt;
  int value = 0;
  std::size_t digits = 0;
  bool after_underscore = false;
  for (const char c : text) {
    if (c == '_') {
      if (after_underscore) return std::nullopt;
      after_underscore = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    after_underscore = false;
    ++digits;
    value = std::min(kLarge, value * 10 + (c - '0'));
  }
  if (max_digits != 0 && digits > max_digits) return std::nullopt;
  return negative ? -value : value;
}

std::optional<int> version_part(std::string_view text, const Profile& profile) {
  constexpr std::size_t kMaxLength = 10;
  if (profile.version_numbers == VersionNumbers::kDigitsOnly &&
      (text.empty() || text.size() > kMaxLength ||
       !std::all_of(text.begin(), text.end(), is_digit))) {
    return std::nullopt;
  }
  return python_int(text, profile.int_max_str_digits);
}

// Judges `line.version`; false when it is no version at all.
bool read_version(RequestLine& line, const Profile& profile) {
  if (!line.version.starts_with("HTTP/")) return false;
  const std::string_view number = line.version.substr(line.version.find('/') + 1);
  const std::size_t dot = number.find('.');
  if (dot == std::string_view::npos || number.find('.', dot + 1) != std::string_view::npos) {
    return false;
  }
  const auto major = version_part(number.substr(0, dot), profile);
  const auto minor = version_part(number.substr(dot + 1), profile);
  if (!major || !minor) return false;
  line.version_number = number;
  line.is_http11 = *major > 1 || (*major == 1 && *minor >= 1);
  line.version_accepted = *major < 2 || (*major == 2 && *minor < 0);
  return true;
}

// Where the blanks of a line are that has three words, one blank between two of them, and no line
// end; false for any other.
[[gnu::always_inline]] inline bool find_blanks(std::string_view line, std::size_t& first,
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

// Sets command, path and version to the words of str.split(), as far as they matter: the first two,
// and the last of more.  Returns how many there are.
std::size_t split(std::string_view text, RequestLine& line) noexcept {
  std::size_t first = 0;
  std::size_t second = 0;
  if (find_blanks(text, first, second)) {
    line.command = text.substr(0, first);
    line.path = text.substr(first + 1, second - first - 1);
    line.version = text.substr(second + 1);
    return 3;
  }
  std::size_t count = 0;
  std::size_t at = 0;
  for (auto word = next_word(text, at); !word.empty(); word = next_word(text, at)) {
    (count == 0 ? line.command : count == 1 ? line.path : line.version) = word;
    ++count;
  }
  return count;
}

}  // namespace

RequestLine parse_request_line(std::string_view text, const Profile& profile) {
  RequestLine line;
  const std::size_t count = split(text, line);
  if (count == 0) return line;
  const auto refuse = [&line](RequestLineVerdict verdict) {
    line.command = line.path = {};
    line.verdict = verdict;
  };

  if (count == 3 || (count > 3 && profile.version_is_last_word)) {
    if (!read_version(line, profile)) {
      refuse(RequestLineVerdict::kBadVersion);
      return line;
    }
    if (!line.version_accepted) {
      refuse(RequestLineVerdict::kVersionTooHigh);
      return line;
    }
  } else {
    line.version = {};
  }
  if (count != 2 && count != 3) {
    refuse(RequestLineVerdict::kBadSyntax);
    return line;
  }
  line.is_simple = count == 2;
  if (line.is_simple && line.command != "GET") {
    line.verdict = RequestLineVerdict::kBadSimpleRequest;
    return line;
  }
  if (profile.leading_slashes_collapse && line.path.starts_with("//")) {
    const std::size_t slashes = std::min(line.path.find_first_not_of('/'), line.path.size());
    line.path.remove_prefix(slashes - 1);
  }
  line.verdict = RequestLineVerdict::kRequest;
  return line;
}

}  // namespace basehttp
