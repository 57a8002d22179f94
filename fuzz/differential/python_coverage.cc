#include "fuzz/differential/python_coverage.h"

#include <algorithm>

namespace basehttp::fuzz {
namespace {

// libFuzzer finds them by the name of the section, and clears them before each run.
__attribute__((section("__libfuzzer_extra_counters"), used))
std::uint8_t python_counters[kPythonCounters];

}  // namespace

void publish_python_coverage(std::span<std::uint8_t> reached) {
  std::transform(reached.begin(), reached.end(), python_counters, python_counters,
                 [](std::uint8_t here, std::uint8_t before) {
                   return static_cast<std::uint8_t>(here | before);
                 });
  std::fill(reached.begin(), reached.end(), std::uint8_t{0});
}

}  // namespace basehttp::fuzz
