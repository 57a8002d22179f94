// Does a program speak the process protocol?  Each rule of PROTOCOL.md is put to it by itself.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "conformance/harness/process_subject.h"

namespace basehttp::conformance {

// What became of one rule.
struct RuleCheck {
  enum class Result { kKept, kBroken, kNotAsked };
  std::string rule;  // a sentence about the subject: "answers cases in the order they came"
  Result result = Result::kNotAsked;
  std::string says;  // kept: what was seen, may be empty; broken: what happened and what to do
};

struct SubjectCheck {
  std::vector<RuleCheck> rules;
  std::size_t outcomes = 0;     // probes that were answered with an outcome
  std::size_t unsupported = 0;  // probes that the subject says it cannot express

  [[nodiscard]] bool passed() const;
};

// Starts `command` with /bin/sh, three times when it keeps every rule and once more for each that
// it breaks, and asks.  `told` is called with each rule as it is decided; may be empty.  No other
// rule is asked of a program that does not answer the greeting.
[[nodiscard]] SubjectCheck check_subject(const std::string& command, const ProcessLimits& limits,
                                         const std::function<void(const RuleCheck&)>& told);

}  // namespace basehttp::conformance
