#include "operators.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

TEST(OperatorsTest, SubscriptsAsPython) {
  EXPECT_TRUE(agrees_with_recorded(
      "operators", "subscript",
      [](const auto& of, const Profile& profile) { return subscript(of[0], of[1], profile); }));
}

TEST(OperatorsTest, SearchesAsPython) {
  EXPECT_TRUE(agrees_with_recorded(
      "operators", "contains",
      [](const auto& of, const Profile& profile) { return contains(of[0], of[1], profile); }));
}

TEST(OperatorsTest, UnpacksAsPython) {
  EXPECT_TRUE(
      agrees_with_recorded("operators", "unpack_two", [](const auto& of, const Profile& profile) {
        const auto [first, second] = unpack_two(of[0], profile);
        return Value::list({first, second});
      }));
}

TEST(OperatorsTest, AddsAsPython) {
  EXPECT_TRUE(agrees_with_recorded("operators", "add", [](const auto& of, const Profile& profile) {
    return add(of[0], of[1], profile);
  }));
}

TEST(OperatorsTest, ComparesAsPython) {
  EXPECT_TRUE(agrees_with_recorded("operators", "at_least", [](const auto& of, const Profile&) {
    return of[1].is_str() ? at_least(of[0], of[1].as_str().latin1())
                          : at_least(of[0], static_cast<int>(of[1].as_int()));
  }));
}

std::string message_of(const auto& function) {
  try {
    function();
  } catch (const PythonError& error) {
    return error.what();
  }
  return "nothing was raised";
}

TEST(OperatorsTest, AMethodOfStrIsMissedOnOtherValues) {
  const std::string no_lower = "AttributeError: 'int' object has no attribute 'lower'";
  EXPECT_EQ(message_of([] { (void)lower_equals(Value(5), "a"); }), no_lower);
  EXPECT_EQ(message_of([] { (void)str_with(Value(5), "lower"); }), no_lower);
  EXPECT_EQ(message_of([] { (void)str_to_translate(Value(Bytes{"a"})); }),
            "TypeError: a bytes-like object is required, not 'dict'");
  EXPECT_EQ(message_of([] { (void)str_to_translate(Value::none()); }),
            "AttributeError: 'NoneType' object has no attribute 'translate'");
  EXPECT_EQ(str_to_translate(Value("a")), "a");
  EXPECT_TRUE(lower_equals(Value("CLOSE"), "close"));
  EXPECT_FALSE(lower_equals(Value(Bytes{"close"}), "close"));
}

TEST(OperatorsTest, OnlyAStrEqualsAText) {
  EXPECT_TRUE(equals(Value("HEAD"), "HEAD"));
  EXPECT_FALSE(equals(Value("head"), "HEAD"));
  EXPECT_FALSE(equals(Value(Bytes{"HEAD"}), "HEAD"));
  EXPECT_FALSE(equals(Value(), ""));
}

}  // namespace
}  // namespace basehttp
