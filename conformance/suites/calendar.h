// The two forms of a date that a handler writes, from arithmetic of our own.
#pragma once

#include <string>

namespace basehttp::conformance {

// "Sun, 06 Nov 1994 08:49:37 GMT" of the seconds since the epoch, which are first
// rounded to microseconds.  Years 1 to 9999.
[[nodiscard]] std::string http_date(double seconds);

// "06/Nov/1994 08:49:37", without rounding.
[[nodiscard]] std::string log_date(double seconds);

}  // namespace basehttp::conformance
