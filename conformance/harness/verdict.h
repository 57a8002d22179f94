// What a run says of one case under one profile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/comparison.h"

namespace basehttp::conformance {

enum class Verdict : std::uint8_t {
  kAgree,
  kDiffer,
  kListed,    // every difference is on the divergence list
  kVanished,  // no difference, or not the listed one: the list is out of date
  kUnsupported,
  kError,  // the subject says that it failed
  kCrashed,
  kTimedOut,
  kProtocolError,
  kNotRecorded,  // an exclusion says why there is nothing to compare with
  kNotRun,       // the run stopped at an earlier case
};
inline constexpr std::size_t kVerdicts = 11;

// "agree", "differ", "listed difference", ...
[[nodiscard]] std::string_view verdict_name(Verdict verdict);

struct CaseResult {
  Verdict verdict = Verdict::kAgree;
  std::vector<Difference> differences;  // those that are not listed come first
  std::size_t unlisted = 0;             // how many of them are not
  std::string why;                      // of unsupported and broken; the reason of a listed one
  // What the subject did where it is not what was expected, when the run keeps that.
  std::shared_ptr<const Outcome> answer;
};

}  // namespace basehttp::conformance
