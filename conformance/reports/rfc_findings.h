// What the RFCs say of a run: the subject's findings beside those of CPython.
#pragma once

#include <optional>
#include <vector>

#include "conformance/harness/conformance_run.h"
#include "conformance/harness/rfc_requirements.h"

namespace basehttp::conformance {

struct RfcFindings {
  std::vector<RfcRequirement> requirements;
  // By requirement, then by profile.
  std::vector<std::vector<RfcFinding>> recorded;
  // The same of the subject.  None where the run left out one of the cases.
  std::vector<std::vector<std::optional<RfcFinding>>> subject;
};

// Of rfc/requirements.jsonl in the folder of the corpus; a corpus without it has none.  The
// run kept its answers.  InputError as load_rfc_requirements.
[[nodiscard]] RfcFindings rfc_findings(const ConformanceRun& run);

}  // namespace basehttp::conformance
