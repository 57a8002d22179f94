// Makes a case smaller while something that it shows stays: delta debugging over its JSON.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "conformance/harness/case.h"

namespace basehttp::conformance {

// Of each candidate whether it still shows it.  Equal candidates, equal answers.  They have no
// hash.
using Keeps = std::function<std::vector<bool>(std::span<const Case* const>)>;

struct ReductionProgress {
  std::string_view step;  // "requests", "bytes", ...
  std::size_t asked;      // candidates so far
  const Case& best;       // the smallest case so far
};

struct Reduction {
  Case one;               // `json` and `hash` are set
  std::size_t asked = 0;  // candidates that were put to `keeps`
  std::size_t taken = 0;  // those that took the place of a larger case
};

// `keeps` is true of `start`.  The result has the same id, and is one-minimal: `keeps` is false
// of it without any one byte of the stream or character of another string, any one action,
// argument, method or other member, and with any one character or number made simpler.  Where a
// fault is planned at a byte, that byte moves with what was taken away before it, or stays.
// Equal arguments, equal results.  `told` is called between candidates; may be empty.
[[nodiscard]] Reduction reduce(const Case& start, const Keeps& keeps,
                               const std::function<void(const ReductionProgress&)>& told);

}  // namespace basehttp::conformance
