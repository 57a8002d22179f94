#include "conformance/reports/junit_report.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "conformance/reports/markup.h"

namespace basehttp::conformance {
namespace {

enum class Kind : std::uint8_t { kPass, kFailure, kError, kSkipped };

Kind kind_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAgree:
      return Kind::kPass;
    case Verdict::kDiffer:
    case Verdict::kVanished:
      return Kind::kFailure;
    case Verdict::kError:
    case Verdict::kCrashed:
    case Verdict::kTimedOut:
    case Verdict::kProtocolError:
      return Kind::kError;
    case Verdict::kListed:
    case Verdict::kUnsupported:
    case Verdict::kNotRecorded:
    case Verdict::kNotRun:
      return Kind::kSkipped;
  }
  return Kind::kError;
}

std::string_view element_of(Kind kind) {
  return kind == Kind::kFailure ? "failure" : kind == Kind::kError ? "error" : "skipped";
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;

  void add(Kind kind) {
    ++tests;
    failures += kind == Kind::kFailure ? 1U : 0U;
    errors += kind == Kind::kError ? 1U : 0U;
    skipped += kind == Kind::kSkipped ? 1U : 0U;
  }
  void add(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
  }
};

class Suite {
 public:
  explicit Suite(std::string name) : name_(std::move(name)) {}

  // `type` and `message` are those of a test that did not pass.
  void add(std::string_view test, Kind kind, std::string_view type = {},
           std::string_view message = {}, std::string_view text = {}) {
    counts_.add(kind);
    body_ += fmt::format("    <testcase classname=\"{}\" name=\"{}\"", markup_escaped(name_),
                         markup_escaped(test));
    if (kind == Kind::kPass) {
      body_ += "/>\n";
      return;
    }
    body_ += fmt::format(">\n      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n    </testcase>\n",
                         element_of(kind), markup_escaped(type), markup_escaped(message),
                         markup_escaped(text));
  }

  [[nodiscard]] const Counts& counts() const noexcept { return counts_; }
  [[nodiscard]] std::string xml(std::string_view timestamp) const {
    return fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" "
        "timestamp=\"{}\">\n{}  </testsuite>\n",
        markup_escaped(name_), counts_.tests, counts_.failures, counts_.errors, counts_.skipped,
        timestamp, body_);
  }

 private:
  std::string name_;
  Counts counts_;
  std::string body_;
};

std::string message_of(const CaseResult& result) {
  const std::string_view verdict = verdict_name(result.verdict);
  if (!result.why.empty()) return fmt::format("{}: {}", verdict, result.why);
  if (result.differences.empty()) return std::string(verdict);
  return fmt::format("{}: {}", verdict, result.differences.front().field);
}

// Every field, and the command that shows the case again.
std::string text_of(const CaseResult& result, const std::string& rerun) {
  std::string out;
  for (const Difference& difference : result.differences)
    out += fmt::format("\nfield     {}\nexpected  {}\nactual    {}\n", difference.field,
                       difference.expected, difference.actual);
  return fmt::format("{}\nrerun     {}\n", out, rerun);
}

std::vector<Suite> suites_of(const ConformanceRun& run, const ReportContext& context) {
  std::vector<Suite> suites;
  for (std::size_t p = 0; p < run.profiles.size(); ++p) {
    std::map<std::string_view, std::size_t> by_area;
    for (std::size_t c = 0; c < run.cases.size(); ++c) {
      const Case& one = *run.cases[c];
      const auto [at, fresh] = by_area.emplace(one.area(), suites.size());
      if (fresh) suites.emplace_back(fmt::format("cpython-{}.{}", run.profiles[p], one.area()));
      const CaseResult& result = run.results[p][c];
      const Kind kind = kind_of(result.verdict);
      if (kind == Kind::kPass) {
        suites[at->second].add(one.id, kind);
      } else {
        suites[at->second].add(one.id, kind, verdict_name(result.verdict), message_of(result),
                               text_of(result, show_command(one.id, run.profiles[p], context)));
      }
    }
  }
  // Without a test of their own these would be red in the exit code alone.
  Suite list("divergence-list");
  for (const auto& [entry, what] : run.list_problems)
    list.add(fmt::format("{}:{}", entry->file, entry->line), Kind::kFailure, "divergence list",
             fmt::format("{} {}: {}", entry->case_id, entry->field, what));
  if (list.counts().tests != 0) suites.push_back(std::move(list));
  Suite subject("subject");
  for (std::size_t i = 0; i < run.subject_problems.size(); ++i)
    subject.add(fmt::format("end of input {}", i + 1), Kind::kError, "subject",
                run.subject_problems[i]);
  if (subject.counts().tests != 0) suites.push_back(std::move(subject));
  return suites;
}

}  // namespace

std::string junit_report(const ConformanceRun& run, const ReportContext& context) {
  const std::vector<Suite> suites = suites_of(run, context);
  Counts all;
  for (const Suite& suite : suites) all.add(suite.counts());
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"basehttp conform\" time=\"{:.3f}\" tests=\"{}\" failures=\"{}\" "
      "errors=\"{}\">\n",
      context.running.count(), all.tests, all.failures, all.errors);
  const std::string timestamp = utc_time(context.started);
  for (const Suite& suite : suites) out += suite.xml(timestamp);
  return out + "</testsuites>\n";
}

}  // namespace basehttp::conformance
