#include "conformance/harness/divergence_draft.h"

#include <cstddef>

#include <fmt/format.h>

#include "basehttp/text.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

std::string quoted(const std::string& utf8) {
  std::string out;
  write_text(Text::from_utf8(utf8), out);
  return out;
}

std::string entry(const Case& one, const std::string& profile, const Difference& difference) {
  return fmt::format(
      R"({{"actual": {}, "case": {}, "expected": {}, "field": {}, "profile": {}, "reason": "", )"
      R"("reference": ""}})"
      "\n",
      quoted(difference.actual), quoted(one.id), quoted(difference.expected),
      quoted(difference.field), quoted(profile));
}

bool is_broken(Verdict verdict) {
  return verdict == Verdict::kError || verdict == Verdict::kCrashed ||
         verdict == Verdict::kTimedOut || verdict == Verdict::kProtocolError;
}

}  // namespace

std::string draft_divergences(const ConformanceRun& run) {
  std::string out;
  for (std::size_t c = 0; c < run.cases.size(); ++c) {
    for (std::size_t p = 0; p < run.profiles.size(); ++p) {
      const CaseResult& result = run.results[p][c];
      if (is_broken(result.verdict))
        out += entry(*run.cases[c], run.profiles[p],
                     {std::string(kAnswerField), "an outcome", result.why});
      if (result.verdict != Verdict::kDiffer) continue;
      for (std::size_t d = 0; d < result.unlisted; ++d)
        out += entry(*run.cases[c], run.profiles[p], result.differences[d]);
    }
  }
  return out;
}

}  // namespace basehttp::conformance
