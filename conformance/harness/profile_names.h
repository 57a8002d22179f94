// The names that a user gives to profiles, and recordings to subjects.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/profile.h"

namespace basehttp::conformance {

// A name that the tool does not know; what() lists the known ones.
class UnknownName : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A full version, or an alias as "3.13" for the newest of its line.
[[nodiscard]] const Profile& profile_named(std::string_view name);

// "cpython-3.13.0".
[[nodiscard]] std::string recorded_name(const Profile& profile);
// The name of a recording, of the label that profile_label() gives it.
[[nodiscard]] std::string recorded_name(std::string_view label);
// How a report calls a recording: "3.13.0" for "cpython-3.13.0"; other names as they are.
[[nodiscard]] std::string profile_label(std::string_view recorded);

// The order of versions, numbers by value: 3.6.15 < 3.10.13 < 3.15.0rc1 < 3.15.0,
// names with another text before the version by that text.
[[nodiscard]] bool version_less(std::string_view a, std::string_view b);

struct VersionLess {
  bool operator()(const std::string& a, const std::string& b) const { return version_less(a, b); }
};

// "3.6.15, 3.7.16, ..."
[[nodiscard]] std::string known_profiles();

}  // namespace basehttp::conformance
