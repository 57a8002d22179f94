#include "conformance/harness/float_text.h"

#ifndef __cpp_lib_to_chars
#include <locale.h>  // NOLINT(modernize-deprecated-headers): newlocale is POSIX's
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): and strtod_l

#include <cerrno>
#include <cmath>
#include <cstddef>
#include <string>
#include <system_error>
#endif

namespace basehttp::conformance {

std::from_chars_result float_from_chars(const char* first, const char* last, double& value) {
#ifdef __cpp_lib_to_chars
  return std::from_chars(first, last, value);
#else
  // strtod takes more: blanks, a plus sign, hexadecimal digits.
  const std::string text(first, last);
  const std::size_t number = text.starts_with('-') ? 1 : 0;
  const bool is_taken_by_strtod_alone = text.find_first_of("+- \t\n\v\f\r", number) == number ||
                                        text.find_first_of("xX", number) == number + 1;
  static const locale_t kNone = ::newlocale(LC_ALL_MASK, "C", nullptr);
  char* end = nullptr;
  errno = 0;
  const double read = ::strtod_l(text.c_str(), &end, kNone);
  if (is_taken_by_strtod_alone || end == text.c_str()) return {first, std::errc::invalid_argument};
  const char* const behind = first + (end - text.c_str());
  // It says so of numbers that are merely small, too.
  if (errno == ERANGE && (std::isinf(read) || read == 0)) {
    return {behind, std::errc::result_out_of_range};
  }
  value = read;
  return {behind, std::errc()};
#endif
}

}  // namespace basehttp::conformance
