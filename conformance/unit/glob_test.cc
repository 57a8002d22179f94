#include "conformance/harness/glob.h"

#include <gtest/gtest.h>

namespace basehttp::conformance {
namespace {

TEST(GlobTest, AStarCrossesSlashes) {
  EXPECT_TRUE(glob_matches("request-line/*", "request-line/a/b"));
  EXPECT_TRUE(glob_matches("*/b", "request-line/a/b"));
  EXPECT_TRUE(glob_matches("cpython-3.1[45]*", "cpython-3.15.0rc1"));
  EXPECT_TRUE(glob_matches("a/?", "a/b"));
  EXPECT_FALSE(glob_matches("a", "a/b"));
  EXPECT_FALSE(glob_matches("A/b", "a/b"));
}

}  // namespace
}  // namespace basehttp::conformance
