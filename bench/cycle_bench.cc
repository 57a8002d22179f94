// A whole connection: bytes in, request, method, response out.
#include <benchmark/benchmark.h>

#include "bench_inputs.h"
#include "hello_server.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

template <typename Server>
void serve(benchmark::State& state, Server& server, const Input& input) {
  measure(state, input.bytes.size(), input.requests, [&] {
    const std::string_view response = server.serve(input.bytes);
    return response.size() == input.response_size;
  });
}

void quiet(benchmark::State& state, const Input* input) {
  Server<> server;
  serve(state, server, *input);
}

void logging(benchmark::State& state, const Input* input) {
  Server<HelloHandler> server;
  serve(state, server, *input);
}

void byte_by_byte(benchmark::State& state, const Input* input) {
  Server<QuietHandler, ByteByByteReader> server;
  serve(state, server, *input);
}

// A handler for each connection, as CPython's server makes them.
void fresh(benchmark::State& state, const Input* input) {
  const Profile& profile = *find_profile("3.11.7");
  StringWriter writer;
  measure(state, input->bytes.size(), input->requests, [&] {
    writer.clear();
    MemoryReader reader(input->bytes);
    FixedClock clock(kTime);
    NullLog log;
    QuietHandler handler({reader, writer, clock, log, profile});
    handler.handle();
    return writer.text().size() == input->response_size;
  });
}

// The depth of a pipeline, the number of fields, the length of a line, the folds of a
// value: twice as much costs twice as much.
template <std::string (*kMake)(std::size_t)>
void grows(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0));
  const std::string bytes = kMake(size);
  Server<> server;
  measure(state, bytes.size(), 1, [&] { return !server.serve(bytes).empty(); });
  state.SetComplexityN(state.range(0));
}

void register_all() {
  for (const Input& input : inputs()) {
    const std::string name(input.name);
    benchmark::RegisterBenchmark(("cycle/" + name).c_str(), quiet, &input);
    benchmark::RegisterBenchmark(("cycle-log/" + name).c_str(), logging, &input);
  }
  for (const char* name : {"W1", "W2", "W3"}) {
    benchmark::RegisterBenchmark((std::string("cycle-fresh/") + name).c_str(), fresh, &input(name));
  }
  benchmark::RegisterBenchmark("cycle-bytes/W2", byte_by_byte, &input("W2"));
}

[[maybe_unused]] const bool kRegistered = (register_all(), true);

BENCHMARK(grows<pipelined>)
    ->Name("grows/pipeline")
    ->RangeMultiplier(4)
    ->Range(1, 1024)
    ->Complexity(benchmark::oN);
BENCHMARK(grows<with_fields>)
    ->Name("grows/fields")
    ->RangeMultiplier(2)
    ->Range(6, 96)
    ->Complexity(benchmark::oN);
BENCHMARK(grows<with_value>)
    ->Name("grows/value")
    ->RangeMultiplier(4)
    ->Range(1024, 65000)
    ->Complexity(benchmark::oN);
BENCHMARK(grows<with_target>)
    ->Name("grows/target")
    ->RangeMultiplier(4)
    ->Range(1024, 65000)
    ->Complexity(benchmark::oN);
BENCHMARK(grows<with_folds>)
    ->Name("grows/folds")
    ->RangeMultiplier(2)
    ->Range(6, 96)
    ->Complexity(benchmark::oN);

}  // namespace
}  // namespace basehttp::bench
