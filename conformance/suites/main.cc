// The suites' program: makes the tests that come from the corpus, then runs what the
// filter leaves.
//
// Exit status: 0 all passed; 1 a test failed; 2 a bad corpus or environment; 4 no test ran.
#include <gtest/gtest.h>

#include <cstdio>
#include <exception>

#include <fmt/format.h>

#include "conformance/suites/registration.h"

int main(int argc, char** argv) {
  namespace conformance = basehttp::conformance;
  ::testing::InitGoogleTest(&argc, argv);
  try {
    conformance::register_transcript_tests();
    conformance::register_delivery_tests();
    conformance::register_grid_tests();
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
