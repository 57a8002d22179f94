// What the RFCs ask, as checks of an outcome.  A check knows the case and what came of
// it, nothing else: no verdict is written down for any implementation.
//
// These are findings about a protocol.  Whether an implementation does what CPython
// does is another question (comparison.h), and no check here answers it.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

enum class RfcVerdict : std::uint8_t {
  kMet,
  kNotMet,
  // The requirement does not speak of this outcome, or the outcome does not use
  // what the requirement permits.
  kNotApplicable,
};
constexpr std::size_t kRfcVerdicts = 3;

// "met", "not met", "not applicable".
[[nodiscard]] std::string_view verdict_name(RfcVerdict verdict);

struct RfcFinding {
  RfcVerdict verdict;
  std::string why;  // what was seen
};

// By name; each has at least one value.
using CheckParameters = std::map<std::string, std::vector<std::string>, std::less<>>;

struct RfcQuestion;  // the case, its outcome and the parameters, taken apart

struct RfcCheck {
  struct Parameter {
    std::string_view name;
    bool required;
  };
  std::string_view name;    // "answers-status"
  std::string_view demand;  // when an outcome meets it, a sentence
  std::vector<Parameter> parameters;
  RfcFinding (*decide)(const RfcQuestion& question);
};

// Every check, in the order of names.
[[nodiscard]] std::span<const RfcCheck> all_rfc_checks();
// Null when there is none of this name.
[[nodiscard]] const RfcCheck* find_rfc_check(std::string_view name);

// What is wrong with the parameters that the check is given; empty: nothing.
[[nodiscard]] std::string parameter_problem(const RfcCheck& check,
                                            const CheckParameters& parameters);

[[nodiscard]] RfcFinding decide(const RfcCheck& check, const CheckParameters& parameters,
                                const Case& one, const Outcome& outcome);

}  // namespace basehttp::conformance
