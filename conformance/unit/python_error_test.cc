#include "basehttp/python_error.h"

#include <gtest/gtest.h>

#include <vector>

#include "basehttp/profile.h"
#include "conformance/harness/exception_types.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

TEST(PythonErrorTest, HasPythonsTypeStrAndRepr) {
  EXPECT_TRUE(
      agrees_with_recorded("exceptions", "exception", [](const auto& of, const Profile& profile) {
        const PythonError error(of[0].as_str().utf8(), of[1].items());
        return Value::list({Value(error.type(profile)), Value(error.message(profile)),
                            Value(error.repr(profile))});
      }));
}

TEST(PythonErrorTest, ATimeOutIsWhatTheReleaseTakesForOne) {
  const PythonError socket_timeout("socket.timeout", Text("timed out"));
  const PythonError timeout_error("TimeoutError", Text("x"));
  const PythonError etimedout("OSError", {Value(110), Value("Connection timed out")});
  const PythonError other("OSError", Text("x"));
  for (const Profile* profile : all_profiles()) {
    const bool same_class = profile->minor >= 10;
    EXPECT_TRUE(socket_timeout.is_timeout(*profile));
    EXPECT_EQ(timeout_error.is_timeout(*profile), same_class) << profile->version;
    EXPECT_EQ(etimedout.is_timeout(*profile), same_class) << profile->version;
    EXPECT_FALSE(other.is_timeout(*profile));
    EXPECT_EQ(socket_timeout.type(*profile), same_class ? "TimeoutError" : "timeout");
  }
  EXPECT_EQ(socket_timeout.raised_as(), "socket.timeout");
}

// CPython makes no such exception; the harness refuses them before it gets here.
TEST(PythonErrorTest, ShowsArgumentsOfAUnicodeErrorThatFitItNotAsTheyAre) {
  const std::vector<Value> fitting = {"latin-1", "a", 0, 1, "why"};
  const Profile& profile = newest_profile();
  EXPECT_EQ(PythonError("UnicodeEncodeError", fitting).message(profile),
            "'latin-1' codec can't encode character '\\x61' in position 0: why");
  for (std::size_t i = 0; i < fitting.size(); ++i) {
    std::vector<Value> args = fitting;
    args[i] = Value::none();
    EXPECT_EQ(PythonError("UnicodeEncodeError", args).message(profile),
              repr(Value::tuple(args), profile))
        << i;
  }
}

TEST(PythonErrorTest, TellsACppReaderTypeAndMessage) {
  EXPECT_STREQ(PythonError("KeyError", Text("a")).what(), "KeyError: 'a'");
  EXPECT_EQ(PythonError("ValueError", Text("a")).args().at(0).as_str(), "a");
}

}  // namespace
}  // namespace basehttp
