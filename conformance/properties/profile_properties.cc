// The recorded versions and what makes them differ.
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/profile.h"
#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

// One declared difference between releases.
struct Field {
  std::string_view name;
  std::function<bool(const Profile&, const Profile&)> same;
  std::function<void(Profile&, const Profile&)> copy;
};

template <typename T>
Field field(std::string_view name, T Profile::*member) {
  return {name, [member](const Profile& a, const Profile& b) { return a.*member == b.*member; },
          [member](Profile& to, const Profile& from) { to.*member = from.*member; }};
}

template <typename T>
Field field(std::string_view name, T Wording::*member) {
  return {
      name,
      [member](const Profile& a, const Profile& b) {
        return a.wording.*member == b.wording.*member;
      },
      [member](Profile& to, const Profile& from) { to.wording.*member = from.wording.*member; }};
}

// All that a profile declares, its name excepted.
const std::vector<Field>& fields() {
#define BASEHTTP_FIELD(name) field(#name, &Profile::name)
#define BASEHTTP_WORDING(name) field(#name, &Wording::name)
  static const std::vector<Field> kFields = {
      BASEHTTP_FIELD(server_version),
      BASEHTTP_FIELD(sys_version),
      BASEHTTP_FIELD(error_message_format),
      BASEHTTP_FIELD(statuses),
      BASEHTTP_FIELD(version_is_last_word),
      BASEHTTP_FIELD(leading_slashes_collapse),
      BASEHTTP_FIELD(version_numbers),
      BASEHTTP_FIELD(bad_line_has_status_line),
      BASEHTTP_FIELD(http09_reads_headers),
      BASEHTTP_FIELD(blank_line_counts),
      BASEHTTP_FIELD(folded_value_is_stripped),
      BASEHTTP_FIELD(parameter_split),
      BASEHTTP_FIELD(unnumbered_part),
      BASEHTTP_FIELD(header_names_are_checked),
      BASEHTTP_FIELD(transfer_encoding_is_stripped),
      BASEHTTP_FIELD(surrogates_always_decode),
      BASEHTTP_FIELD(payload_of_no_str_is_decoded),
      BASEHTTP_FIELD(base64_takes_excess_padding),
      BASEHTTP_FIELD(base64_reads_past_padding),
      BASEHTTP_FIELD(log_escapes_controls),
      BASEHTTP_FIELD(log_rejoins_request_line),
      BASEHTTP_FIELD(timeout_is_timeout_error),
      BASEHTTP_FIELD(unicode_error_reads_in_front),
      BASEHTTP_FIELD(repr_of_one_argument_has_comma),
      BASEHTTP_FIELD(status_str_is_number),
      BASEHTTP_FIELD(int_max_str_digits),
      BASEHTTP_FIELD(percent_takes_modifiers),
      BASEHTTP_FIELD(general_format_keeps_zeros),
      BASEHTTP_FIELD(huge_character_is_overflow),
      BASEHTTP_FIELD(tilde_is_unreserved),
      BASEHTTP_FIELD(cp65001_is_utf8),
      BASEHTTP_FIELD(slices_are_hashable),
      BASEHTTP_FIELD(contains_stops_at_match),
      BASEHTTP_FIELD(struct_time_year_is_int),
      BASEHTTP_FIELD(minor),
      BASEHTTP_WORDING(member_does_not_support_indexing),
      BASEHTTP_WORDING(unpacking_names_the_type),
      BASEHTTP_WORDING(concatenation_names_both_types),
      BASEHTTP_WORDING(json_type_has_no_quotes),
      BASEHTTP_WORDING(read_size_may_be_none),
      BASEHTTP_WORDING(integer_or_bytes_like),
      BASEHTTP_WORDING(encode_names_its_argument),
      BASEHTTP_WORDING(integer_is_real_number),
      BASEHTTP_WORDING(functions_are_qualified),
      BASEHTTP_WORDING(not_a_timestamp),
      BASEHTTP_WORDING(digit_limit_counts_digits),
      BASEHTTP_WORDING(str_index_names_the_type),
      BASEHTTP_WORDING(delattr_names_the_class),
      BASEHTTP_WORDING(bytes_call_i_d),
      BASEHTTP_WORDING(negative_character_is_overflow),
      BASEHTTP_WORDING(unset_local_is_inaccessible),
      BASEHTTP_WORDING(codec_errors_are_wrapped),
      BASEHTTP_WORDING(codec_error_has_colon),
      BASEHTTP_WORDING(keywords_are_suggested),
      BASEHTTP_WORDING(container_or_iterable),
      BASEHTTP_WORDING(unhashable_key_is_named),
      BASEHTTP_WORDING(unpacked_count_is_told),
      BASEHTTP_WORDING(year_bounds_are_told),
      BASEHTTP_WORDING(character_wanted),
      BASEHTTP_WORDING(format_errors_tell_position),
  };
#undef BASEHTTP_FIELD
#undef BASEHTTP_WORDING
  return kFields;
}

Outcome outcome_under(const Profile& profile, const Case& one) {
  const Answer answer = ReferenceSubject(profile).run(one);
  if (const auto* outcome = std::get_if<Outcome>(&answer)) return *outcome;
  if (const auto* failure = std::get_if<Failure>(&answer)) RC_FAIL(failure->what);
  RC_TAG("unsupported");
  RC_SUCCEED(std::get<Unsupported>(answer).why);
  return {};
}

// Two recorded versions, one behind the other.
std::pair<const Profile*, const Profile*> neighbours() {
  const auto all = all_profiles();
  const auto at = *generators::number<std::size_t>(0, all.size() - 2);
  return {all[at], all[at + 1]};
}

LIBRARY_PROP(ProfileLaws, AVersionIsANameForItsFieldsAndNothingElse, ()) {
  const Case one = *generators::cases();
  const Profile* older = *recorded_profiles();
  const Profile* newer = *recorded_profiles();
  Profile renamed = *older;
  renamed.version = newer->version;
  RC_CLASSIFY(older != newer);
  RC_LOG() << "show: " << rerun(one, std::string(older->version)) << "\n";
  require_same(outcome_under(*older, one), outcome_under(renamed, one));
}

LIBRARY_PROP(ProfileLaws, NeighboursDifferOnlyWhereADifferenceIsDeclared, ()) {
  const Case one = *generators::cases();
  const auto [older, newer] = neighbours();
  RC_LOG() << "show: " << rerun(one, std::string(newer->version)) << "\n";
  Profile stepping = *older;
  Outcome before = outcome_under(*older, one);
  bool parted = false;
  // From one release to the next, a field at a time: only a field that changed may tell.
  for (const Field& each : fields()) {
    const bool declared = !each.same(stepping, *newer);
    each.copy(stepping, *newer);
    Outcome after = outcome_under(stepping, one);
    if (!declared) {
      require_same(before, after);
    } else if (!same_outcome(before, after)) {
      RC_TAG("they part at " + std::string(each.name));
      parted = true;
    }
    before = std::move(after);
  }
  if (!parted) RC_TAG("they agree");
  require_same(outcome_under(*newer, one), before);
}

LIBRARY_PROP(ProfileLaws, AVersionIsFoundByItsNameAndALineByItsNewest, ()) {
  const Profile* profile = *recorded_profiles();
  RC_ASSERT(find_profile(profile->version) == profile);
  const std::string line(profile->version.substr(0, profile->version.rfind('.')));
  const Profile* newest = find_profile(line);
  RC_ASSERT(newest != nullptr);
  for (const Profile* other : all_profiles())
    if (other->minor == profile->minor) RC_ASSERT(other <= newest);
  RC_ASSERT(find_profile(line + "x") == nullptr);
  RC_TAG(line);
}

}  // namespace
}  // namespace basehttp::conformance
