// A finished run, told to a person.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>

#include "conformance/harness/conformance_run.h"

namespace basehttp::conformance {

// Results by verdict.
class Tally {
 public:
  void add(Verdict verdict) { ++counts_[static_cast<std::size_t>(verdict)]; }
  [[nodiscard]] std::size_t operator[](Verdict verdict) const {
    return counts_[static_cast<std::size_t>(verdict)];
  }
  // What the three numbers of a cell count.
  [[nodiscard]] std::size_t agree() const;
  [[nodiscard]] std::size_t differ() const;  // listed ones and failures of the subject too
  [[nodiscard]] std::size_t unsupported() const { return (*this)[Verdict::kUnsupported]; }
  [[nodiscard]] std::size_t broken() const;  // the subject failed to answer
  // Results that say something about the subject.
  [[nodiscard]] std::size_t compared() const { return agree() + differ(); }

 private:
  std::array<std::size_t, kVerdicts> counts_{};
};

[[nodiscard]] Tally tally(const ConformanceRun& run);

struct ReportOptions {
  bool colour = false;
  bool matrix = true;
  std::size_t most_cases = 50;  // cases told in full; 0: all
  std::string rerun_options;    // appended to each command, e.g. " --corpus DIR"
  std::chrono::duration<double> reading{0};
  std::chrono::duration<double> running{0};
};

// Differences with the command that reruns each, problems of the divergence
// list, the matrix of areas by profiles, totals and speed.
void print_report(const ConformanceRun& run, const ReportOptions& options, std::ostream& out);

// 0 as expected, 1 unexpected differences or a wrong divergence list, 3 the subject
// broke, 4 nothing was compared.
[[nodiscard]] int exit_code(const ConformanceRun& run);

// A word as a POSIX shell takes it.
[[nodiscard]] std::string shell_quoted(const std::string& word);

}  // namespace basehttp::conformance
