// One handler, many CPythons.  A profile names a recorded interpreter by its
// full version and holds each behaviour that differs as a field with the
// release that changed it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace basehttp {

struct StatusTable;

// How parse_request reads the two numbers of a version token.
enum class VersionNumbers {
  kPythonInt,   // int(): sign and single underscores pass
  kDigitsOnly,  // isdigit() and at most 10 characters (gh-103204: 3.11.4, 3.12.0)
};

// The element splitter of email.message, `_parseparam`.
enum class ParameterSplit {
  kRecount,      // counts the quotes of the element anew at each semicolon
  kIncremental,  // counts on from the last semicolon, with indices swapped (3.14.0)
};

// What happens to an RFC 2231 continuation without a number.
enum class UnnumberedPart {
  kSortRaises,  // sorting None against int raises TypeError
  kCountsAsZero,  // gh-134151 (3.14.0)
};

struct Profile {
  std::string_view version;  // "3.11.7"

  // -- class attributes --
  std::string_view server_version = "BaseHTTP/0.6";  // without a version from 3.15.0
  std::string_view sys_version;
  std::string_view error_message_format;
  const StatusTable* statuses = nullptr;  // never null in a recorded profile

  // -- request line --
  bool version_is_last_word = true;      // 3.7.0: looked at in lines of 4 and more words too
  bool leading_slashes_collapse = true;  // gh-87389: 3.7.14, 3.8.14, 3.9.14, 3.10.6, 3.11.0
  VersionNumbers version_numbers = VersionNumbers::kPythonInt;
  bool bad_line_has_status_line = false;  // gh-54930: 3.15.0
  bool http09_reads_headers = true;       // gh-70765: 3.13.10, 3.14.1 read none

  // -- header block --
  bool blank_line_counts = true;     // 3.15.0: the blank line is neither counted nor parsed
  bool folded_value_is_stripped = false;  // gh-124452: 3.12.8, 3.13.1, 3.14.0
  ParameterSplit parameter_split = ParameterSplit::kRecount;
  UnnumberedPart unnumbered_part = UnnumberedPart::kSortRaises;
  bool header_names_are_checked = false;  // gh-127794: 3.14.0, headers[name] = value
  bool transfer_encoding_is_stripped = false;  // 3.13.2: get_payload(decode=True)

  // -- log --
  bool log_escapes_controls = true;        // gh-100001: 3.7.16, 3.8.16, 3.9.16, 3.10.9, 3.11.1
  bool log_rejoins_request_line = false;   // gh-146292: 3.15.0

  // -- the interpreter --
  bool timeout_is_timeout_error = false;  // 3.10.0: socket.timeout is TimeoutError
  bool repr_of_one_argument_has_comma = false;  // up to 3.6: timeout('x',)
  bool status_str_is_number = false;      // 3.11.0: str(HTTPStatus.OK) is '200'
  std::size_t int_max_str_digits = 4300;  // 3.7.14, 3.8.14, 3.9.14, 3.10.7, 3.11.0; 0: no limit
  bool percent_takes_modifiers = false;   // up to 3.6: '%5%' is a percent sign
  int minor = 0;                          // of 3.minor: the wording of messages
};

// The recorded interpreters, oldest first.
[[nodiscard]] std::span<const Profile* const> all_profiles();
// By full version ("3.11.7"), or by line ("3.13": its newest recorded release).
// Null for a name that is neither.
[[nodiscard]] const Profile* find_profile(std::string_view name);
// The newest recorded release.
[[nodiscard]] const Profile& newest_profile();

}  // namespace basehttp
