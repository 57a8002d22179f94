#include "conformance/tool/report_options.h"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/reports/html_report.h"
#include "conformance/reports/json_report.h"
#include "conformance/reports/junit_report.h"

namespace basehttp::conformance {

void ReportOutputs::Files::add(ReportFile file, Maker maker) {
  const bool taken = std::any_of(files_.begin(), files_.end(), [&](const auto& other) {
    return other.first.path() == file.path();
  });
  if (taken) throw InputError(file.path().string(), 0, "", "two reports have this name");
  files_.emplace_back(std::move(file), std::move(maker));
}

void ReportOutputs::Files::write(const ConformanceRun& run, const ReportContext& context) const {
  for (const auto& [file, maker] : files_) {
    file.write(maker(run, context));
    fmt::print("wrote {}\n", file.path().string());
  }
}

void ReportOutputs::add_to(CLI::App& command) {
  command
      .add_option("--json", json_, "Write the results as JSON (corpus/schema/report.schema.json)")
      ->type_name("FILE");
  command
      .add_option("--junit", junit_, "Write the results as JUnit XML, for continuous integration")
      ->type_name("FILE");
  command
      .add_option("--html", html_,
                  "Write a page that shows every case with both answers; it needs no other file")
      ->type_name("FILE");
}

ReportOutputs::Files ReportOutputs::open() const {
  Files files;
  if (!json_.empty()) files.add(ReportFile("--json", json_), json_report);
  if (!junit_.empty()) files.add(ReportFile("--junit", junit_), junit_report);
  if (!html_.empty()) files.add(ReportFile("--html", html_), html_report);
  return files;
}

}  // namespace basehttp::conformance
