// What a report says of a run beside its results.
#pragma once

#include <chrono>
#include <string>

namespace basehttp::conformance {

struct ReportContext {
  std::string tool_version;
  std::string subject_command;  // empty: the reference handler
  std::string rerun_options;    // appended to `basehttp show ID --profile V`
  std::chrono::system_clock::time_point started;
  std::chrono::duration<double> reading{0};
  std::chrono::duration<double> running{0};
};

// "2026-11-26T20:15:00Z".
[[nodiscard]] std::string utc_time(std::chrono::system_clock::time_point time);

// The command that shows one case under one profile.
[[nodiscard]] std::string show_command(const std::string& case_id, const std::string& profile,
                                       const ReportContext& context);

}  // namespace basehttp::conformance
