// A corpus folder: cases, and what was recorded of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/exclusions.h"
#include "conformance/harness/transcript.h"

namespace basehttp::conformance {

struct Corpus {
  std::filesystem::path root;
  std::vector<Case> cases;
  Transcripts transcripts;
  Exclusions exclusions;
  // Every recorded name, of subjects.json or met in a transcript, in the order of versions.
  std::vector<std::string> subjects;

  // Reads `root`/cases and `root`/transcripts.  InputError for what the loaders
  // refuse, and for cases and transcripts that do not belong together: a case
  // without a transcript, a transcript without a case, a case that changed since.
  // Outcomes of subjects that are not wanted are left out.
  static Corpus load(const std::filesystem::path& root, const SubjectFilter& wanted = {});

  // The recorded outcome, of a subject that was wanted.  Null when an exclusion says why there is
  // none; InputError when none does.
  [[nodiscard]] const Outcome* expected(const Case& one, const std::string& subject) const;
};

}  // namespace basehttp::conformance
