#include "conformance/harness/exception_types.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp::conformance {
namespace {

const Profile& profile_of(const char* version) { return *find_profile(version); }

TEST(ExceptionTypesTest, AreThoseOfTheRelease) {
  struct Row {
    const char* name;
    const char* version;
    bool known;
  };
  for (const Row& row :
       {Row{"ValueError", "3.6.15", true}, Row{"ValueError", "3.15.0rc1", true},
        Row{"IOError", "3.9.18", true}, Row{"socket.timeout", "3.8.18", true},
        Row{"EncodingWarning", "3.9.18", false}, Row{"EncodingWarning", "3.10.13", true},
        Row{"ExceptionGroup", "3.10.13", false}, Row{"ExceptionGroup", "3.11.2", true},
        Row{"PythonFinalizationError", "3.12.1", false},
        Row{"PythonFinalizationError", "3.13.0", true}, Row{"str", "3.13.0", false},
        Row{"valueerror", "3.13.0", false}, Row{"", "3.13.0", false}}) {
    EXPECT_EQ(is_exception_type(row.name, profile_of(row.version)), row.known)
        << row.name << " " << row.version;
  }
}

TEST(ExceptionTypesTest, RaiseWhatTheirConstructorRaises) {
  EXPECT_TRUE(agrees_with_recorded("exceptions", "refused_exception",
                                   [](const auto& of, const Profile& profile) -> Value {
                                     raise_exception(of[0].as_str().utf8(), of[1].items(), profile);
                                   }));
}

TEST(ExceptionTypesTest, RaiseThemselves) {
  EXPECT_TRUE(
      agrees_with_recorded("exceptions", "exception", [](const auto& of, const Profile& profile) {
        try {
          raise_exception(of[0].as_str().utf8(), of[1].items(), profile);
        } catch (const PythonError& error) {
          return Value::list({Value(error.type(profile)), Value(error.message(profile)),
                              Value(error.repr(profile))});
        }
      }));
}

TEST(ExceptionTypesTest, ACharacterInFrontOfItsTextIsReadUpTo3130) {
  const std::vector<Value> args{Value("x"), Value("a"), Value(-1), Value(0), Value("why")};
  EXPECT_THROW(raise_exception("UnicodeEncodeError", args, profile_of("3.13.0")),
               basehttp::Unsupported);
  EXPECT_THROW(raise_exception("UnicodeEncodeError", args, profile_of("3.13.2")), PythonError);
}

TEST(ExceptionTypesTest, WhatIsNotReproducedIsNoGuess) {
  const Profile& profile = newest_profile();
  EXPECT_THROW(raise_exception("ExceptionGroup", {Value("a"), Value::list({})}, profile),
               basehttp::Unsupported);
  EXPECT_THROW(raise_exception("SyntaxError", {Value("a"), Value(1)}, profile),
               basehttp::Unsupported);
}

}  // namespace
}  // namespace basehttp::conformance
