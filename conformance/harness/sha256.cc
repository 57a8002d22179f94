#include "conformance/harness/sha256.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "conformance/harness/sha256_blocks.h"

namespace basehttp::conformance {

std::string sha256(std::string_view data) {
  const AddBlocks by_instructions = add_blocks_by_instructions();
  const AddBlocks add_blocks = by_instructions != nullptr ? by_instructions : add_blocks_portably;
  Sha256State state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const std::size_t whole = data.size() / kSha256Block;
  add_blocks(state, data.data(), whole);
  // What is left, a bit that is set, and the length in bits at the end of a block.
  const std::string_view rest = data.substr(whole * kSha256Block);
  std::array<char, 2 * kSha256Block> tail{};
  rest.copy(tail.data(), rest.size());
  tail[rest.size()] = '\x80';
  const std::size_t blocks = rest.size() + 1 + sizeof(std::uint64_t) <= kSha256Block ? 1 : 2;
  const std::uint64_t bits = std::uint64_t{data.size()} * 8;
  for (unsigned i = 0; i < sizeof(bits); ++i)
    tail[blocks * kSha256Block - 1 - i] = static_cast<char>(bits >> 8 * i & 0xFFU);
  add_blocks(state, tail.data(), blocks);
  constexpr char kHex[] = "0123456789abcdef";
  std::string hex;
  for (const std::uint32_t word : state)
    for (unsigned shift = 32; shift > 0; shift -= 4) hex += kHex[word >> (shift - 4) & 0xFU];
  return hex;
}

}  // namespace basehttp::conformance
