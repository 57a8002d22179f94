#include "basehttp/message_parameters.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

// split_parameters() and format_parameter() are held against CPython in
// http_message_test.cc, through get_params() and set_param().

TEST(MessageParametersTest, QuotesAndUnquotesAsInPython) {
  EXPECT_TRUE(agrees_with_recorded("parameters", "quoting", [](const auto& of, const Profile&) {
    const Text& text = of[0].as_str();
    return Value::list({Value(quote(text)), Value(unquote(text))});
  }));
}

TEST(MessageParametersTest, CollapsesRfc2231ValuesAsInPython) {
  EXPECT_TRUE(
      agrees_with_recorded("parameters", "collapse", [](const auto& of, const Profile& profile) {
        return Value(collapse_rfc2231_value(of[0], profile));
      }));
}

TEST(MessageParametersTest, TheValueItselfComesFirstAndStaysQuoted) {
  const auto parameters = split_parameters("\"a/b\"; C=\"d\"; e*=utf-8'en'%66", newest_profile());
  ASSERT_EQ(parameters.size(), 3U);
  EXPECT_EQ(parameters[0].first, "\"a/b\"");
  EXPECT_EQ(parameters[0].second.as_str(), "");
  EXPECT_EQ(parameters[1].first, "c");
  EXPECT_EQ(parameters[1].second.as_str(), "\"d\"");
  EXPECT_EQ(parameters[2].first, "e");
  EXPECT_EQ(repr(parameters[2].second, newest_profile()), "('utf-8', 'en', '\"f\"')");
}

TEST(MessageParametersTest, UnquotingATupleKeepsItsCharset) {
  EXPECT_EQ(repr(unquote_value(Value::tuple({"utf-8", Value::none(), "\"x\""})), newest_profile()),
            "('utf-8', None, 'x')");
  EXPECT_EQ(unquote_value(Value("<x>")).as_str(), "x");
}

TEST(MessageParametersTest, AParameterIsAStrATupleOrNothing) {
  EXPECT_EQ(format_parameter("a", Value::none(), true, newest_profile()).as_str(), "a");
  EXPECT_EQ(format_parameter("a", Value("b c"), false, newest_profile()).as_str(), "a=\"b c\"");
  EXPECT_THROW((void)format_parameter("a", Value(5), true, newest_profile()), PythonError);
  try {
    (void)format_parameter(Value::list({}), Value("\xe9"), true, newest_profile());
    FAIL() << "a list has got a star";
  } catch (const Unsupported& unsupported) {
    EXPECT_STREQ(unsupported.what(), "a star behind a parameter name that is a list");
  }
}

}  // namespace
}  // namespace basehttp
