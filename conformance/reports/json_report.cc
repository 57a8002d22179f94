#include "conformance/reports/json_report.h"

#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/report.h"
#include "conformance/reports/json_text.h"
#include "conformance/reports/result_groups.h"

namespace basehttp::conformance {
namespace {

// {"agree": 12, "differ": 1}: the verdicts that were given.
std::string counts(const Tally& tally) {
  std::vector<std::string> parts;
  for (std::size_t v = 0; v < kVerdicts; ++v) {
    const auto verdict = static_cast<Verdict>(v);
    if (tally[verdict] != 0)
      parts.push_back(fmt::format("\"{}\": {}", verdict_name(verdict), tally[verdict]));
  }
  return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

// {"3.13.0": {...}, ...}, one profile a line at this indentation.
std::string by_profile(const ConformanceRun& run, const std::vector<Tally>& tallies,
                       std::string_view indentation) {
  std::vector<std::string> lines;
  lines.reserve(tallies.size());
  for (std::size_t p = 0; p < tallies.size(); ++p)
    lines.push_back(
        fmt::format("{}  {}: {}", indentation, json_string(run.profiles[p]), counts(tallies[p])));
  return fmt::format("{{\n{}\n{}}}", fmt::join(lines, ",\n"), indentation);
}

std::string totals_and_areas(const ConformanceRun& run) {
  std::vector<Tally> totals(run.profiles.size());
  std::vector<std::string_view> areas;
  std::map<std::string_view, std::vector<Tally>> by_area;
  for (std::size_t c = 0; c < run.cases.size(); ++c) {
    const auto [at, fresh] =
        by_area.try_emplace(run.cases[c]->area(), std::vector<Tally>(run.profiles.size()));
    if (fresh) areas.push_back(at->first);
    for (std::size_t p = 0; p < run.profiles.size(); ++p) {
      totals[p].add(run.results[p][c].verdict);
      at->second[p].add(run.results[p][c].verdict);
    }
  }
  std::vector<std::string> lines;
  lines.reserve(areas.size());
  for (const std::string_view area : areas)
    lines.push_back(
        fmt::format("    {}: {}", json_string(area), by_profile(run, by_area.at(area), "    ")));
  return fmt::format("  \"totals\": {},\n  \"areas\": {{\n{}\n  }},\n",
                     by_profile(run, totals, "  "), fmt::join(lines, ",\n"));
}

std::string problems(const ConformanceRun& run) {
  std::vector<std::string> parts;
  parts.reserve(run.list_problems.size());
  for (const auto& [entry, what] : run.list_problems)
    parts.push_back(
        fmt::format("\n    {{\"file\": {}, \"line\": {}, \"case\": {}, \"field\": {}, "
                    "\"problem\": {}}}",
                    json_string(entry->file), entry->line, json_string(entry->case_id),
                    json_string(entry->field), json_string(what)));
  return fmt::format("  \"divergence_list_problems\": [{}],\n  \"subject_problems\": {},\n",
                     fmt::join(parts, ","), json_strings(run.subject_problems));
}

std::string group(const ConformanceRun& run, const ResultGroup& one) {
  const CaseResult& result = *one.result;
  std::string out =
      fmt::format("{{\"verdict\": \"{}\", \"profiles\": {}", verdict_name(result.verdict),
                  json_strings(profile_names(run, one.profiles)));
  if (!result.why.empty()) out += fmt::format(", \"why\": {}", json_string(result.why));
  if (!result.differences.empty()) {
    std::vector<std::string> parts;
    parts.reserve(result.differences.size());
    for (const Difference& difference : result.differences)
      parts.push_back(fmt::format("{{\"field\": {}, \"expected\": {}, \"actual\": {}}}",
                                  json_string(difference.field), json_string(difference.expected),
                                  json_string(difference.actual)));
    out += fmt::format(", \"differences\": [{}]", fmt::join(parts, ", "));
  }
  return out + '}';
}

}  // namespace

std::string json_report(const ConformanceRun& run, const ReportContext& context) {
  std::string out = "{\n  \"report\": 1,\n";
  out += fmt::format("  \"tool\": {{\"name\": \"basehttp\", \"version\": {}}},\n",
                     json_string(context.tool_version));
  out += fmt::format(
      "  \"subject\": {{\"command\": {}}},\n",
      context.subject_command.empty() ? std::string("null") : json_string(context.subject_command));
  out += fmt::format("  \"corpus\": {},\n", json_string(run.corpus->root.string()));
  out += fmt::format("  \"started\": \"{}\",\n", utc_time(context.started));
  out += fmt::format("  \"seconds\": {{\"reading\": {:.3f}, \"running\": {:.3f}}},\n",
                     context.reading.count(), context.running.count());
  out += fmt::format("  \"exit_code\": {},\n", exit_code(run));
  out += fmt::format("  \"profiles\": {},\n", json_strings(run.profiles));
  out += totals_and_areas(run);
  out += problems(run);
  out += "  \"cases\": [";
  for (std::size_t c = 0; c < run.cases.size(); ++c) {
    std::vector<std::string> groups;
    for (const ResultGroup& one : result_groups(run, c)) groups.push_back(group(run, one));
    out += fmt::format("{}\n    {{\"id\": {}, \"results\": [{}]}}", c == 0 ? "" : ",",
                       json_string(run.cases[c]->id), fmt::join(groups, ", "));
  }
  return out + "\n  ]\n}\n";
}

}  // namespace basehttp::conformance
