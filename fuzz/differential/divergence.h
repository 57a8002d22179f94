// Two answers to a case that differ, for people and for programs.
#pragma once

#include <string>

#include "basehttp/profile.h"
#include "conformance/harness/case.h"
#include "conformance/harness/subject.h"

namespace basehttp::fuzz {

struct Divergence {
  std::string signature;
  const Profile& profile;
  const conformance::Case& example;
  const conformance::Answer& expected;  // CPython's
  const conformance::Answer& actual;    // the reference's
};

// Lines of text: the signature, the case, each difference, both outcomes.
[[nodiscard]] std::string text_of(const Divergence& divergence);
// A JSON object on one line: signature, profile, case, expected and actual as subjects answer them.
[[nodiscard]] std::string json_of(const Divergence& divergence);

}  // namespace basehttp::fuzz
