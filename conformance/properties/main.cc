// The properties' program.
//
// From the environment, besides what under_test.h reads:
//   BASEHTTP_SEED        another seed; without it the seed is fixed, so that a red
//                        build stays red.  "random" takes one from the machine.
//   RC_PARAMS            RapidCheck's own, e.g. max_success=1000 or the reproduce=...
//                        that a failure prints; stronger than all else
//   BASEHTTP_EXHAUSTIVE  1: twenty times as many inputs
//
// Exit status: 0 all passed; 1 a law was broken; 2 a bad environment; 4 no test ran.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <random>
#include <string>

#include <fmt/format.h>
#include <rapidcheck/detail/Configuration.h>

#include "conformance/suites/under_test.h"

namespace {

namespace conformance = basehttp::conformance;

constexpr int kRuns = 200;
constexpr int kRunsOfAProgram = 30;  // each answer is a round trip
constexpr int kExhaustiveFactor = 20;

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string seed() {
  const std::string named = environment("BASEHTTP_SEED");
  if (named == "random") return std::to_string(std::random_device{}());
  return named.empty() ? "19941106" : named;
}

// RapidCheck reads $RC_PARAMS, of equal keys the last, when the first law begins.
void configure_rapidcheck() {
  const int runs = (conformance::is_reference() ? kRuns : kRunsOfAProgram) *
                   (conformance::is_exhaustive() ? kExhaustiveFactor : 1);
  const std::string parameters =
      fmt::format("seed={} max_success={} {}", seed(), runs, environment("RC_PARAMS"));
  setenv("RC_PARAMS", parameters.c_str(), 1);
  (void)rc::detail::configuration();
  (void)conformance::tested_profiles();
}

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  try {
    configure_rapidcheck();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
  const int code = RUN_ALL_TESTS();
  if (code == 0 && ::testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
    fmt::print(stderr, "no test ran\n");
    return 4;
  }
  return code;
}
