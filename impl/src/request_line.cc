#include "basehttp/request_line.h"

#include <algorithm>
#include <array>
#include <optional>

#include "basehttp/python_text.h"

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

}  // namespace

RequestLine parse_request_line(std::string_view text, const Profile& profile) {
  RequestLine line;
  // The first two words, the last one, and how many there are.
  std::array<std::string_view, 2> words;
  std::string_view last;
  std::size_t count = 0;
  for (std::size_t at = 0;; ++count) {
    const std::string_view word = next_word(text, at);
    if (word.empty()) break;
    if (count < words.size()) words[count] = word;
    last = word;
  }
  if (count == 0) return line;

  if (count == 3 || (count > 3 && profile.version_is_last_word)) {
    line.version = last;
    if (!read_version(line, profile)) {
      line.verdict = RequestLineVerdict::kBadVersion;
      return line;
    }
    if (!line.version_accepted) {
      line.verdict = RequestLineVerdict::kVersionTooHigh;
      return line;
    }
  }
  if (count != 2 && count != 3) {
    line.verdict = RequestLineVerdict::kBadSyntax;
    return line;
  }
  line.command = words[0];
  line.path = words[1];
  line.is_simple = count == 2;
  if (line.is_simple && line.command != "GET") {
    line.verdict = RequestLineVerdict::kBadSimpleRequest;
    return line;
  }
  if (profile.leading_slashes_collapse) {
    const std::size_t slashes = std::min(line.path.find_first_not_of('/'), line.path.size());
    if (slashes > 1) line.path.remove_prefix(slashes - 1);
  }
  line.verdict = RequestLineVerdict::kRequest;
  return line;
}

}  // namespace basehttp
