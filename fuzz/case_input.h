// A case as a fuzzer's data: its line, and a letter for the profile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basehttp/profile.h"
#include "conformance/harness/case.h"

namespace basehttp::fuzz {

struct CaseInput {
  // None for data that is no case, and for one that asks for more than 99,999 characters at once.
  std::optional<conformance::Case> one;
  const Profile& profile;
};

[[nodiscard]] CaseInput read_case_input(const std::uint8_t* data, std::size_t size);

// As read_case_input() reads it.
[[nodiscard]] std::string write_case_input(const conformance::Case& one, const Profile& profile);

// A conversion with a width or a precision of many digits: Python makes a text of that size, unless
// it is 2**63 or more.  True as well for JSON that spells a percent sign or a digit as an escape.
[[nodiscard]] bool asks_for_much(std::string_view text);

}  // namespace basehttp::fuzz
