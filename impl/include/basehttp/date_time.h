// Dates as a handler writes them.  The local time zone is UTC: impl reads no
// environment.
#pragma once

#include <cstdint>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

// A moment in the proleptic Gregorian calendar, UTC.
struct CivilTime {
  std::int64_t year = 1970;
  int month = 1;  // 1 to 12
  int day = 1;    // 1 to 31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int weekday = 3;  // 0 is Monday
};

// From whole seconds since the epoch.
[[nodiscard]] CivilTime civil_from_seconds(std::int64_t seconds) noexcept;

// email.utils.formatdate(timestamp, usegmt=True): "Sun, 06 Nov 1994 08:49:37 GMT".
// The time is rounded to microseconds, half to even, then cut to seconds.
// Raises ValueError (NaN; a year outside 1 to 9999), OverflowError, OSError or
// TypeError, as Python does.
[[nodiscard]] Text format_http_date(const Value& timestamp, const Profile& profile);

// time.localtime(seconds): rounded down.  Raises ValueError, OverflowError, OSError.
[[nodiscard]] CivilTime local_time(double seconds, const Profile& profile);

// The two for a clock that is asked over and over: what was worked out last holds
// until the second is over.
class DateCache {
 public:
  // format_http_date(seconds), as a str.  It lives until the next call.
  [[nodiscard]] const Value& http_date(double seconds, const Profile& profile) {
    if (!(seconds >= http_from_ && seconds < http_until_)) refresh_http_date(seconds, profile);
    return http_date_;
  }
  // From which time on, and until which, the date that http_date() gave last is right.
  [[nodiscard]] double http_from() const noexcept { return http_from_; }
  [[nodiscard]] double http_until() const noexcept { return http_until_; }
  // local_time(seconds).
  [[nodiscard]] const CivilTime& local(double seconds, const Profile& profile) {
    if (!(seconds >= local_from_ && seconds < local_until_)) refresh_local(seconds, profile);
    return local_;
  }

  // What local() gave last, as "17/   /2024 12:00:00": the month is left blank.  Empty for a
  // year that takes no four digits.
  static constexpr std::size_t kMonthInStamp = 3;
  [[nodiscard]] const Text& local_stamp() const noexcept { return local_stamp_; }

 private:
  void refresh_http_date(double seconds, const Profile& profile);
  void refresh_local(double seconds, const Profile& profile);

  // From which moment on, and to which, the cached one is right; at first never.
  double http_from_ = 1;
  double http_until_ = 0;
  Value http_date_;
  double local_from_ = 1;
  double local_until_ = 0;
  CivilTime local_;
  Text local_stamp_;
};

}  // namespace basehttp
