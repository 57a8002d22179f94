#include "conformance/harness/profile_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

TEST(ProfileNamesTest, AnAliasIsTheNewestOfItsLine) {
  EXPECT_EQ(profile_named("3.11.2").version, "3.11.2");
  EXPECT_EQ(profile_named("3.11").version, "3.11.7");
  EXPECT_EQ(profile_named("3.13").version, "3.13.2");
  EXPECT_EQ(recorded_name(profile_named("3.15")), "cpython-3.15.0rc1");
}

TEST(ProfileNamesTest, AnUnknownNameListsTheKnownOnes) {
  const std::string what = message_of<UnknownName>([] { (void)profile_named("3.5"); });
  EXPECT_TRUE(contains(what, "unknown profile \"3.5\""));
  EXPECT_TRUE(contains(what, "3.6.15, 3.7.16"));
  EXPECT_TRUE(contains(what, "3.15.0rc1"));
}

TEST(ProfileNamesTest, VersionsAreOrderedByValue) {
  const std::vector<std::string> ordered = {"3.6.15", "3.7.16",    "3.10.13",  "3.11.2", "3.11.7",
                                            "3.14",   "3.14.0a10", "3.14.0b2", "3.14.0", "3.14.1"};
  for (std::size_t i = 0; i < ordered.size(); ++i)
    for (std::size_t j = 0; j < ordered.size(); ++j)
      EXPECT_EQ(version_less(ordered[i], ordered[j]), i < j) << ordered[i] << ' ' << ordered[j];
  EXPECT_TRUE(version_less("cpython-3.15.0rc1", "pypy-3.9.16"));
}

}  // namespace
}  // namespace basehttp::conformance
