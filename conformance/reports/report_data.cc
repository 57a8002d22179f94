#include "conformance/reports/report_data.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "conformance/reports/json_text.h"
#include "conformance/reports/packed_text.h"
#include "conformance/reports/result_groups.h"
#include "conformance/reports/rfc_findings.h"

namespace basehttp::conformance {
namespace {

// The indices of the cases of each area, in the order of the areas' first cases.
std::vector<std::vector<std::size_t>> cases_by_area(const ConformanceRun& run) {
  std::vector<std::vector<std::size_t>> areas;
  std::map<std::string_view, std::size_t> rows;
  for (std::size_t c = 0; c < run.cases.size(); ++c) {
    const auto [at, fresh] = rows.emplace(run.cases[c]->area(), areas.size());
    if (fresh) areas.emplace_back();
    areas[at->second].push_back(c);
  }
  return areas;
}

// Nothing in it can end a script element.
std::string facts(const ConformanceRun& run, const ReportContext& context) {
  std::vector<std::string> verdicts;
  for (std::size_t v = 0; v < kVerdicts; ++v)
    verdicts.emplace_back(verdict_name(static_cast<Verdict>(v)));
  const std::vector<std::string> levels(rfc_levels().begin(), rfc_levels().end());
  const std::string json = fmt::format(
      "{{\"profiles\": {}, \"verdicts\": {}, \"levels\": {}, \"foreign\": {}, \"rerun\": {}}}",
      json_strings(run.profiles), json_strings(verdicts), json_strings(levels),
      !context.subject_command.empty(), json_string(context.rerun_options));
  std::string out;
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string index_entry(const ConformanceRun& run, std::size_t c) {
  const Case& one = *run.cases[c];
  std::string letters;
  for (std::size_t p = 0; p < run.profiles.size(); ++p)
    letters += verdict_letter(run.results[p][c].verdict);
  return fmt::format("[{}, {}, {}, \"{}\"]", json_string(one.id), json_string(one.about),
                     json_strings(one.refs), letters);
}

std::string index(const ConformanceRun& run, const std::vector<std::vector<std::size_t>>& areas) {
  std::vector<std::string> parts;
  for (const std::vector<std::size_t>& cases : areas) {
    std::vector<std::string> entries;
    entries.reserve(cases.size());
    for (const std::size_t c : cases) entries.push_back(index_entry(run, c));
    parts.push_back(fmt::format("[{}, [{}]]", json_string(run.cases[cases.front()]->area()),
                                fmt::join(entries, ",\n")));
  }
  return fmt::format("[{}]", fmt::join(parts, ",\n"));
}

// What was recorded, with the profiles of this run that answered so.
std::string expected(const ConformanceRun& run, const Case& one) {
  std::vector<std::string> parts;
  const Transcript* transcript = run.corpus->transcripts.find(one.id);
  if (transcript == nullptr) return "[]";
  for (const TranscriptGroup& group : transcript->groups) {
    std::vector<std::size_t> profiles;
    for (std::size_t p = 0; p < run.profiles.size(); ++p)
      if (std::count(group.subjects.begin(), group.subjects.end(), "cpython-" + run.profiles[p]) !=
          0)
        profiles.push_back(p);
    if (profiles.empty()) continue;
    parts.push_back(
        fmt::format("[[{}], {}]", fmt::join(profiles, ", "), write_outcome(one.id, group.outcome)));
  }
  return fmt::format("[{}]", fmt::join(parts, ", "));
}

std::string results(const ConformanceRun& run, std::size_t c) {
  std::vector<std::string> parts;
  for (const ResultGroup& group : result_groups(run, c)) {
    const CaseResult& result = *group.result;
    std::vector<std::string> fields;
    for (const Difference& difference : result.differences) fields.push_back(difference.field);
    parts.push_back(fmt::format(
        "{{\"profiles\": [{}], \"verdict\": {}, \"why\": {}, \"fields\": {}, \"answer\": {}}}",
        fmt::join(group.profiles, ", "), static_cast<int>(result.verdict), json_string(result.why),
        json_strings(fields),
        result.answer == nullptr ? "null" : write_outcome(run.cases[c]->id, *result.answer)));
  }
  return fmt::format("[{}]", fmt::join(parts, ", "));
}

std::string area(const ConformanceRun& run, const std::vector<std::size_t>& cases) {
  std::vector<std::string> parts;
  parts.reserve(cases.size());
  for (const std::size_t c : cases)
    parts.push_back(fmt::format("{{\"case\": {}, \"expected\": {}, \"results\": {}}}",
                                run.cases[c]->json, expected(run, *run.cases[c]), results(run, c)));
  return fmt::format("[{}]", fmt::join(parts, ",\n"));
}

std::string finding(const RfcFinding& one) {
  return fmt::format("[{}, {}]", static_cast<int>(one.verdict), json_string(one.why));
}

std::string findings(const ConformanceRun& run) {
  const RfcFindings all = rfc_findings(run);
  std::vector<std::string> parts;
  for (std::size_t row = 0; row < all.requirements.size(); ++row) {
    const RfcRequirement& one = all.requirements[row];
    std::vector<std::string> recorded;
    for (const RfcFinding& each : all.recorded[row]) recorded.push_back(finding(each));
    std::vector<std::string> subject;
    for (const auto& each : all.subject[row]) subject.push_back(each ? finding(*each) : "null");
    std::vector<std::string> cases;
    for (const Case* used : one.cases) cases.push_back(used->id);
    parts.push_back(fmt::format(
        "{{\"id\": {}, \"number\": {}, \"sections\": {}, \"level\": {}, \"requirement\": {}, "
        "\"finding\": {}, \"cases\": {}, \"cpython\": [{}], \"subject\": [{}]}}",
        json_string(one.id), one.number, json_strings(one.sections), json_string(one.level),
        json_string(one.requirement), json_string(one.finding), json_strings(cases),
        fmt::join(recorded, ", "), fmt::join(subject, ", ")));
  }
  return fmt::format("[{}]", fmt::join(parts, ",\n"));
}

}  // namespace

ReportData report_data(const ConformanceRun& run, const ReportContext& context) {
  const std::vector<std::vector<std::size_t>> areas = cases_by_area(run);
  ReportData data;
  data.emplace_back("facts", facts(run, context));
  data.emplace_back("index", packed(index(run, areas)));
  data.emplace_back("findings", packed(findings(run)));
  for (std::size_t a = 0; a < areas.size(); ++a)
    data.emplace_back(fmt::format("area-{}", a), packed(area(run, areas[a])));
  return data;
}

}  // namespace basehttp::conformance
