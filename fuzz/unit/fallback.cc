#include "fuzz/engine_hooks.h"

std::size_t LLVMFuzzerMutate(std::uint8_t* /*data*/, std::size_t size, std::size_t /*max_size*/) {
  return size;
}
