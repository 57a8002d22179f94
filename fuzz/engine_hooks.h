// The functions by which an engine and a mutator of ours know each other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "conformance/grammar/random.h"

extern "C" {
// The engine's: changes bytes in place, and returns how many there are then, at most `max_size`.
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
// Ours, which engine_hooks.cc defines: the same, and two inputs made one.
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed);
std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                      const std::uint8_t* data2, std::size_t size2,
                                      std::uint8_t* out, std::size_t max_size, unsigned seed);
}

namespace basehttp::fuzz {

// What the mutator that is linked beside them defines.  Both return the size of what they wrote,
// at most `max_size`.
std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t max_size,
                         conformance::grammar::Random& random);
std::size_t cross_inputs(std::span<const std::uint8_t> one, std::span<const std::uint8_t> other,
                         std::uint8_t* out, std::size_t max_size,
                         conformance::grammar::Random& random);

}  // namespace basehttp::fuzz
