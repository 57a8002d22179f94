// What the documentation says of the forms of a date.
#include <gtest/gtest.h>

#include <string>

#include "basehttp/value.h"
#include "conformance/suites/calendar.h"
#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

// The seconds that a case asks date_time_string for; null when it is no finite number of
// a year with four digits.
const Value* asked_seconds(const Case& one) {
  const Action* action = &one.program->methods.at(0).second.at(0);
  if (action->name == "try") action = &action->nested.at(0);
  if (action->args.size() != 2 || action->args[0].as_str() != "date_time_string") return nullptr;
  const Value& value = action->args[1];
  return value.kind() == Value::Kind::kInt || value.kind() == Value::Kind::kFloat ? &value
                                                                                  : nullptr;
}

CLAUSE_TEST("date_time_string.now", IsTheClockSTime) {
  expect_of_each({"documentation/date-time-string/now", "documentation/date-time-string/now-none"},
                 [](const Evidence& x) {
                   EXPECT_EQ(x.outcome.writes, (Texts{repr_of("Sun, 09 Sep 2001 01:46:40 GMT")}));
                 });
}

CLAUSE_TEST("date_time_string.now", IsTheClockSTimeAsTheCalendarHasIt) {
  expect_of_tagged("dates/clock/*", [](const Evidence& x) {
    if (!x.outcome.caught.empty()) return;
    EXPECT_EQ(read_head(x.outcome.writes.at(0)).only("Date"), http_date(seconds_of(x.one.time)));
  });
}

CLAUSE_TEST("date_time_string.given", IsTheTimeGiven) {
  expect_of("documentation/date-time-string/given", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("Sun, 09 Sep 2001 01:46:40 GMT")}));
  });
}

CLAUSE_TEST("date_time_string.given", ZeroIsTheEpoch) {
  expect_of("documentation/date-time-string/given-zero", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("Thu, 01 Jan 1970 00:00:00 GMT")}));
  });
}

CLAUSE_TEST("date_time_string.form", IsWeekdayDayMonthYearAndTime) {
  expect_of("documentation/date-time-string/form", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("Sun, 06 Nov 1994 08:49:37 GMT")}));
  });
}

CLAUSE_TEST("date_time_string.form", IsThatOfTheCalendar) {
  expect_of_tagged("dates/given/*", [](const Evidence& x) {
    const Value* const asked = asked_seconds(x.one);
    if (asked == nullptr || !x.outcome.caught.empty()) return;
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of(http_date(seconds_of(*asked)))}));
  });
}

CLAUSE_TEST("log_date_time_string", IsDayMonthYearAndTime) {
  expect_of("documentation/log-date-time-string/all", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("06/Nov/1994 08:49:37")}));
  });
  expect_of("documentation/log-date-time-string/digits", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("02/Jan/2000 03:04:05")}));
  });
}

CLAUSE_TEST("log_date_time_string", RoundsDown) {
  expect_of_tagged("dates/clock/*", [](const Evidence& x) {
    if (!x.outcome.caught.empty()) return;
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.1\" 200 -"}));  // after log_prefix()
  });
}

}  // namespace
}  // namespace basehttp::conformance
