// The unlisted differences of a run, as a divergence list whose reasons are still to be found.
#pragma once

#include <string>

#include "conformance/harness/conformance_run.h"

namespace basehttp::conformance {

// JSON Lines, by case, then by profile: an entry for each difference that no list speaks of, and
// for each answer that was none (its field is "answer").  Beside the keys of a divergence list an
// entry holds `expected` and `actual`.  `reason` and `reference` are empty, and
// DivergenceList::load() refuses the entry until a person has filled them in.  Empty: nothing is
// unlisted.
[[nodiscard]] std::string draft_divergences(const ConformanceRun& run);

}  // namespace basehttp::conformance
