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
  kSortRaises,    // sorting None against int raises TypeError
  kCountsAsZero,  // gh-134151 (3.14.0)
};

// What `%c` says it wants.
enum class CharacterWanted {
  kIntOrChar,
  kIntOrUnicodeCharacter,      // 3.14.0
  kIntegerOrUnicodeCharacter,  // 3.15.0
};

// What a date says that is given neither an int nor a float.
enum class NotATimestamp {
  kIntegerRequired,
  kCannotBeInterpreted,  // 3.10.0
  kMustBeIntOrFloat,     // 3.14.0
  kMustBeRealNumber,     // 3.15.0
};

// How a release words what it raises, with the release that changed it.
struct Wording {
  bool member_does_not_support_indexing = true;  // up to 3.6: HTTPStatus.OK[0]
  bool unpacking_names_the_type = false;         // 3.7.0: "cannot unpack non-iterable int object"
  bool concatenation_names_both_types =
      false;                             // 3.7.0: 'can only concatenate str (not "int") to str'
  bool json_type_has_no_quotes = false;  // 3.7.0: "Object of type bytes is not ..."
  bool read_size_may_be_none = false;    // 3.7.0: "argument should be integer or None"
  bool integer_or_bytes_like = false;    // 3.7.0: b''.count('/'), "should be integer or bytes-like"
  bool encode_names_its_argument = false;  // 3.8.0: "encode() argument 'encoding' must be str"
  bool integer_is_real_number = false;     // 3.10.0: "%d format: a real number is required"
  bool functions_are_qualified = false;    // 3.10.0: "Message.get() missing ..."
  NotATimestamp not_a_timestamp = NotATimestamp::kIntegerRequired;
  bool digit_limit_counts_digits = false;    // 3.11.0: "the limit (4300 digits)"
  bool str_index_names_the_type = false;     // 3.11.0: "string indices must be integers, not 'str'"
  bool delattr_names_the_class = false;      // 3.11.0
  bool unset_local_is_inaccessible = false;  // 3.11.0: "cannot access local variable 'x' where"
  bool bytes_call_i_d = true;                // up to 3.13: b'%i' % 'x' speaks of %d
  bool negative_character_is_overflow = false;  // 3.11.7: b'%\xe9' % 1; before, without a text
  bool codec_errors_are_wrapped = true;  // up to 3.11: "decoding with 'idna' codec failed (...)"
  bool codec_error_has_colon = false;    // 3.13.0: "Unsupported error handling: replace"
  bool keywords_are_suggested = false;   // 3.13.0: "Did you mean 'failobj'?"
  bool container_or_iterable = false;    // 3.14.0: "is not a container or iterable"
  bool unhashable_key_is_named = false;  // 3.14.0: "cannot use 'list' as a dict key (...)"
  bool unpacked_count_is_told = false;   // 3.14.0: "(expected 2, got 3)"
  bool year_bounds_are_told = false;     // 3.14.0: "year must be in 1..9999, not 10000"
  CharacterWanted character_wanted = CharacterWanted::kIntOrChar;
  bool format_errors_tell_position = false;  // 3.15.0: "stray % at position 0"
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
  bool blank_line_counts = true;          // 3.15.0: the blank line is neither counted nor parsed
  bool folded_value_is_stripped = false;  // gh-124452: 3.12.8, 3.13.1, 3.14.0
  ParameterSplit parameter_split = ParameterSplit::kRecount;
  UnnumberedPart unnumbered_part = UnnumberedPart::kSortRaises;
  bool header_names_are_checked = false;       // gh-127794: 3.14.0, headers[name] = value
  bool transfer_encoding_is_stripped = false;  // 3.13.2: get_payload(decode=True)
  bool surrogates_always_decode = true;       // up to 3.12: get_payload() of a text with surrogates
  bool payload_of_no_str_is_decoded = false;  // 3.14.2: get_payload(decode=True) of an int
  bool base64_takes_excess_padding = false;   // 3.11.0 to 3.12: 'YWJj=' is well formed
  bool base64_reads_past_padding = false;     // 3.15.0: digits behind it count

  // -- log --
  bool log_escapes_controls = true;       // gh-100001: 3.7.16, 3.8.16, 3.9.16, 3.10.9, 3.11.1
  bool log_rejoins_request_line = false;  // gh-146292: 3.15.0

  // -- the interpreter --
  bool timeout_is_timeout_error = false;        // 3.10.0: socket.timeout is TimeoutError
  bool unicode_error_reads_in_front = true;     // up to 3.13.0: str() with a start below 0
  bool repr_of_one_argument_has_comma = false;  // up to 3.6: timeout('x',)
  bool status_str_is_number = false;            // 3.11.0: str(HTTPStatus.OK) is '200'
  std::size_t int_max_str_digits = 4300;    // 3.7.14, 3.8.14, 3.9.14, 3.10.7, 3.11.0; 0: no limit
  bool percent_takes_modifiers = false;     // up to 3.6: '%5%' is a percent sign
  bool general_format_keeps_zeros = true;   // up to 3.8 (bpo-40780): '%.2g' % 505 is 5.0e+02
  bool huge_character_is_overflow = false;  // 3.10.0: '%c' % 2**64
  bool tilde_is_unreserved = false;         // 3.7.0: urllib.parse.quote leaves it
  bool cp65001_is_utf8 = false;             // 3.8.0
  bool slices_are_hashable = false;         // 3.12.0: {}[:1] is a KeyError
  bool contains_stops_at_match = false;     // 3.12.0: `in` lowers no name behind the match
  bool struct_time_year_is_int = false;     // 3.13.0: time.localtime wraps at 2**31
  Wording wording;
  int minor = 0;  // of 3.minor, for tables that list releases
};

// The recorded interpreters, oldest first.
[[nodiscard]] std::span<const Profile* const> all_profiles();
// By full version ("3.11.7"), or by line ("3.13": its newest recorded release).
// Null for a name that is neither.
[[nodiscard]] const Profile* find_profile(std::string_view name);
// The newest recorded release.
[[nodiscard]] const Profile& newest_profile();

}  // namespace basehttp
