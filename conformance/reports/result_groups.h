// The results of one case that read the same, so that one text serves several profiles.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/harness/conformance_run.h"

namespace basehttp::conformance {

struct ResultGroup {
  const CaseResult* result;           // the first of them; owned by the run
  std::vector<std::size_t> profiles;  // indices, rising
};

// By verdict, reason and differences; where the run kept answers, by these too.  In the
// order of the first profile of each.
[[nodiscard]] std::vector<ResultGroup> result_groups(const ConformanceRun& run,
                                                     std::size_t case_index);

// The versions of these profiles.
[[nodiscard]] std::vector<std::string> profile_names(const ConformanceRun& run,
                                                     const std::vector<std::size_t>& profiles);

}  // namespace basehttp::conformance
