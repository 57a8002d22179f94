// What the embedded Python has reached, as counters that libFuzzer reads beside its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace basehttp::fuzz {

// As many as python_coverage.py has slots.
inline constexpr std::size_t kPythonCounters = 8192;

// Adds to the counters of this run and clears `reached`, which holds at most kPythonCounters.
void publish_python_coverage(std::span<std::uint8_t> reached);

}  // namespace basehttp::fuzz
