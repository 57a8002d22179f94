#include "fuzz/differential/coverage_pause.h"

#include <algorithm>

// The linker sets them around the section of the counters; null where there is none.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern std::uint8_t __start___sancov_cntrs[] __attribute__((weak, visibility("hidden")));
extern std::uint8_t __stop___sancov_cntrs[] __attribute__((weak, visibility("hidden")));
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
}

namespace basehttp::fuzz {

CoveragePause::CoveragePause() : counters_(__start___sancov_cntrs, __stop___sancov_cntrs) {}

CoveragePause::~CoveragePause() {
  std::copy(counters_.begin(), counters_.end(), __start___sancov_cntrs);
}

}  // namespace basehttp::fuzz
