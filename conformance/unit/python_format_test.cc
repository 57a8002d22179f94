#include "basehttp/python_format.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

TEST(PythonFormatTest, GivesAndRaisesWhatPythonDoes) {
  EXPECT_TRUE(agrees_with_recorded(
      "formats", "percent",
      [](const auto& of, const Profile& profile) { return format(of[0], of[1], profile); }));
}

TEST(PythonFormatTest, AnAbsurdWidthRaisesInsteadOfTakingTheMemory) {
  const Value width = *BigInt::from_decimal("4611686018427387904");
  try {
    (void)format(Text("%*d"), Value::tuple({width, 1}), newest_profile());
    FAIL() << "nothing was raised";
  } catch (const PythonError& error) {
    EXPECT_EQ(error.type(newest_profile()), "MemoryError");
  }
}

}  // namespace
}  // namespace basehttp
