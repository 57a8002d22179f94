#include "basehttp/date_time.h"

#include <array>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstring>
#include <string>

#include "basehttp/python_error.h"
#include "decimal.h"

namespace basehttp {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::array<std::string_view, 7> kWeekdays = {"Mon", "Tue", "Wed", "Thu",
                                                       "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

PythonError out_of_range() {
  return PythonError("OverflowError", "timestamp out of range for platform time_t");
}

// A double as a time_t, already rounded.
std::int64_t to_time_t(double seconds) {
  constexpr double kLimit = 9223372036854775808.0;  // 2**63
  if (!(seconds >= -kLimit && seconds < kLimit)) throw out_of_range();
  return static_cast<std::int64_t>(seconds);
}

void check_not_nan(double seconds) {
  if (std::isnan(seconds)) throw PythonError("ValueError", "Invalid value NaN (not a number)");
}

// Rounds to the nearest microsecond, half to even, and gives the whole seconds
// (_PyTime_ObjectToTimeval).
std::int64_t rounded_to_microseconds(double seconds) {
  constexpr double kMicro = 1e6;
  double whole = 0;
  double micros = std::modf(seconds, &whole) * kMicro;
  const double nearest = std::round(micros);
  micros = std::fabs(micros - nearest) == 0.5 ? 2.0 * std::round(micros / 2.0) : nearest;
  if (micros >= kMicro) {
    whole += 1;
  } else if (micros < 0) {
    whole -= 1;
  }
  return to_time_t(whole);
}

// gmtime_r: the year counts from 1900 in a C int.
CivilTime checked_civil(std::int64_t seconds) {
  const CivilTime civil = civil_from_seconds(seconds);
  if (civil.year - 1900 > INT_MAX || civil.year - 1900 < INT_MIN) {
    throw PythonError(
        "OSError",
        std::vector<Value>{Value(EOVERFLOW), Value("Value too large for defined data type")});
  }
  return civil;
}

[[noreturn]] void raise_not_a_number(const Value& value, const Profile& profile) {
  const std::string type = type_name(value);
  std::string text;
  switch (profile.wording.not_a_timestamp) {
    case NotATimestamp::kIntegerRequired:
      text = "an integer is required (got type " + type + ")";
      break;
    case NotATimestamp::kCannotBeInterpreted:
      text = "'" + type + "' object cannot be interpreted as an integer";
      break;
    case NotATimestamp::kMustBeIntOrFloat:
      text = "argument must be int or float, not " + type;
      break;
    case NotATimestamp::kMustBeRealNumber:
      text = "must be real number, not " + type;
      break;
  }
  throw PythonError("TypeError", Text(text));
}

std::int64_t whole_seconds(const Value& timestamp, const Profile& profile) {
  if (timestamp.is_integer()) {
    const auto seconds = timestamp.integer().to_int64();
    if (!seconds) throw out_of_range();
    return *seconds;
  }
  if (timestamp.kind() != Value::Kind::kFloat) raise_not_a_number(timestamp, profile);
  check_not_nan(timestamp.as_float());
  return rounded_to_microseconds(timestamp.as_float());
}

constexpr std::size_t kHttpDateSize = 29;
constexpr std::size_t kStampSize = 20;

}  // namespace

CivilTime civil_from_seconds(std::int64_t seconds) noexcept {
  std::int64_t days = seconds / kSecondsPerDay;
  std::int64_t rest = seconds % kSecondsPerDay;
  if (rest < 0) {
    rest += kSecondsPerDay;
    --days;
  }
  CivilTime civil;
  civil.hour = static_cast<int>(rest / 3600);
  civil.minute = static_cast<int>(rest / 60 % 60);
  civil.second = static_cast<int>(rest % 60);
  civil.weekday = static_cast<int>(((days % 7) + 7 + 3) % 7);
  // Days to a date, in years that begin in March, 400 of which are an era.
  constexpr std::int64_t kDaysPerEra = 146097;
  const std::int64_t shifted = days + 719468;  // from 0000-03-01
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - kDaysPerEra + 1) / kDaysPerEra;
  const std::int64_t day_of_era = shifted - era * kDaysPerEra;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;  // 0 is March
  civil.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  civil.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

Text format_http_date(const Value& timestamp, const Profile& profile) {
  const CivilTime civil = checked_civil(whole_seconds(timestamp, profile));
  if (civil.year < 1 || civil.year > 9999) {
    // datetime keeps the year in a C int, which wraps round.
    const std::string year = std::to_string(static_cast<std::int32_t>(civil.year));
    throw PythonError("ValueError", Text(profile.wording.year_bounds_are_told
                                             ? "year must be in 1..9999, not " + year
                                             : "year " + year + " is out of range"));
  }
  Text text;
  const auto year = static_cast<int>(civil.year);
  char* to = text.extend(kHttpDateSize);
  to = copy_texts(to, kWeekdays[static_cast<std::size_t>(civil.weekday)], ", ");
  to = write_two_digits(to, civil.day);
  to = copy_texts(to, " ", kMonths[static_cast<std::size_t>(civil.month - 1)], " ");
  to = write_two_digits(write_two_digits(to, year / 100), year % 100);
  to = write_two_digits(copy_texts(to, " "), civil.hour);
  to = write_two_digits(copy_texts(to, ":"), civil.minute);
  to = write_two_digits(copy_texts(to, ":"), civil.second);
  copy_texts(to, " GMT");
  return text;
}

CivilTime local_time(double seconds, const Profile& profile) {
  check_not_nan(seconds);
  CivilTime civil = checked_civil(to_time_t(std::floor(seconds)));
  if (profile.struct_time_year_is_int) civil.year = static_cast<std::int32_t>(civil.year);
  return civil;
}

void DateCache::refresh_http_date(double seconds, const Profile& profile) {
  http_date_ = format_http_date(Value(seconds), profile);
  // Near its end a second may be rounded up to the next one.
  constexpr double kCertain = 0.99;
  http_from_ = std::floor(seconds);
  http_until_ = http_from_ + (seconds < http_from_ + kCertain ? kCertain : 0);
}

void DateCache::refresh_local(double seconds, const Profile& profile) {
  local_ = local_time(seconds, profile);
  local_stamp_.clear();
  if (local_.year >= 0 && local_.year <= 9999) {
    const auto year = static_cast<int>(local_.year);
    char* to = write_two_digits(local_stamp_.extend(kStampSize), local_.day);
    to = write_two_digits(write_two_digits(copy_texts(to, "/   /"), year / 100), year % 100);
    to = write_two_digits(copy_texts(to, " "), local_.hour);
    to = write_two_digits(copy_texts(to, ":"), local_.minute);
    write_two_digits(copy_texts(to, ":"), local_.second);
  }
  local_from_ = std::floor(seconds);
  local_until_ = local_from_ + 1;
}

}  // namespace basehttp
