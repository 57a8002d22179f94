#include "fuzz/engine_hooks.h"

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
  basehttp::conformance::grammar::Random random(seed);
  return basehttp::fuzz::mutate_input(data, size, max_size, random);
}

std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                      const std::uint8_t* data2, std::size_t size2,
                                      std::uint8_t* out, std::size_t max_size, unsigned seed) {
  basehttp::conformance::grammar::Random random(seed);
  return basehttp::fuzz::cross_inputs({data1, size1}, {data2, size2}, out, max_size, random);
}
