// Runs the benchmarks, after saying what makes a number worth less than it looks.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

namespace {

void warn(const std::string& text) { std::fprintf(stderr, "bench: warning: %s\n", text.c_str()); }

void tell_of_the_build() {
  benchmark::AddCustomContext("compiler", __VERSION__);
  benchmark::AddCustomContext("flags", BASEHTTP_BENCH_FLAGS);
  benchmark::AddCustomContext("peers", BASEHTTP_BENCH_PEERS);
#ifdef NDEBUG
  benchmark::AddCustomContext("build", "release");
#else
  benchmark::AddCustomContext("build", "debug");
  warn("this is no release build: its numbers mean nothing");
#endif
  benchmark::AddCustomContext("missing", BASEHTTP_BENCH_MISSING);
  if (std::string(BASEHTTP_BENCH_MISSING).size() > 1) {
    warn(std::string("not measured, for want of its package: ") + BASEHTTP_BENCH_MISSING);
  }
}

void tell_of_the_machine() {
  double load = 0;
  if (getloadavg(&load, 1) == 1) {
    benchmark::AddCustomContext("load", std::to_string(load));
    if (load > 0.5) {
      warn("the load average is " + std::to_string(load) + " on " +
           std::to_string(std::thread::hardware_concurrency()) +
           " processors: compare ratios of one run, no times");
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  tell_of_the_build();
  tell_of_the_machine();
  if (benchmark::RunSpecifiedBenchmarks() == 0) {
    std::fputs("bench: no benchmark has such a name\n", stderr);
    return 4;
  }
  benchmark::Shutdown();
  return 0;
}
