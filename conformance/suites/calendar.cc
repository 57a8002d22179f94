#include "conformance/suites/calendar.h"

#include <chrono>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr const char* kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

struct Moment {
  explicit Moment(double seconds)
      : time(std::chrono::seconds(static_cast<std::int64_t>(std::floor(seconds)))),
        midnight(std::chrono::floor<std::chrono::days>(time)),
        date(midnight),
        clock(time - midnight) {}

  [[nodiscard]] const char* month() const {
    return kMonths[static_cast<unsigned>(date.month()) - 1];
  }
  [[nodiscard]] const char* weekday() const {
    return kWeekdays[std::chrono::weekday(midnight).c_encoding()];
  }
  [[nodiscard]] std::string hours() const {
    return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                       clock.seconds().count());
  }

  std::chrono::sys_seconds time;
  std::chrono::sys_days midnight;
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<std::chrono::seconds> clock;
};

// To microseconds, half to even, as datetime rounds.
double rounded(double seconds) {
  double whole = 0;
  const double micros = std::nearbyint(std::modf(seconds, &whole) * 1e6);
  return micros >= 1e6 ? whole + 1 : whole + micros / 1e6;
}

}  // namespace

std::string http_date(double seconds) {
  const Moment at(rounded(seconds));
  return fmt::format("{}, {:02} {} {:04} {} GMT", at.weekday(),
                     static_cast<unsigned>(at.date.day()), at.month(),
                     static_cast<int>(at.date.year()), at.hours());
}

std::string log_date(double seconds) {
  const Moment at(seconds);
  return fmt::format("{:02}/{}/{:04} {}", static_cast<unsigned>(at.date.day()), at.month(),
                     static_cast<int>(at.date.year()), at.hours());
}

}  // namespace basehttp::conformance
