// What each field of a profile may change on a connection, and what gives it a reason to.
#pragma once

#include <cstdint>
#include <string_view>

#include "basehttp/profile.h"
#include "conformance/harness/outcome.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {

struct ProfileField {
  std::string_view name;
  void (*copy)(Profile& to, const Profile& from);
  // Bytes without it have the same outcome whatever the field says.
  bool (*has_reason)(const FuzzInput& input);
  // Empties what the field may change.
  void (*forget)(conformance::Outcome& outcome);
};

// Choices are counted around.
[[nodiscard]] const ProfileField& profile_field(std::uint8_t choice);

}  // namespace basehttp::fuzz
