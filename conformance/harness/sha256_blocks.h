// The compression of SHA-256 (FIPS 180-4, section 6.2.2), with and without the instructions that
// some processors have for it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace basehttp::conformance {

using Sha256State = std::array<std::uint32_t, 8>;
inline constexpr std::size_t kSha256Block = 64;  // bytes

// Adds `count` blocks to the state.
using AddBlocks = void (*)(Sha256State& state, const char* blocks, std::size_t count);

void add_blocks_portably(Sha256State& state, const char* blocks, std::size_t count);

// Null when this processor has no such instructions.
[[nodiscard]] AddBlocks add_blocks_by_instructions() noexcept;

}  // namespace basehttp::conformance
