// What the commands of `basehttp` share.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/corpus.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

enum ExitCode : int {
  kAsExpected = 0,
  kUnexpected = 1,
  kUsage = 2,
  kSubjectBroken = 3,
  kNothingRan = 4,
};

// One command adds itself to the program; its exit code goes to `code`.
void add_check_subject_command(CLI::App& app, int& code);
void add_conform_command(CLI::App& app, int& code);
void add_diff_command(CLI::App& app, int& code);
void add_grid_command(CLI::App& app, int& code);
void add_record_command(CLI::App& app, int& code);
void add_reduce_command(CLI::App& app, int& code);
void add_rfc_command(CLI::App& app, int& code);
void add_show_command(CLI::App& app, int& code);
void add_stdio_command(CLI::App& app, int& code);
void add_subject_command(CLI::App& app, int& code);
void add_versions_command(CLI::App& app, int& code);

// The closing part of a command's --help.
[[nodiscard]] std::string footer(const std::string& example, const std::string& exit_codes);

// --corpus: the folder that was named, else $BASEHTTP_CORPUS, else ./corpus, else that
// installed with the program, else that of the source tree.
struct CorpusOption {
  void add_to(CLI::App& command);
  [[nodiscard]] std::string folder() const;
  // " --corpus DIR" when it was named.
  [[nodiscard]] std::string rerun() const;

  std::string named;
};

// --profile, repeatable.  `profiles` outlives the parsing.
void add_profile_option(CLI::App& app, std::vector<std::string>& profiles);

// --subject and --timeout: a foreign program, or the reference.
struct SubjectOption {
  void add_to(CLI::App& app);
  void add_timeout_to(CLI::App& app);
  [[nodiscard]] ProcessLimits limits() const;
  // Starts the foreign program, or makes the reference under the profile.
  [[nodiscard]] std::unique_ptr<Subject> make(const std::string& profile) const;
  // make() as a function for several threads, the first of whose programs is started here and
  // ended with the function if nobody takes it.  This option has to outlive the function.
  [[nodiscard]] std::function<std::unique_ptr<Subject>(const std::string& profile)> maker() const;
  // " --subject '...'" when it was given.
  [[nodiscard]] std::string rerun() const;

  std::string command;
  double timeout = 30;
};

// The parts of NAME=CMD, as `--subject` of the recording commands takes it.
// InputError for one that is another text.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> named_subjects(
    const std::vector<std::string>& options);

// Those recordings that --profile options can mean, for Corpus::load(); all without any option.
[[nodiscard]] SubjectFilter wanted_subjects(const std::vector<std::string>& options);

// The labels (see profile_label()) of what --profile options name; without any, of all that the
// corpus recorded.  UnknownName for one that is unknown or was not recorded.
[[nodiscard]] std::vector<std::string> chosen_profiles(const std::vector<std::string>& options,
                                                       const Corpus& corpus);

// A terminal that wants colour (https://no-color.org).
[[nodiscard]] bool wants_colour(int file_descriptor);

}  // namespace basehttp::conformance
