// What the script of an HTML report reads (page/report.js is the other side of this).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/conformance_run.h"
#include "conformance/reports/report_context.h"

namespace basehttp::conformance {

// Names of elements and their texts: "facts" as JSON that can stand in a script element;
// then, as packed() JSON, "index" (every case by area: id, about, refs, a verdict_letter a
// profile), "findings" (the RFC requirements) and "area-0", "area-1" and so on (each
// case whole, with what was expected and what was answered).
using ReportData = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] ReportData report_data(const ConformanceRun& run, const ReportContext& context);

// A letter from 'a' on for each verdict, in their order.
[[nodiscard]] inline char verdict_letter(Verdict verdict) {
  return static_cast<char>('a' + static_cast<int>(verdict));
}

}  // namespace basehttp::conformance
