// What belongs to a platform and not to CPython, and is therefore not recorded
// there (corpus/transcripts/exclusions.jsonl).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/harness/case.h"

namespace basehttp::conformance {

struct Exclusion {
  std::string case_pattern;     // glob over case ids
  std::string subject_pattern;  // glob over recorded names, as "cpython-3.14.2"
  std::string reason;
  std::string file;
  std::size_t line = 0;
};

class Exclusions {
 public:
  Exclusions() = default;
  // None when there is no such file.  InputError for an entry without case,
  // subject and reason.
  static Exclusions load(const std::filesystem::path& file);

  // The reason, or null when the answer belongs in the transcripts.
  [[nodiscard]] const std::string* find(const std::string& case_id,
                                        const std::string& subject) const;
  // InputError when an entry speaks of no case or of no subject of these.
  void check(const std::vector<Case>& cases, const std::vector<std::string>& subjects) const;

 private:
  std::vector<Exclusion> entries_;
};

}  // namespace basehttp::conformance
