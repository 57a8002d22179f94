#include "basehttp/profile.h"

#include <array>

#include "basehttp/http_status.h"

namespace basehttp {
namespace {

// The pages of 3.6, 3.11 and 3.14.  They differ up to the title only.
#define BASEHTTP_ERROR_PAGE_END                                      \
  "        <title>Error response</title>\n"                          \
  "    </head>\n"                                                    \
  "    <body>\n"                                                     \
  "        <h1>Error response</h1>\n"                                \
  "        <p>Error code: %(code)d</p>\n"                            \
  "        <p>Message: %(message)s.</p>\n"                           \
  "        <p>Error code explanation: %(code)s - %(explain)s.</p>\n" \
  "    </body>\n"                                                    \
  "</html>\n"
#define BASEHTTP_HTML5_HEAD \
  "<!DOCTYPE HTML>\n"       \
  "<html lang=\"en\">\n"    \
  "    <head>\n"            \
  "        <meta charset=\"utf-8\">\n"

constexpr std::string_view kHtml4Page =
    "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"\n"
    "        \"http://www.w3.org/TR/html4/strict.dtd\">\n"
    "<html>\n"
    "    <head>\n"
    "        <meta http-equiv=\"Content-Type\" "
    "content=\"text/html;charset=utf-8\">\n" BASEHTTP_ERROR_PAGE_END;
constexpr std::string_view kHtml5Page = BASEHTTP_HTML5_HEAD BASEHTTP_ERROR_PAGE_END;
constexpr std::string_view kColorSchemePage = BASEHTTP_HTML5_HEAD
    "        <style type=\"text/css\">\n"
    "            :root {\n"
    "                color-scheme: light dark;\n"
    "            }\n"
    "        </style>\n" BASEHTTP_ERROR_PAGE_END;

#undef BASEHTTP_HTML5_HEAD
#undef BASEHTTP_ERROR_PAGE_END

// Each profile is its predecessor with what the release changed.
using Change = void (*)(Profile&);

Profile next(Profile from, std::string_view version, std::string_view sys_version, int minor,
             Change change) {
  from.version = version;
  from.sys_version = sys_version;
  from.minor = minor;
  from.statuses = &status_table(minor);
  change(from);
  return from;
}

constexpr std::size_t kCount = 12;

std::array<Profile, kCount> make_profiles() {
  std::array<Profile, kCount> all;
  all[0] = next({}, "3.6.15", "Python/3.6.15", 6, [](Profile& p) {
    p.error_message_format = kHtml4Page;
    p.version_is_last_word = false;
    p.leading_slashes_collapse = false;
    p.log_escapes_controls = false;
    p.repr_of_one_argument_has_comma = true;
    p.int_max_str_digits = 0;
    p.percent_takes_modifiers = true;
  });
  all[1] = next(all[0], "3.7.16", "Python/3.7.16", 7, [](Profile& p) {
    p.version_is_last_word = true;
    p.leading_slashes_collapse = true;
    p.log_escapes_controls = true;
    p.repr_of_one_argument_has_comma = false;
    p.int_max_str_digits = 4300;
    p.percent_takes_modifiers = false;
    p.tilde_is_unreserved = true;
    p.wording.member_does_not_support_indexing = false;
    p.wording.unpacking_names_the_type = true;
    p.wording.concatenation_names_both_types = true;
    p.wording.json_type_has_no_quotes = true;
    p.wording.read_size_may_be_none = true;
    p.wording.integer_or_bytes_like = true;
  });
  all[2] = next(all[1], "3.8.18", "Python/3.8.18", 8, [](Profile& p) {
    p.cp65001_is_utf8 = true;
    p.wording.encode_names_its_argument = true;
  });
  all[3] = next(all[2], "3.9.18", "Python/3.9.18", 9,
                [](Profile& p) { p.general_format_keeps_zeros = false; });
  all[4] = next(all[3], "3.10.13", "Python/3.10.13", 10, [](Profile& p) {
    p.timeout_is_timeout_error = true;
    p.huge_character_is_overflow = true;
    p.wording.integer_is_real_number = true;
    p.wording.functions_are_qualified = true;
    p.wording.not_a_timestamp = NotATimestamp::kCannotBeInterpreted;
  });
  all[5] = next(all[4], "3.11.2", "Python/3.11.2", 11, [](Profile& p) {
    p.error_message_format = kHtml5Page;
    p.status_str_is_number = true;
    p.base64_takes_excess_padding = true;
    p.wording.digit_limit_counts_digits = true;
    p.wording.str_index_names_the_type = true;
    p.wording.delattr_names_the_class = true;
    p.wording.unset_local_is_inaccessible = true;
  });
  all[6] = next(all[5], "3.11.7", "Python/3.11.7", 11, [](Profile& p) {
    p.version_numbers = VersionNumbers::kDigitsOnly;
    p.wording.negative_character_is_overflow = true;
  });
  all[7] = next(all[6], "3.12.1", "Python/3.12.1", 12, [](Profile& p) {
    p.contains_stops_at_match = true;
    p.slices_are_hashable = true;
    p.wording.codec_errors_are_wrapped = false;
  });
  all[8] = next(all[7], "3.13.0", "Python/3.13.0", 13, [](Profile& p) {
    p.struct_time_year_is_int = true;
    p.surrogates_always_decode = false;
    p.base64_takes_excess_padding = false;
    p.wording.codec_error_has_colon = true;
    p.wording.keywords_are_suggested = true;
  });
  all[9] = next(all[8], "3.13.2", "Python/3.13.2", 13, [](Profile& p) {
    p.folded_value_is_stripped = true;
    p.transfer_encoding_is_stripped = true;
    p.unicode_error_reads_in_front = false;
  });
  all[10] = next(all[9], "3.14.2", "Python/3.14.2", 14, [](Profile& p) {
    p.error_message_format = kColorSchemePage;
    p.http09_reads_headers = false;
    p.payload_of_no_str_is_decoded = true;
    p.parameter_split = ParameterSplit::kIncremental;
    p.unnumbered_part = UnnumberedPart::kCountsAsZero;
    p.header_names_are_checked = true;
    p.wording.container_or_iterable = true;
    p.wording.bytes_call_i_d = false;
    p.wording.unhashable_key_is_named = true;
    p.wording.unpacked_count_is_told = true;
    p.wording.year_bounds_are_told = true;
    p.wording.character_wanted = CharacterWanted::kIntOrUnicodeCharacter;
    p.wording.not_a_timestamp = NotATimestamp::kMustBeIntOrFloat;
  });
  all[11] = next(all[10], "3.15.0rc1", "Python/3.15.0rc1", 15, [](Profile& p) {
    p.server_version = "BaseHTTP";
    p.bad_line_has_status_line = true;
    p.blank_line_counts = false;
    p.log_rejoins_request_line = true;
    p.base64_reads_past_padding = true;
    p.wording.character_wanted = CharacterWanted::kIntegerOrUnicodeCharacter;
    p.wording.not_a_timestamp = NotATimestamp::kMustBeRealNumber;
    p.wording.format_errors_tell_position = true;
  });
  return all;
}

const std::array<Profile, kCount>& profiles() {
  static const std::array<Profile, kCount> kProfiles = make_profiles();
  return kProfiles;
}

}  // namespace

std::span<const Profile* const> all_profiles() {
  static const std::array<const Profile*, kCount> kPointers = [] {
    std::array<const Profile*, kCount> pointers{};
    for (std::size_t i = 0; i < kCount; ++i) pointers[i] = &profiles()[i];
    return pointers;
  }();
  return kPointers;
}

const Profile* find_profile(std::string_view name) {
  const Profile* newest_of_line = nullptr;
  for (const Profile& profile : profiles()) {
    if (profile.version == name) return &profile;
    if (profile.version.substr(0, profile.version.rfind('.')) == name) newest_of_line = &profile;
  }
  return newest_of_line;
}

const Profile& newest_profile() { return profiles().back(); }

}  // namespace basehttp
