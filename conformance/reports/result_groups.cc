#include "conformance/reports/result_groups.h"

#include <algorithm>

namespace basehttp::conformance {
namespace {

bool same_difference(const Difference& a, const Difference& b) {
  return a.field == b.field && a.expected == b.expected && a.actual == b.actual;
}

bool reads_the_same(const CaseResult& a, const CaseResult& b) {
  if (a.verdict != b.verdict || a.why != b.why || (a.answer == nullptr) != (b.answer == nullptr))
    return false;
  if (!std::equal(a.differences.begin(), a.differences.end(), b.differences.begin(),
                  b.differences.end(), same_difference))
    return false;
  return a.answer == nullptr || same_outcome(*a.answer, *b.answer);
}

}  // namespace

std::vector<ResultGroup> result_groups(const ConformanceRun& run, std::size_t case_index) {
  std::vector<ResultGroup> groups;
  for (std::size_t p = 0; p < run.profiles.size(); ++p) {
    const CaseResult& result = run.results[p][case_index];
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const ResultGroup& one) {
      return reads_the_same(*one.result, result);
    });
    if (group == groups.end()) {
      groups.push_back({&result, {p}});
    } else {
      group->profiles.push_back(p);
    }
  }
  return groups;
}

std::vector<std::string> profile_names(const ConformanceRun& run,
                                       const std::vector<std::size_t>& profiles) {
  std::vector<std::string> names;
  names.reserve(profiles.size());
  for (const std::size_t p : profiles) names.push_back(run.profiles[p]);
  return names;
}

}  // namespace basehttp::conformance
