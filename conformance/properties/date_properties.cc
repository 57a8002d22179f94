// Dates, against a reader of its own and the C library (date_time.h).
#include "basehttp/date_time.h"

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/harness/response_reader.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

constexpr std::int64_t kFirst = -62135596800;  // 0001-01-01
constexpr std::int64_t kLast = 253402300799;   // 9999-12-31

rc::Gen<std::int64_t> moments() {
  return rc::gen::oneOf(
      generators::number<std::int64_t>(-100, 4'000'000'000), generators::number(kFirst, kLast),
      // The ends of February and of centuries.
      generators::choice(std::vector<std::int64_t>{0, 951782399, 951782400, 951868800, 4107542399,
                                                   -2203891200, kFirst, kLast, 1709164800, 68169600,
                                                   -1, 1000000000}));
}

struct Date {
  std::tm parts{};
  bool strict = false;  // the text is what the parts would be written as
};

// IMF-fixdate of RFC 9110, section 5.6.7.
Date read_date(const std::string& text) {
  Date date;
  const char* end = strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date.parts);
  date.strict = end != nullptr && *end == '\0' &&
                text.size() == std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size();
  return date;
}

LIBRARY_PROP(DateLaws, AnHttpDateIsReadBackToTheSecond, ()) {
  const std::int64_t seconds = *moments();
  const Text text = format_http_date(Value(seconds), **recorded_profiles());
  RC_CLASSIFY(seconds < 0, "before 1970");
  Date date = read_date(text.utf8());
  RC_LOG() << text.utf8() << "\n";
  RC_ASSERT(date.strict);
  const int weekday = date.parts.tm_wday;
  RC_ASSERT(timegm(&date.parts) == seconds);
  RC_ASSERT(date.parts.tm_wday == weekday);  // timegm works out the real one
}

LIBRARY_PROP(DateLaws, AFractionOfASecondIsRoundedToMicrosecondsThenCut, ()) {
  const auto whole = *generators::number<std::int64_t>(-1'000'000, 2'000'000'000);
  const auto micros = *rc::gen::oneOf(generators::number(0, 999'999),
                                      generators::choice(std::vector<int>{0, 1, 500'000, 999'999}));
  const bool beyond = *generators::sometimes(20);
  // 0.6 of a microsecond more rounds up to the next one.
  const double moment = static_cast<double>(whole) + (micros + (beyond ? 0.6 : 0.0)) / 1e6;
  const bool carries = beyond && micros == 999'999;
  RC_TAG(carries ? "carries into the next second" : "within its second");
  Date date = read_date(format_http_date(Value(moment), **recorded_profiles()).utf8());
  RC_ASSERT(timegm(&date.parts) == whole + (carries ? 1 : 0));
}

LIBRARY_PROP(DateLaws, CivilTimeIsThatOfTheCLibrary, ()) {
  const std::int64_t seconds = *moments();
  const CivilTime civil = civil_from_seconds(seconds);
  const std::time_t time = seconds;
  std::tm expected{};
  gmtime_r(&time, &expected);
  RC_CLASSIFY(seconds < 0, "before 1970");
  RC_ASSERT(civil.year == expected.tm_year + 1900);
  RC_ASSERT(civil.month == expected.tm_mon + 1);
  RC_ASSERT(civil.day == expected.tm_mday);
  RC_ASSERT(civil.hour == expected.tm_hour);
  RC_ASSERT(civil.minute == expected.tm_min);
  RC_ASSERT(civil.second == expected.tm_sec);
  RC_ASSERT(civil.weekday == (expected.tm_wday + 6) % 7);
}

LIBRARY_PROP(DateLaws, LocalTimeIsRoundedDown, ()) {
  const auto whole = *generators::number<std::int64_t>(-1'000'000'000, 4'000'000'000);
  const double part = *generators::choice(std::vector<double>{0.0, 0.25, 0.5, 0.75});
  const CivilTime local = local_time(static_cast<double>(whole) + part, **recorded_profiles());
  const CivilTime floor = civil_from_seconds(whole);
  RC_CLASSIFY(whole < 0 && part > 0, "a fraction before 1970");
  RC_ASSERT((local.second == floor.second && local.minute == floor.minute &&
             local.hour == floor.hour && local.day == floor.day && local.year == floor.year));
}

RC_GTEST_PROP(DateLaws, AResponseAndItsLogLineBearTheTimeOfTheClock, ()) {
  const auto seconds = *generators::number<std::int64_t>(-1'000'000'000, 4'000'000'000);
  Case one = generators::case_of("GET / HTTP/1.0\r\n\r\n");
  one.time = Value(static_cast<double>(seconds));
  one.program = generators::program_of({200, {}, {}});
  const Outcome outcome = outcome_of(generators::finished(one), *tested_versions());
  RC_CLASSIFY(seconds < 0, "before 1970");
  Date date = read_date(read_head(outcome.writes.at(0)).only("Date").value_or(""));
  RC_ASSERT(date.strict);
  RC_ASSERT(timegm(&date.parts) == seconds);
  std::tm logged{};
  const std::string log = outcome.log.utf8();
  const char* end = strptime(log.c_str() + log.find('['), "[%d/%b/%Y %H:%M:%S]", &logged);
  RC_ASSERT(end != nullptr);
  RC_ASSERT(timegm(&logged) == seconds);
}

}  // namespace
}  // namespace basehttp::conformance
