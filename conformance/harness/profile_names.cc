#include "conformance/harness/profile_names.h"

#include <algorithm>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

constexpr std::string_view kCPython = "cpython-";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes the digits that `s` starts with, without leading zeros.
std::string_view take_number(std::string_view& s) {
  std::size_t end = 0;
  while (end < s.size() && is_digit(s[end])) ++end;
  std::string_view number = s.substr(0, end);
  s.remove_prefix(end);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}

}  // namespace

const Profile& profile_named(std::string_view name) {
  if (const Profile* profile = find_profile(name)) return *profile;
  throw UnknownName(
      fmt::format("unknown profile \"{}\"; the known ones are {}", name, known_profiles()));
}

std::string recorded_name(const Profile& profile) { return recorded_name(profile.version); }

std::string recorded_name(std::string_view label) {
  const bool is_version = !label.empty() && is_digit(label[0]);
  return fmt::format("{}{}", is_version ? kCPython : "", label);
}

std::string profile_label(std::string_view recorded) {
  const std::string_view rest =
      recorded.starts_with(kCPython) ? recorded.substr(kCPython.size()) : std::string_view();
  return std::string(!rest.empty() && is_digit(rest[0]) ? rest : recorded);
}

bool version_less(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a[0]) && is_digit(b[0])) {
      const std::string_view left = take_number(a);
      const std::string_view right = take_number(b);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
    } else {
      if (a[0] != b[0]) return a[0] < b[0];
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  // What follows a number alone is a mark of a pre-release: 3.15.0rc1 < 3.15.0.
  const auto pre_release = [](std::string_view rest) { return !rest.empty() && rest[0] != '.'; };
  if (pre_release(a) != pre_release(b)) return pre_release(a);
  return a.empty() && !b.empty();
}

std::string known_profiles() {
  std::string out;
  for (const Profile* profile : all_profiles())
    out += fmt::format("{}{}", out.empty() ? "" : ", ", profile->version);
  return out;
}

}  // namespace basehttp::conformance
