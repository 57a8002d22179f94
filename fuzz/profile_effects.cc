#include "fuzz/profile_effects.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "basehttp/python_text.h"

namespace basehttp::fuzz {
namespace {

using conformance::Outcome;

// -- reasons --

bool always(const FuzzInput& /*input*/) { return true; }
// The handlers of connection_case.h give it none.
bool never(const FuzzInput& /*input*/) { return false; }

bool contains(const FuzzInput& input, std::string_view text) {
  return input.stream().find(text) != std::string_view::npos;
}

// A line for which `holds` is true of its number of words.
template <typename Holds>
bool any_line(const FuzzInput& input, Holds holds) {
  std::string_view rest = input.stream();
  while (!rest.empty()) {
    const std::size_t size = std::min(rest.find('\n'), rest.size() - 1) + 1;
    const std::string_view line = rest.substr(0, size);
    std::size_t words = 0;
    for (std::size_t at = 0; !next_word(line, at).empty();) ++words;
    if (holds(words)) return true;
    rest.remove_prefix(size);
  }
  return false;
}

bool has_long_request_line(const FuzzInput& input) {
  return any_line(input, [](std::size_t words) { return words > 3; });
}
bool has_simple_request(const FuzzInput& input) {
  return any_line(input, [](std::size_t words) { return words == 2; });
}
bool has_two_slashes(const FuzzInput& input) { return contains(input, "//"); }
// Signs, underscores, superscripts, or digits enough.
bool has_odd_number(const FuzzInput& input) {
  if (input.stream().find_first_of("+-_\xb2\xb3\xb9") != std::string_view::npos) return true;
  constexpr std::ptrdiff_t kMostDigits = 10;
  return std::search_n(input.stream().begin(), input.stream().end(), kMostDigits, true,
                       [](char c, bool) { return c >= '0' && c <= '9'; }) != input.stream().end();
}
bool has_fold(const FuzzInput& input) {
  return contains(input, "\n ") || contains(input, "\n\t") || contains(input, "\r ") ||
         contains(input, "\r\t");
}
bool has_parameter(const FuzzInput& input) { return contains(input, ";"); }
bool has_coding(const FuzzInput& input) {
  return lower(input.stream()).find("content-transfer-encoding") != std::string::npos;
}
bool has_fault(const FuzzInput& input) {
  return input.read_fault() != PlannedFault::kNone || input.write_fault() != PlannedFault::kNone;
}
bool has_many_digits(const FuzzInput& input) {
  constexpr std::size_t kLeastLimit = 4300;
  return input.stream().size() > kLeastLimit;
}
// In a parameter, where it may be quoted, and is quoted anew when another one is set.
bool has_tilde(const FuzzInput& input) {
  return contains(input, "~") || contains(input, "%7E") || contains(input, "%7e");
}
bool names_code_page(const FuzzInput& input) { return contains(input, "65001"); }

// -- effects --

void anything(Outcome& outcome) { outcome = {}; }
void log_only(Outcome& outcome) { outcome.log.clear(); }
void writes(Outcome& outcome) {
  outcome.writes.clear();
  outcome.flushes.clear();
  outcome.pending.reset();
}
void writes_and_log(Outcome& outcome) {
  writes(outcome);
  log_only(outcome);
}
// A status line in front of a page that had none, and the version that goes with it.
void answers_to_bad_lines(Outcome& outcome) {
  writes(outcome);
  for (auto& request : outcome.requests) request.request_version = Value::none();
}
void messages(Outcome& outcome) {
  if (outcome.exception) outcome.exception->message.clear();
  for (auto& caught : outcome.caught) caught.message.clear();
}

#define BASEHTTP_COPY(member) [](Profile& to, const Profile& from) { to.member = from.member; }

constexpr ProfileField kFields[] = {
    {"server_version", BASEHTTP_COPY(server_version), never, anything},
    {"sys_version", BASEHTTP_COPY(sys_version), never, anything},
    {"error_message_format", BASEHTTP_COPY(error_message_format), always, writes},
    {"statuses", BASEHTTP_COPY(statuses), always, writes_and_log},
    {"version_is_last_word", BASEHTTP_COPY(version_is_last_word), has_long_request_line, anything},
    {"leading_slashes_collapse", BASEHTTP_COPY(leading_slashes_collapse), has_two_slashes,
     anything},
    {"version_numbers", BASEHTTP_COPY(version_numbers), has_odd_number, anything},
    {"bad_line_has_status_line", BASEHTTP_COPY(bad_line_has_status_line), always,
     answers_to_bad_lines, true},
    {"http09_reads_headers", BASEHTTP_COPY(http09_reads_headers), has_simple_request, anything},
    {"blank_line_counts", BASEHTTP_COPY(blank_line_counts), always, anything},
    {"folded_value_is_stripped", BASEHTTP_COPY(folded_value_is_stripped), has_fold, anything},
    {"parameter_split", BASEHTTP_COPY(parameter_split), has_parameter, anything},
    {"unnumbered_part", BASEHTTP_COPY(unnumbered_part), has_parameter, anything},
    {"header_names_are_checked", BASEHTTP_COPY(header_names_are_checked), never, anything},
    {"transfer_encoding_is_stripped", BASEHTTP_COPY(transfer_encoding_is_stripped), has_coding,
     anything},
    {"base64_takes_excess_padding", BASEHTTP_COPY(base64_takes_excess_padding), has_coding,
     anything},
    {"base64_reads_past_padding", BASEHTTP_COPY(base64_reads_past_padding), has_coding, anything},
    {"log_escapes_controls", BASEHTTP_COPY(log_escapes_controls), always, log_only},
    {"log_rejoins_request_line", BASEHTTP_COPY(log_rejoins_request_line), always, log_only},
    {"timeout_is_timeout_error", BASEHTTP_COPY(timeout_is_timeout_error), has_fault, anything},
    {"repr_of_one_argument_has_comma", BASEHTTP_COPY(repr_of_one_argument_has_comma), has_fault,
     log_only},
    {"status_str_is_number", BASEHTTP_COPY(status_str_is_number), always, writes_and_log},
    {"int_max_str_digits", BASEHTTP_COPY(int_max_str_digits), has_many_digits, anything},
    {"percent_takes_modifiers", BASEHTTP_COPY(percent_takes_modifiers), never, anything},
    {"general_format_keeps_zeros", BASEHTTP_COPY(general_format_keeps_zeros), never, anything},
    {"huge_character_is_overflow", BASEHTTP_COPY(huge_character_is_overflow), never, anything},
    {"tilde_is_unreserved", BASEHTTP_COPY(tilde_is_unreserved), has_tilde, anything},
    {"cp65001_is_utf8", BASEHTTP_COPY(cp65001_is_utf8), names_code_page, anything},
    {"contains_stops_at_match", BASEHTTP_COPY(contains_stops_at_match), never, anything},
    {"struct_time_year_is_int", BASEHTTP_COPY(struct_time_year_is_int), never, anything},
    {"wording", BASEHTTP_COPY(wording), always, messages},
    // Behind the others, whose choices stand in saved inputs.
    {"surrogates_always_decode", BASEHTTP_COPY(surrogates_always_decode), never, anything},
    {"payload_of_no_str_is_decoded", BASEHTTP_COPY(payload_of_no_str_is_decoded), never, anything},
    {"unicode_error_reads_in_front", BASEHTTP_COPY(unicode_error_reads_in_front), never, anything},
    {"slices_are_hashable", BASEHTTP_COPY(slices_are_hashable), never, anything},
    {"minor", BASEHTTP_COPY(minor), never, anything},
};

// Of any type that a field may have.
struct AnyField {
  template <typename T>
  operator T() const;  // NOLINT(google-explicit-constructor): it stands for a value
};

// How many fields an aggregate has: as many as it can be initialised with.
template <typename T, typename... Fields>
constexpr std::size_t field_count() {
  if constexpr (requires { T{Fields{}..., AnyField{}}; }) {
    return field_count<T, Fields..., AnyField>();
  } else {
    return sizeof...(Fields);
  }
}

static_assert(field_count<Profile>() == std::size(kFields) + 1, "a row for each but the version");

#undef BASEHTTP_COPY

}  // namespace

const ProfileField& profile_field(std::uint8_t choice) {
  return kFields[choice % std::size(kFields)];
}

}  // namespace basehttp::fuzz
