#include "conformance/harness/exclusions.h"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/glob.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"

namespace basehttp::conformance {

Exclusions Exclusions::load(const std::filesystem::path& file) {
  Exclusions list;
  if (!std::filesystem::exists(file)) return list;
  for_each_line(file, [&](const JsonLine& line) {
    Exclusion entry;
    for (const Json member : line.json) {
      if (member.key_is("case")) entry.case_pattern = member.utf8();
      if (member.key_is("subject")) entry.subject_pattern = member.utf8();
      if (member.key_is("reason")) entry.reason = member.utf8();
    }
    if (entry.case_pattern.empty()) throw JsonError("case", "is missing or empty");
    if (entry.subject_pattern.empty()) throw JsonError("subject", "is missing or empty");
    if (entry.reason.empty()) throw JsonError("reason", "is missing or empty: say why");
    entry.file = line.file;
    entry.line = line.number;
    list.entries_.push_back(std::move(entry));
  });
  return list;
}

const std::string* Exclusions::find(const std::string& case_id, const std::string& subject) const {
  for (const Exclusion& entry : entries_)
    if (glob_matches(entry.case_pattern, case_id) && glob_matches(entry.subject_pattern, subject))
      return &entry.reason;
  return nullptr;
}

void Exclusions::check(const std::vector<Case>& cases,
                       const std::vector<std::string>& subjects) const {
  for (const Exclusion& entry : entries_) {
    const bool has_case = std::any_of(cases.begin(), cases.end(), [&](const Case& one) {
      return glob_matches(entry.case_pattern, one.id);
    });
    if (!has_case)
      throw InputError(entry.file, entry.line, "case",
                       fmt::format("{} matches no case", entry.case_pattern));
    const bool has_subject = std::any_of(
        subjects.begin(), subjects.end(),
        [&](const std::string& name) { return glob_matches(entry.subject_pattern, name); });
    if (!has_subject)
      throw InputError(entry.file, entry.line, "subject",
                       fmt::format("{} matches no recorded subject", entry.subject_pattern));
  }
}

}  // namespace basehttp::conformance
