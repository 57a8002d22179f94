// --json, --junit and --html: a run as files.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/conformance_run.h"
#include "conformance/reports/report_context.h"
#include "conformance/reports/report_file.h"

namespace basehttp::conformance {

class ReportOutputs {
 public:
  using Maker = std::function<std::string(const ConformanceRun&, const ReportContext&)>;

  // The files that were asked for, in places that can be written.
  class Files {
   public:
    void add(ReportFile file, Maker maker);
    // Each whole or not at all; says so for each on standard output.
    void write(const ConformanceRun& run, const ReportContext& context) const;

   private:
    std::vector<std::pair<ReportFile, Maker>> files_;
  };

  void add_to(CLI::App& command);
  // InputError when one could not be written, or two have one name.
  [[nodiscard]] Files open() const;
  // One of them shows whole outcomes.
  [[nodiscard]] bool need_answers() const { return !html_.empty(); }

 private:
  std::string json_;
  std::string junit_;
  std::string html_;
};

}  // namespace basehttp::conformance
