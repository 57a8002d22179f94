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
  // It may bring about another number of writes, so that a fault that waits for one of them
  // strikes elsewhere or not at all: then nothing can be said.
  bool changes_number_of_writes = false;
};

// Choices are counted around.
[[nodiscard]] const ProfileField& profile_field(std::uint8_t choice);

}  // namespace basehttp::fuzz
