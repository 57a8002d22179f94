#include "conformance/properties/request_line_model.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace basehttp::conformance {

using Verdict = RequestLineVerdict;

namespace {

// int(text), as far as a comparison with 0, 1 and 2 needs it: leading zeros dropped, at
// most three digits kept.
std::optional<int> number_of(const std::string& text, bool digits_only) {
  std::string digits = text;
  int sign = 1;
  if (digits_only) {
    if (digits.empty() || digits.size() > 10) return std::nullopt;
  } else {
    if (digits.starts_with("-") || digits.starts_with("+")) {
      sign = digits[0] == '-' ? -1 : 1;
      digits.erase(0, 1);
    }
    // A single underscore between two digits is skipped.
    for (std::size_t at = digits.find('_'); at != std::string::npos; at = digits.find('_', at)) {
      const bool between =
          at > 0 && at + 1 < digits.size() && digits[at - 1] != '_' && digits[at + 1] != '_';
      if (!between) return std::nullopt;
      digits.erase(at, 1);
    }
  }
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return sign * std::stoi(digits.substr(0, 3));
}

}  // namespace

RequestLineRules rules_of(std::string_view version) {
  RequestLineRules rules;
  rules.last_word_is_version = rules.slashes_collapse = version != "3.6.15";
  // From 3.11.4 on.
  for (const std::string_view older : {"3.6.15", "3.7.16", "3.8.18", "3.9.18", "3.10.13", "3.11.2"})
    if (version == older) return rules;
  rules.digits_only = true;
  return rules;
}

JudgedVersion judged(const std::string& word, const RequestLineRules& rules) {
  JudgedVersion version;
  if (!word.starts_with("HTTP/")) return version;
  const std::string number = word.substr(5);
  const std::size_t dot = number.find('.');
  if (dot == std::string::npos || number.find('.', dot + 1) != std::string::npos) return version;
  const auto major = number_of(number.substr(0, dot), rules.digits_only);
  const auto minor = number_of(number.substr(dot + 1), rules.digits_only);
  if (!major || !minor) return version;
  version.good = true;
  version.at_least_11 = std::pair(*major, *minor) >= std::pair(1, 1);
  version.at_least_20 = std::pair(*major, *minor) >= std::pair(2, 0);
  return version;
}

// Words first, then the version, then how many words, then HTTP/0.9.
Verdict verdict_of(const std::vector<std::string>& words, const RequestLineRules& rules) {
  if (words.empty()) return Verdict::kEmpty;
  if (words.size() == 3 || (words.size() > 3 && rules.last_word_is_version)) {
    const JudgedVersion version = judged(words.back(), rules);
    if (!version.good) return Verdict::kBadVersion;
    if (version.at_least_20) return Verdict::kVersionTooHigh;
  }
  if (words.size() != 2 && words.size() != 3) return Verdict::kBadSyntax;
  if (words.size() == 2 && words[0] != "GET") return Verdict::kBadSimpleRequest;
  return Verdict::kRequest;
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kRequest:
      return "a request";
    case Verdict::kEmpty:
      return "empty";
    case Verdict::kBadVersion:
      return "bad version";
    case Verdict::kVersionTooHigh:
      return "version too high";
    case Verdict::kBadSyntax:
      return "bad syntax";
    case Verdict::kBadSimpleRequest:
      return "bad HTTP/0.9 request";
  }
  return "";
}

}  // namespace basehttp::conformance
