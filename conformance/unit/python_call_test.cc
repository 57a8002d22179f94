#include "conformance/harness/python_call.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// The words of the TypeErrors are held against CPython in message_calls_test.cc.

const Signature kPlain{"Message", "get", {{"name", {}}, {"failobj", Value::none()}}};
const Signature kOpen{"Handler", "log", {{"format", {}}}, true, true};

std::string error(const Signature& signature, const std::vector<Value>& args,
                  const Keywords& keywords, const char* version) {
  return message_of<PythonError>(
      [&] { (void)bind(signature, args, keywords, *find_profile(version)); });
}

TEST(PythonCallTest, BindsByPositionByNameAndByDefault) {
  const auto bound = bind(kPlain, {"a"}, {}, newest_profile());
  ASSERT_EQ(bound.values.size(), 2U);
  EXPECT_EQ(bound.values[0].as_str(), "a");
  EXPECT_TRUE(bound.values[1].is_none());
  const auto named = bind(kPlain, {}, {{"failobj", 5}, {"name", "b"}}, newest_profile());
  EXPECT_EQ(named.values[0].as_str(), "b");
  EXPECT_EQ(named.values[1].as_int(), 5);
}

// fits() says of every number of arguments whether bind() raises, and they are seen as it binds
// them.
TEST(PythonCallTest, ArgumentsThatFitAreSeenAsTheyAreBound) {
  const Signature none{"Handler", "handle", {}};
  for (const Signature* signature : {&kPlain, &kOpen, &none}) {
    std::vector<Value> args;
    for (std::size_t count = 0; count < 5; ++count, args.emplace_back(std::to_string(count))) {
      ASSERT_EQ(fits(*signature, count),
                error(*signature, args, {}, "3.13.0") == "nothing was thrown")
          << signature->name << count;
      if (!fits(*signature, count)) continue;
      const BoundArguments bound = bind(*signature, args, {}, newest_profile());
      const FittingArguments seen(*signature, args);
      for (std::size_t i = 0; i < bound.values.size(); ++i)
        EXPECT_TRUE(equal(seen[i], bound.values[i])) << signature->name << count << i;
      ASSERT_EQ(seen.more().size(), bound.more.size());
      for (std::size_t i = 0; i < bound.more.size(); ++i)
        EXPECT_TRUE(equal(seen.more()[i], bound.more[i]));
    }
  }
}

TEST(PythonCallTest, WhatIsLeftGoesToStarArguments) {
  const auto bound = bind(kOpen, {"f", 1, 2}, {{"x", 3}}, newest_profile());
  EXPECT_EQ(bound.values[0].as_str(), "f");
  ASSERT_EQ(bound.more.size(), 2U);
  EXPECT_EQ(bound.more[1].as_int(), 2);
  ASSERT_EQ(bound.keywords.size(), 1U);
  EXPECT_EQ(bound.keywords[0].first, "x");
}

TEST(PythonCallTest, ArgumentsThatDoNotFitRaiseTypeError) {
  EXPECT_EQ(error(kPlain, {}, {}, "3.9.18"),
            "TypeError: get() missing 1 required positional argument: 'name'");
  EXPECT_EQ(error(kPlain, {}, {}, "3.10.13"),
            "TypeError: Message.get() missing 1 required positional argument: 'name'");
  EXPECT_EQ(error(kPlain, {1, 2, 3}, {}, "3.13.0"),
            "TypeError: Message.get() takes from 2 to 3 positional arguments but 4 were given");
  EXPECT_EQ(error(kPlain, {1}, {{"name", 2}}, "3.13.0"),
            "TypeError: Message.get() got multiple values for argument 'name'");
  EXPECT_EQ(error(kPlain, {1}, {{"nope", 2}}, "3.13.0"),
            "TypeError: Message.get() got an unexpected keyword argument 'nope'");
}

TEST(PythonCallTest, From313OnANameThatIsNearlyRightIsPutRight) {
  const std::string text = "TypeError: Message.get() got an unexpected keyword argument 'nam'";
  EXPECT_EQ(error(kPlain, {}, {{"nam", 2}}, "3.12.1"), text);
  EXPECT_EQ(error(kPlain, {}, {{"nam", 2}}, "3.13.0"), text + ". Did you mean 'name'?");
}

TEST(PythonCallTest, AValueThatIsNoFunctionCannotBeCalled) {
  EXPECT_EQ(message_of<PythonError>([] { raise_not_callable(Value(5)); }),
            "TypeError: 'int' object is not callable");
}

}  // namespace
}  // namespace basehttp::conformance
