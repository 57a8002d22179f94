#include "conformance/reports/report_context.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "conformance/harness/report.h"

namespace basehttp::conformance {

std::string utc_time(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string show_command(const std::string& case_id, const std::string& profile,
                         const ReportContext& context) {
  return fmt::format("basehttp show {} --profile {}{}", shell_quoted(case_id), profile,
                     context.rerun_options);
}

}  // namespace basehttp::conformance
