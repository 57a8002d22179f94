#include "conformance/harness/python_json.h"

#include <gtest/gtest.h>

#include "basehttp/unsupported.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp::conformance {
namespace {

TEST(PythonJsonTest, WritesAndRefusesWhatPythonDoes) {
  EXPECT_TRUE(agrees_with_recorded("values", "to_json", [](const auto& of, const Profile& profile) {
    return Value(python_json(of[0], profile));
  }));
}

TEST(PythonJsonTest, ADictIsNoGuess) {
  EXPECT_THROW((void)python_json(Value::dict({}), newest_profile()), basehttp::Unsupported);
}

}  // namespace
}  // namespace basehttp::conformance
