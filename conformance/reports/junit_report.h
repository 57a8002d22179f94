// A run as JUnit XML, as Jenkins and most other continuous integration reads it.
#pragma once

#include <string>

#include "conformance/harness/conformance_run.h"
#include "conformance/reports/report_context.h"

namespace basehttp::conformance {

// One suite an area and profile, one test case a case.  A difference, or an entry of the
// divergence list that is out of date, is a failure; a subject that broke is an error; what
// is unsupported, not recorded, not run or listed as a difference is skipped, with the reason.
[[nodiscard]] std::string junit_report(const ConformanceRun& run, const ReportContext& context);

}  // namespace basehttp::conformance
