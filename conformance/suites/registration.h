// The suites whose tests are made from the corpus at run time.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace basehttp::conformance {

// Each adds its tests; what they throw is a bad corpus or environment.
void register_transcript_tests();
void register_delivery_tests();
void register_grid_tests();

// One test "suite.name"; `make()` gives a new ::testing::Test.
template <typename Make>
void register_test(const std::string& suite, const std::string& name, const char* file, int line,
                   Make make) {
  ::testing::RegisterTest(suite.c_str(), name.c_str(), nullptr, nullptr, file, line,
                          [make = std::move(make)]() -> ::testing::Test* { return make(); });
}

}  // namespace basehttp::conformance
