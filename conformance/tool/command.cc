#include "conformance/tool/command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/report.h"

namespace basehttp::conformance {

std::string footer(const std::string& example, const std::string& exit_codes) {
  return fmt::format("\nExample:\n  {}\n\nExit codes:\n  {}", example, exit_codes);
}

void CorpusOption::add_to(CLI::App& command) {
  command
      .add_option("--corpus", named,
                  "Folder with cases/ and transcripts/ (default: $BASEHTTP_CORPUS, ./corpus, or "
                  "that of the source tree)")
      ->type_name("DIR");
}

std::string CorpusOption::folder() const {
  if (!named.empty()) return named;
  if (const char* from_environment = std::getenv("BASEHTTP_CORPUS")) return from_environment;
  if (std::filesystem::is_directory("corpus/cases")) return "corpus";
  return BASEHTTP_CORPUS;
}

std::string CorpusOption::rerun() const {
  return named.empty() ? "" : " --corpus " + shell_quoted(named);
}

void add_profile_option(CLI::App& app, std::vector<std::string>& profiles) {
  app.add_option("--profile", profiles,
                 "A CPython by version; repeatable (default: every recorded one)")
      ->type_name("V");
}

void SubjectOption::add_to(CLI::App& app) {
  app.add_option("--subject", command,
                 "A program that speaks the process protocol, as a shell command (default: the "
                 "reference handler)")
      ->type_name("CMD");
  app.add_option("--timeout", timeout, "Seconds that the program may take for a case")
      ->check(CLI::PositiveNumber)
      ->type_name("S")
      ->capture_default_str();
}

std::chrono::milliseconds SubjectOption::time_limit() const {
  constexpr double kMostSeconds = 1e6;
  return std::chrono::milliseconds(static_cast<long long>(std::min(timeout, kMostSeconds) * 1000));
}

std::unique_ptr<Subject> SubjectOption::make(const std::string& profile) const {
  if (command.empty()) return std::make_unique<ReferenceSubject>(profile_named(profile));
  ProcessLimits limits;
  limits.answer = time_limit();
  return std::make_unique<ProcessSubject>(command, limits);
}

std::string SubjectOption::rerun() const {
  return command.empty() ? "" : " --subject " + shell_quoted(command);
}

std::vector<std::pair<std::string, std::string>> named_subjects(
    const std::vector<std::string>& options) {
  std::vector<std::pair<std::string, std::string>> subjects;
  for (const std::string& option : options) {
    const std::size_t equals = option.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == option.size())
      throw InputError("--subject " + option, 0, "",
                       "must be NAME=CMD, as in "
                       "cpython-3.13.0='python3.13 scripts/subjects/cpython.py'");
    subjects.emplace_back(option.substr(0, equals), option.substr(equals + 1));
  }
  return subjects;
}

std::vector<std::string> chosen_profiles(const std::vector<std::string>& options,
                                         const Corpus& corpus) {
  constexpr std::string_view kPrefix = "cpython-";
  std::vector<std::string> recorded;
  for (const std::string& name : corpus.subjects)
    if (name.starts_with(kPrefix)) recorded.push_back(name.substr(kPrefix.size()));
  std::vector<std::string> chosen;
  for (const std::string& option : options) {
    const std::string version(profile_named(option).version);
    if (std::find(recorded.begin(), recorded.end(), version) == recorded.end())
      throw UnknownName(fmt::format("{} was not recorded in {}; recorded are {}", version,
                                    corpus.root.string(), fmt::join(recorded, ", ")));
    if (std::find(chosen.begin(), chosen.end(), version) == chosen.end()) chosen.push_back(version);
  }
  if (!chosen.empty()) return chosen;
  for (const std::string& version : recorded) (void)profile_named(version);
  return recorded;
}

bool wants_colour(int file_descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(file_descriptor) != 0 && (refused == nullptr || *refused == '\0');
}

}  // namespace basehttp::conformance
