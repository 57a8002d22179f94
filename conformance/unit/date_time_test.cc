#include "basehttp/date_time.h"

#include <gtest/gtest.h>

#include "basehttp/python_error.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

TEST(DateTimeTest, HttpDatesAreThoseOfFormatdate) {
  EXPECT_TRUE(
      agrees_with_recorded("dates", "formatdate", [](const auto& of, const Profile& profile) {
        return Value(format_http_date(of[0], profile));
      }));
}

TEST(DateTimeTest, LocalTimesAreThoseOfTheTimeModule) {
  EXPECT_TRUE(
      agrees_with_recorded("dates", "localtime", [](const auto& of, const Profile& profile) {
        const CivilTime time = local_time(of[0].as_float(), profile);
        return Value::list(
            {time.year, time.month, time.day, time.hour, time.minute, time.second, time.weekday});
      }));
}

// Walks the calendar day by day, as a person would.
TEST(DateTimeTest, EveryDayFollowsTheOneBefore) {
  constexpr std::int64_t kDay = 86400;
  constexpr std::int64_t kFirst = -62162121600;  // 0000-02-29, a leap day
  const auto days_in = [](const CivilTime& time) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = time.year % 4 == 0 && (time.year % 100 != 0 || time.year % 400 == 0);
    return kDays[time.month - 1] + (time.month == 2 && leap ? 1 : 0);
  };
  CivilTime expected = civil_from_seconds(kFirst);
  EXPECT_EQ(expected.year, 0);
  EXPECT_EQ(expected.month, 2);
  EXPECT_EQ(expected.day, 29);
  for (std::int64_t day = 1; day <= std::int64_t{400} * 366; ++day) {
    expected.weekday = (expected.weekday + 1) % 7;
    if (++expected.day > days_in(expected)) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        ++expected.year;
      }
    }
    const CivilTime got = civil_from_seconds(kFirst + day * kDay + 86399);
    ASSERT_TRUE(got.year == expected.year && got.month == expected.month &&
                got.day == expected.day && got.weekday == expected.weekday && got.hour == 23 &&
                got.minute == 59 && got.second == 59)
        << got.year << "-" << got.month << "-" << got.day << ", weekday " << got.weekday;
  }
}

// Forwards and backwards over the ends of seconds, where a date is rounded.
TEST(DateCacheTest, GivesWhatTheFunctionsGive) {
  const Profile& profile = newest_profile();
  DateCache cache;
  for (const double second : {-2.0, -1.0, 0.0, 1.0, 784111777.0, 4102444799.0}) {
    for (const double part : {0.0, 0.25, 0.5, 0.98, 0.995, 0.9999994, 0.9999996, 1.0, 0.3}) {
      const double time = second + part;
      EXPECT_EQ(cache.http_date(time, profile).as_str(), format_http_date(Value(time), profile))
          << time;
      const CivilTime& got = cache.local(time, profile);
      const CivilTime expected = local_time(time, profile);
      EXPECT_EQ(got.second, expected.second) << time;
      EXPECT_EQ(got.minute, expected.minute) << time;
      EXPECT_EQ(got.day, expected.day) << time;
      EXPECT_EQ(got.year, expected.year) << time;
    }
  }
  // Backwards too: what was rounded up to the next second says nothing of its own.
  for (const double time : {-1.5, -2.0, -1.0, 784111777.9999996, 784111777.0}) {
    EXPECT_EQ(cache.http_date(time, profile).as_str(), format_http_date(Value(time), profile))
        << time;
  }
  EXPECT_THROW((void)cache.http_date(1e17, profile), PythonError);
  for (const auto& [time, stamp] :
       {std::pair(784111777.0, "06/   /1994 08:49:37"),
        std::pair(-62167219200.0, "01/   /0000 00:00:00"), std::pair(-62167219201.0, ""),
        std::pair(253402300799.0, "31/   /9999 23:59:59"), std::pair(253402300800.0, "")}) {
    (void)cache.local(time, profile);
    EXPECT_EQ(cache.local_stamp(), stamp);
  }
  EXPECT_EQ(cache.http_date(0, profile).as_str(), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace basehttp
