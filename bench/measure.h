// What every benchmark reports: bytes and requests per second, and allocations
// per request; and that it ends in an error when what it timed is wrong.
#pragma once

#include <cstddef>
#include <string>

#include <benchmark/benchmark.h>

#include "allocation_counter.h"

namespace basehttp::bench {

// Runs `work` for as long as the benchmark lasts.  `work` says whether its result
// is the expected one; it has run twice before, so that its storage is warm.
template <typename Work>
void measure(benchmark::State& state, std::size_t bytes, std::size_t requests, Work work) {
  bool right = work();
  right &= work();
  const std::size_t before = allocations();
  for (auto _ : state) right &= work();
  const auto count = static_cast<double>(allocations() - before);
  if (!right) state.SkipWithError("a wrong result");
  const auto times = static_cast<double>(state.iterations());
  const auto in_all = static_cast<double>(requests);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(requests));
  state.counters["allocations"] = count / times / in_all;
}

}  // namespace basehttp::bench
