#include "conformance/properties/law.h"

#include <ostream>
#include <sstream>
#include <variant>
#include <vector>

#include "basehttp/profile.h"
#include "conformance/generators/choose.h"
#include "conformance/harness/comparison.h"

namespace basehttp {

void showValue(const Profile* profile, std::ostream& out) { out << profile->version; }

namespace conformance {

rc::Gen<std::string> tested_versions() { return generators::choice(tested_profiles()); }

rc::Gen<const Profile*> recorded_profiles() {
  const auto all = all_profiles();
  return generators::choice(std::vector<const Profile*>(all.begin(), all.end()));
}

Outcome outcome_of(const Case& one, const std::string& version, const Delivery& delivery) {
  RC_LOG() << "show: " << rerun(one, version, delivery) << "\n";
  Answer answer = ask(one, version, delivery);
  if (auto* outcome = std::get_if<Outcome>(&answer)) return std::move(*outcome);
  if (const auto* failure = std::get_if<Failure>(&answer)) RC_FAIL(failure->what);
  RC_TAG("unsupported");
  RC_SUCCEED(std::get<Unsupported>(answer).why);
  return {};
}

void require_same(const Outcome& expected, const Outcome& actual) {
  if (same_outcome(expected, actual)) return;
  std::ostringstream message;
  message << "the outcomes differ\n";
  for (const Difference& one : differences(expected, actual))
    message << "field:    " << one.field << "\nexpected: " << one.expected
            << "\nactual:   " << one.actual << "\n";
  RC_FAIL(message.str());
}

std::string written(const Outcome& outcome) {
  std::string all;
  for (const std::string& bytes : outcome.writes) all += bytes;
  return all;
}

}  // namespace conformance
}  // namespace basehttp
