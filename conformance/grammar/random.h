// Random numbers that are the same on every machine, in two instructions or so each.
#pragma once

#include <cstddef>
#include <cstdint>

namespace basehttp::conformance::grammar {

// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  // From 0 to `count` - 1; 0 when there is nothing to choose from.
  std::size_t below(std::size_t count) noexcept {
    constexpr std::uint64_t kLowHalf = 0xFFFFFFFFU;
    return static_cast<std::size_t>(((next() & kLowHalf) * count) >> 32U);
  }
  bool one_in(std::size_t count) noexcept { return below(count) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace basehttp::conformance::grammar
