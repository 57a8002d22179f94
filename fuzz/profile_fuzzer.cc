// A profile is its fields and nothing else: under another name and at another place it gives the
// same outcome.  And a field that alone is changed changes only what it is declared to change,
// only for bytes that give it a reason to (profile_effects.h).
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "conformance/harness/comparison.h"
#include "conformance/harness/reference_subject.h"
#include "fuzz/differential/connection_case.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_input.h"
#include "fuzz/profile_effects.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using conformance::Outcome;

std::string shown(const Outcome& a, const Outcome& b) {
  std::string out;
  for (const auto& each : differences(a, b))
    out += "\n  " + each.field + ": " + each.expected + " became " + each.actual;
  return out;
}

void check(const FuzzInput& input) {
  const Case& one = case_of(input);
  const auto answer = [&](const Profile& profile) {
    return conformance::ReferenceSubject(profile).run(one);
  };
  const Answer original = answer(input.profile());
  const auto* outcome = std::get_if<Outcome>(&original);
  if (outcome == nullptr) return;

  Profile changed = input.profile();
  changed.version = "0.0.0";
  // A name is the same in every run, so one in eight looks at it alone, the default among them.
  if (input.choice(Choice::kOther) / 16U % 8U == 0) {
    const Answer renamed = answer(changed);
    FUZZ_CHECK(std::holds_alternative<Outcome>(renamed) &&
                   same_outcome(*outcome, std::get<Outcome>(renamed)),
               "the name of a profile matters");
  }
  if (&input.profile() == &input.other_profile()) return;

  // Its own place: the delivery, which this target has no use for.
  const ProfileField& field = profile_field(input.choice(Choice::kDelivery));
  field.copy(changed, input.other_profile());
  Answer other = answer(changed);
  if (!std::holds_alternative<Outcome>(other)) return;
  auto& moved = std::get<Outcome>(other);
  if (same_outcome(*outcome, moved)) return;
  FUZZ_CHECK(field.has_reason(input),
             "no reason to differ: " + std::string(field.name) + shown(*outcome, moved));
  if (field.changes_number_of_writes && input.write_fault() != PlannedFault::kNone) return;
  Outcome kept = *outcome;
  field.forget(kept);
  field.forget(moved);
  FUZZ_CHECK(same_outcome(kept, moved),
             "more than is declared: " + std::string(field.name) + shown(kept, moved));
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::check({data, size});
  return 0;
}
