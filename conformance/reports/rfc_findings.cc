#include "conformance/reports/rfc_findings.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>

#include "conformance/harness/rfc_verdicts.h"

namespace basehttp::conformance {
namespace {

using Places = std::unordered_map<const Case*, std::size_t>;

// Where the subject did as expected the run kept nothing, so the answer is that of CPython.
Answer answer_of(const ConformanceRun& run, const Case& one, std::size_t place,
                 std::size_t profile) {
  const CaseResult& result = run.results[profile][place];
  if (result.answer != nullptr) return *result.answer;
  if (result.verdict == Verdict::kAgree || result.verdict == Verdict::kVanished)
    return *run.corpus->expected(one, "cpython-" + run.profiles[profile]);
  return Unsupported{result.why};
}

std::optional<RfcFinding> subject_finding(const ConformanceRun& run, const Places& places,
                                          const RfcRequirement& requirement, std::size_t profile) {
  const bool all_ran =
      std::all_of(requirement.cases.begin(), requirement.cases.end(), [&](const Case* one) {
        const auto place = places.find(one);
        return place != places.end() &&
               run.results[profile][place->second].verdict != Verdict::kNotRun;
      });
  if (!all_ran) return std::nullopt;
  return judge(requirement,
               [&](const Case& one) { return answer_of(run, one, places.at(&one), profile); });
}

}  // namespace

RfcFindings rfc_findings(const ConformanceRun& run) {
  RfcFindings findings;
  const std::filesystem::path file = run.corpus->root / "rfc" / "requirements.jsonl";
  if (!std::filesystem::exists(file)) return findings;
  findings.requirements = load_rfc_requirements(file, run.corpus->cases);
  Places places;
  for (std::size_t c = 0; c < run.cases.size(); ++c) places.emplace(run.cases[c], c);
  for (const RfcRequirement& requirement : findings.requirements) {
    auto& recorded = findings.recorded.emplace_back();
    auto& subject = findings.subject.emplace_back();
    for (std::size_t p = 0; p < run.profiles.size(); ++p) {
      recorded.push_back(judge_recorded(requirement, *run.corpus, run.profiles[p]));
      subject.push_back(subject_finding(run, places, requirement, p));
    }
  }
  return findings;
}

}  // namespace basehttp::conformance
