#include "basehttp/python_format.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "basehttp/http_message.h"
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

TEST(PythonFormatTest, TellsWhereAMessageIsNoArgument) {
  EXPECT_TRUE(agrees_with_recorded("formats", "percent_of_message",
                                   [](const auto& of, const Profile& profile) {
                                     const auto message = std::make_shared<HTTPMessage>(profile);
                                     message->is_plain = of[1].as_bool();
                                     return format(of[0], Value(message), profile);
                                   }));
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

TEST(PythonFormatTest, PlainFormatsAreThoseInWhichNothingCanGoWrong) {
  struct Row {
    Text format;
    std::vector<Value> args;
    const char* text;  // null: not plain
  };
  const Value wide(Text::from_code_points(U"\u20ac"));
  for (const Row& row :
       {Row{"", {}, ""}, Row{"a%%b", {}, "a%b"},
        Row{"\"%s\" %s %s", {"a'b", 200, "-"}, "\"a'b\" 200 -"},
        Row{"code %d, message %s", {Status{404}, "x\xe9"}, "code 404, message x\xe9"},
        Row{"%s", {-5}, "-5"},
        Row{"%s%d", {INT64_MIN, INT64_MAX}, "-92233720368547758089223372036854775807"},
        Row{"%", {}, nullptr}, Row{"%s", {}, nullptr}, Row{"%s", {1, 2}, nullptr},
        Row{"%s", {wide}, nullptr}, Row{"%r", {"a"}, nullptr}, Row{"%d", {"1"}, nullptr},
        Row{"%d", {2.5}, nullptr}, Row{"%5d", {2}, nullptr}, Row{"%(a)s", {2}, nullptr},
        Row{"%s", {Value::none()}, nullptr}, Row{wide.as_str(), {}, nullptr}}) {
    for (const Profile* profile : all_profiles()) {
      Text out("kept");
      const bool plain = append_plain_format(out, row.format, row.args, *profile);
      EXPECT_EQ(plain, row.text != nullptr) << row.format.utf8();
      EXPECT_EQ(is_plain_format(row.format, row.args, *profile), plain);
      EXPECT_EQ(out, Text("kept") + Text(plain ? row.text : ""));
    }
  }
  const Value status(Status{404});
  Text out;
  EXPECT_FALSE(append_plain_format(out, Text("%s"), {&status, 1}, *find_profile("3.10.13")));
  EXPECT_TRUE(append_plain_format(out, Text("%s"), {&status, 1}, *find_profile("3.11.2")));
  EXPECT_EQ(out, "404");
}

}  // namespace
}  // namespace basehttp
