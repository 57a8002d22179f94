// The verdicts of every requirement under every profile, as corpus/rfc/verdicts.jsonl
// pins them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "conformance/harness/corpus.h"
#include "conformance/harness/rfc_requirements.h"

namespace basehttp::conformance {

// By full version.
using VerdictsByProfile = std::map<std::string, RfcVerdict, std::less<>>;

// What a recorded CPython is found to do.  Not applicable where nothing was recorded.
[[nodiscard]] RfcFinding judge_recorded(const RfcRequirement& requirement, const Corpus& corpus,
                                        const std::string& profile);

class PinnedVerdicts {
 public:
  // InputError for a file that is not what write() makes, and for a line that speaks
  // of no requirement, or of one a second time.
  static PinnedVerdicts load(const std::filesystem::path& file,
                             const std::vector<RfcRequirement>& requirements);

  // Null when this is not pinned.
  [[nodiscard]] const RfcVerdict* find(const std::string& requirement,
                                       std::string_view profile) const;

 private:
  std::unordered_map<std::string, VerdictsByProfile> by_id_;
};

// The text of verdicts.jsonl: a line for each requirement, the profiles of each verdict
// in their order.  `verdicts` are by requirement, then by profile.
[[nodiscard]] std::string write_verdicts(const std::vector<RfcRequirement>& requirements,
                                         const std::vector<std::string>& profiles,
                                         const std::vector<std::vector<RfcVerdict>>& verdicts);

}  // namespace basehttp::conformance
