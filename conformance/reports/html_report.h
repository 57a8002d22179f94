// A run as one HTML file that needs nothing else: no network, no second file.
#pragma once

#include <string>

#include "conformance/harness/conformance_run.h"
#include "conformance/reports/report_context.h"

namespace basehttp::conformance {

// The matrix of areas by profiles is plain HTML, readable as soon as it is there; the cases,
// with their answers and RFC findings, are packed area by area and unpacked by the page when
// somebody looks at them.  The run kept its answers.  InputError for a bad rfc/requirements.jsonl.
[[nodiscard]] std::string html_report(const ConformanceRun& run, const ReportContext& context);

}  // namespace basehttp::conformance
