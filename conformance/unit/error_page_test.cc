#include "error_page.h"

#include <gtest/gtest.h>

#include <string>

#include "basehttp/http_status.h"
#include "basehttp/python_format.h"
#include "basehttp/python_text.h"

namespace basehttp {
namespace {

// The page by `%`, as send_error makes any other one.
std::string formatted(const Value& format, const Value& code, const Text& message,
                      const Text& explain, const Profile& profile) {
  const Value arguments = Value::dict({{Value("code"), code},
                                       {Value("message"), Value(html_escape(message))},
                                       {Value("explain"), Value(html_escape(explain))}});
  return encode_utf8_replace(basehttp::format(format.as_str(), arguments, profile));
}

TEST(ErrorPageTest, IsWhatFormattingMakesOfThePageOfEachRelease) {
  for (const Profile* profile : all_profiles()) {
    const Value format(profile->error_message_format);
    for (const Value& code :
         {Value(404), Value(Status{404}), Value(true), Value(-1), Value(99999)}) {
      for (const char* message : {"", "Not Found", "<a&b>", "\xe9\x80\xff\x01", "%(code)d"}) {
        Text page = "before";
        ASSERT_TRUE(
            ErrorPage::of(*profile).append(page, format, code, message, "e<>&\xe9", *profile));
        EXPECT_EQ(page.latin1(), "before" + formatted(format, code, message, "e<>&\xe9", *profile))
            << profile->version;
      }
    }
  }
}

// As send_error passes it on: the text of the table itself.
TEST(ErrorPageTest, IsTheSameUnderTheExplanationOfTheLibrary) {
  for (const Profile* profile : all_profiles()) {
    EXPECT_TRUE(ErrorPage::of(*profile).is_of(*profile)) << profile->version;
    const Value format = Value::literal(profile->error_message_format);
    for (const StatusEntry& entry : profile->statuses->entries) {
      const Value explain = Value::literal(entry.description);
      for (const Value& code : {Value(Status{entry.code}), Value(entry.code)}) {
        Text page = "before";
        ASSERT_TRUE(ErrorPage::of(*profile).append(page, format, code, "<a&b>", explain, *profile));
        EXPECT_EQ(page.latin1(),
                  "before" + formatted(format, code, "<a&b>", Text(entry.description), *profile))
            << profile->version;
      }
    }
  }
}

// With the fields of two releases none of the pages fits, and the message stands in one anyway.
TEST(ErrorPageTest, FitsProfilesThatAreNoRelease) {
  const Profile* const oldest = all_profiles().front();
  Profile mixed = newest_profile();
  mixed.error_message_format = oldest->error_message_format;
  const StatusEntry& entry = *mixed.statuses->find(404);
  for (const bool is_number : {false, true}) {
    mixed.status_str_is_number = is_number;
    ASSERT_FALSE(ErrorPage::of(mixed).is_of(mixed));
    const Value format = Value::literal(mixed.error_message_format);
    const Value code(Status{404});
    Text page;
    ASSERT_TRUE(ErrorPage::of(mixed).append(page, format, code, "m",
                                            Value::literal(entry.description), mixed));
    EXPECT_EQ(page.latin1(), formatted(format, code, "m", Text(entry.description), mixed));
  }
}

TEST(ErrorPageTest, LeavesEverythingElseAlone) {
  const Profile& profile = newest_profile();
  const ErrorPage& page = ErrorPage::of(profile);
  const Value format(profile.error_message_format);
  const Value wide(Text::from_code_points(U"\u20ac"));
  Text body;
  EXPECT_FALSE(page.append(body, Value("%(code)d"), 404, "m", "e", profile));
  EXPECT_FALSE(page.append(body, Value(5), 404, "m", "e", profile));
  EXPECT_FALSE(page.append(body, format, "404", "m", "e", profile));
  EXPECT_FALSE(page.append(body, format, 404.5, "m", "e", profile));
  EXPECT_FALSE(page.append(body, format, 404, wide, "e", profile));
  EXPECT_FALSE(page.append(body, format, 404, "m", Value::none(), profile));
  EXPECT_FALSE(
      ErrorPage("%(code)d %(other)s").append(body, "%(code)d %(other)s", 404, "m", "e", profile));
  EXPECT_EQ(body, "");
}

}  // namespace
}  // namespace basehttp
