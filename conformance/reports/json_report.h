// A run as JSON: corpus/schema/report.schema.json says what stands where.
#pragma once

#include <string>

#include "conformance/harness/conformance_run.h"
#include "conformance/reports/report_context.h"

namespace basehttp::conformance {

// ASCII, one case a line, so that it can be searched and compared by line too.
[[nodiscard]] std::string json_report(const ConformanceRun& run, const ReportContext& context);

}  // namespace basehttp::conformance
