#include "conformance/harness/guarded_bytes.h"

#include <gtest/gtest.h>

#include <string>

namespace basehttp::conformance {
namespace {

char read_at(const char* place) { return *static_cast<const volatile char*>(place); }

TEST(GuardedBytes, HoldsACopy) {
  GuardedBytes guarded;
  for (const std::size_t size : {0U, 1U, 4095U, 4096U, 4097U, 70'000U, 3U}) {
    const std::string bytes(size, 'x');
    const std::string_view held = guarded.hold(bytes);
    EXPECT_EQ(held, bytes);
    EXPECT_NE(held.data(), bytes.data());
  }
}

using GuardedBytesDeathTest = ::testing::Test;

TEST(GuardedBytesDeathTest, ReadingPastTheEndStopsTheProgram) {
  GuardedBytes guarded;
  const std::string_view held = guarded.hold("abc");
  EXPECT_EQ(read_at(held.data() + 2), 'c');
  EXPECT_DEATH(read_at(held.data() + 3), "");
  const std::string page(4096, 'x');
  const std::string_view full = guarded.hold(page);
  EXPECT_DEATH(read_at(full.data() + page.size()), "");
}

TEST(GuardedBytesDeathTest, AViewThatIsKeptTooLongStopsTheProgram) {
  GuardedBytes guarded;
  const std::string_view first = guarded.hold("abc");
  const std::string_view second = guarded.hold("def");
  EXPECT_EQ(second, "def");
  EXPECT_DEATH(read_at(first.data()), "");
}

}  // namespace
}  // namespace basehttp::conformance
