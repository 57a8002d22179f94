// Work that says nothing about the input, kept out of the fuzzer's coverage.
#pragma once

#include <cstdint>
#include <vector>

namespace basehttp::fuzz {

// While it lives, what this program runs leaves no mark in the 8-bit counters that
// -fsanitize=fuzzer reads.  Does nothing in a build without them.
class CoveragePause {
 public:
  CoveragePause();
  ~CoveragePause();
  CoveragePause(const CoveragePause&) = delete;
  CoveragePause& operator=(const CoveragePause&) = delete;

 private:
  std::vector<std::uint8_t> counters_;
};

}  // namespace basehttp::fuzz
