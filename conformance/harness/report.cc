#include "conformance/harness/report.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

class Printer {
 public:
  Printer(const ConformanceRun& run, const ReportOptions& options, std::ostream& out)
      : run_(run), options_(options), out_(out) {}

  void differences();
  void unsupported();
  void list_problems();
  void matrix();
  void totals();

 private:
  std::string painted(std::string_view colour, std::string_view text) const {
    return options_.colour ? fmt::format("{}{}{}", colour, text, kPlain) : std::string(text);
  }
  bool worth_telling(Verdict verdict) const {
    return verdict != Verdict::kAgree && verdict != Verdict::kNotRecorded &&
           verdict != Verdict::kVanished && verdict != Verdict::kUnsupported &&
           verdict != Verdict::kNotRun;
  }
  void tell(const Case& one, const CaseResult& result, const std::vector<std::string>& profiles);
  std::string cell(const Tally& counts) const;
  std::string_view cell_colour(const Tally& counts) const;

  const ConformanceRun& run_;
  const ReportOptions& options_;
  std::ostream& out_;
};

// Results that read the same, so that one text serves several profiles.
std::string signature(const CaseResult& result) {
  std::string out = fmt::format("{} {}", static_cast<int>(result.verdict), result.why);
  for (const Difference& d : result.differences)
    out += fmt::format("\n{}\n{}\n{}", d.field, d.expected, d.actual);
  return out;
}

void Printer::tell(const Case& one, const CaseResult& result,
                   const std::vector<std::string>& profiles) {
  const bool expected = result.verdict == Verdict::kListed;
  out_ << fmt::format("{}  {}  ({})\n",
                      painted(expected ? kYellow : kRed, verdict_name(result.verdict)),
                      painted(kBold, one.id), fmt::join(profiles, ", "));
  if (!result.differences.empty()) {
    const Difference& first = result.differences.front();
    out_ << fmt::format("  field     {}\n  expected  {}\n  actual    {}\n", first.field,
                        first.expected, first.actual);
    if (result.differences.size() > 1) {
      std::vector<std::string_view> others;
      for (std::size_t i = 1; i < result.differences.size(); ++i)
        others.push_back(result.differences[i].field);
      out_ << fmt::format("  also      {}\n", fmt::join(others, ", "));
    }
  }
  if (!result.why.empty()) out_ << fmt::format("  reason    {}\n", result.why);
  out_ << fmt::format("  rerun     basehttp show {} --profile {}{}\n\n", shell_quoted(one.id),
                      profiles.front(), options_.rerun_options);
}

void Printer::differences() {
  std::size_t told = 0;
  std::size_t untold = 0;
  for (std::size_t c = 0; c < run_.cases.size(); ++c) {
    std::vector<std::pair<const CaseResult*, std::vector<std::string>>> groups;
    std::map<std::string, std::size_t> known;
    for (std::size_t p = 0; p < run_.profiles.size(); ++p) {
      const CaseResult& result = run_.results[p][c];
      if (!worth_telling(result.verdict)) continue;
      const auto [at, fresh] = known.emplace(signature(result), groups.size());
      if (fresh) groups.emplace_back(&result, std::vector<std::string>{});
      groups[at->second].second.push_back(run_.profiles[p]);
    }
    if (groups.empty()) continue;
    if (options_.most_cases != 0 && told == options_.most_cases) {
      ++untold;
      continue;
    }
    ++told;
    for (const auto& [result, profiles] : groups) tell(*run_.cases[c], *result, profiles);
  }
  if (untold != 0) out_ << fmt::format("… and {} more cases (--most 0 tells them all)\n\n", untold);
}

// What a subject cannot express is no difference: a line for each reason.
void Printer::unsupported() {
  struct Reason {
    std::string text;
    std::size_t answers = 0;
    std::size_t cases = 0;
    std::string example;  // the command that shows the first one
  };
  std::vector<Reason> reasons;
  std::map<std::string, std::size_t> known;
  for (std::size_t c = 0; c < run_.cases.size(); ++c) {
    std::set<std::size_t> of_case;
    for (std::size_t p = 0; p < run_.profiles.size(); ++p) {
      const CaseResult& result = run_.results[p][c];
      if (result.verdict != Verdict::kUnsupported) continue;
      const auto [at, fresh] = known.emplace(result.why, reasons.size());
      if (fresh) {
        reasons.push_back(
            {result.why, 0, 0,
             fmt::format("basehttp show {} --profile {}{}", shell_quoted(run_.cases[c]->id),
                         run_.profiles[p], options_.rerun_options)});
      }
      ++reasons[at->second].answers;
      of_case.insert(at->second);
    }
    for (const std::size_t reason : of_case) ++reasons[reason].cases;
  }
  for (const Reason& reason : reasons) {
    out_ << fmt::format("{}  {} answer{} to {} case{}: {}\n  example   {}\n",
                        painted(kYellow, verdict_name(Verdict::kUnsupported)), reason.answers,
                        reason.answers == 1 ? "" : "s", reason.cases, reason.cases == 1 ? "" : "s",
                        reason.text, reason.example);
  }
  if (!reasons.empty()) out_ << '\n';
}

void Printer::list_problems() {
  for (const auto& [entry, what] : run_.list_problems)
    out_ << fmt::format("{}  {}:{}: {} {}: {}\n\n", painted(kRed, "divergence list"), entry->file,
                        entry->line, entry->case_id, entry->field, what);
  for (const std::string& problem : run_.subject_problems)
    out_ << fmt::format("{}  {}\n\n", painted(kRed, "subject"), problem);
}

std::string Printer::cell(const Tally& counts) const {
  return fmt::format("{}/{}/{}", counts.agree(), counts.differ(), counts.unsupported());
}

std::string_view Printer::cell_colour(const Tally& counts) const {
  return counts.differ() != 0 ? kRed : counts.unsupported() != 0 ? kYellow : kGreen;
}

void Printer::matrix() {
  std::vector<std::string> areas;
  std::map<std::string_view, std::size_t> rows;
  for (const Case* one : run_.cases)
    if (rows.emplace(one->area(), areas.size()).second) areas.emplace_back(one->area());
  areas.emplace_back("total");
  std::vector<std::vector<Tally>> cells(areas.size(), std::vector<Tally>(run_.profiles.size()));
  for (std::size_t p = 0; p < run_.profiles.size(); ++p) {
    for (std::size_t c = 0; c < run_.cases.size(); ++c) {
      cells[rows.at(run_.cases[c]->area())][p].add(run_.results[p][c].verdict);
      cells.back()[p].add(run_.results[p][c].verdict);
    }
  }
  std::size_t area_width = 0;
  for (const std::string& area : areas) area_width = std::max(area_width, area.size());
  std::vector<std::size_t> widths;
  for (std::size_t p = 0; p < run_.profiles.size(); ++p)
    widths.push_back(std::max(run_.profiles[p].size(), cell(cells.back()[p]).size()));

  out_ << fmt::format("{:{}}", "", area_width);
  for (std::size_t p = 0; p < run_.profiles.size(); ++p)
    out_ << fmt::format("  {:>{}}", run_.profiles[p], widths[p]);
  out_ << '\n';
  for (std::size_t row = 0; row < areas.size(); ++row) {
    out_ << fmt::format("{:{}}", areas[row], area_width);
    for (std::size_t p = 0; p < run_.profiles.size(); ++p) {
      const Tally& counts = cells[row][p];
      out_ << "  " << painted(cell_colour(counts), fmt::format("{:>{}}", cell(counts), widths[p]));
    }
    out_ << '\n';
  }
  out_ << "Each cell: agree/differ/unsupported.\n\n";
}

void Printer::totals() {
  const Tally all = tally(run_);
  std::vector<std::string> parts;
  for (std::size_t v = 0; v < kVerdicts; ++v) {
    const auto verdict = static_cast<Verdict>(v);
    const bool always = verdict == Verdict::kAgree || verdict == Verdict::kDiffer ||
                        verdict == Verdict::kUnsupported;
    if (always || all[verdict] != 0)
      parts.push_back(fmt::format("{} {}", all[verdict], verdict_name(verdict)));
  }
  const std::size_t answers =
      run_.cases.size() * run_.profiles.size() - all[Verdict::kNotRecorded] - all[Verdict::kNotRun];
  out_ << fmt::format("{} cases, {} profile{}: {}\n", run_.cases.size(), run_.profiles.size(),
                      run_.profiles.size() == 1 ? "" : "s", fmt::join(parts, ", "));
  const double seconds = options_.running.count();
  out_ << fmt::format("read in {:.2f} s, ran in {:.2f} s: {:.0f} cases per second\n",
                      options_.reading.count(), seconds,
                      seconds > 0 ? static_cast<double>(answers) / seconds : 0.0);
}

}  // namespace

std::size_t Tally::agree() const { return (*this)[Verdict::kAgree] + (*this)[Verdict::kVanished]; }

std::size_t Tally::differ() const {
  return (*this)[Verdict::kDiffer] + (*this)[Verdict::kListed] + broken();
}

std::size_t Tally::broken() const {
  return (*this)[Verdict::kError] + (*this)[Verdict::kCrashed] + (*this)[Verdict::kTimedOut] +
         (*this)[Verdict::kProtocolError];
}

Tally tally(const ConformanceRun& run) {
  Tally all;
  for (const auto& profile : run.results)
    for (const CaseResult& result : profile) all.add(result.verdict);
  return all;
}

void print_report(const ConformanceRun& run, const ReportOptions& options, std::ostream& out) {
  Printer printer(run, options, out);
  printer.differences();
  printer.unsupported();
  printer.list_problems();
  if (options.matrix) printer.matrix();
  printer.totals();
}

int exit_code(const ConformanceRun& run) {
  const Tally all = tally(run);
  if (all.broken() != 0 || !run.subject_problems.empty()) return 3;
  if (all[Verdict::kDiffer] != 0 || all[Verdict::kVanished] != 0 || !run.list_problems.empty())
    return 1;
  return all.compared() == 0 ? 4 : 0;
}

std::string shell_quoted(const std::string& word) {
  constexpr std::string_view kPlainCharacters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=+@%,";
  if (!word.empty() && word.find_first_not_of(kPlainCharacters) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace basehttp::conformance
