#include "conformance/tool/command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/line_connection.h"
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
                  "Folder with cases/ and transcripts/ (default: $BASEHTTP_CORPUS, ./corpus, that "
                  "installed with the program, or that of the source tree)")
      ->type_name("DIR");
}

namespace {

// The corpus that was installed with the program, wherever both are now; empty without one.
std::string installed_corpus() {
#ifdef BASEHTTP_CORPUS_FROM_PROGRAM
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const auto folder = (program.parent_path() / BASEHTTP_CORPUS_FROM_PROGRAM).lexically_normal();
  if (std::filesystem::is_directory(folder / "cases", error)) return folder.string();
#endif
  return {};
}

}  // namespace

std::string CorpusOption::folder() const {
  if (!named.empty()) return named;
  if (const char* from_environment = std::getenv("BASEHTTP_CORPUS")) return from_environment;
  if (std::filesystem::is_directory("corpus/cases")) return "corpus";
  if (std::string installed = installed_corpus(); !installed.empty()) return installed;
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
  add_timeout_to(app);
}

void SubjectOption::add_timeout_to(CLI::App& app) {
  app.add_option(
         "--timeout", timeout,
         "Seconds that the program may take for a case, and to start where that is more than 60")
      ->check(CLI::PositiveNumber)
      ->type_name("S")
      ->capture_default_str();
}

ProcessLimits SubjectOption::limits() const {
  constexpr double kMostSeconds = 1e6;
  ProcessLimits limits;
  limits.answer =
      std::chrono::milliseconds(static_cast<long long>(std::min(timeout, kMostSeconds) * 1000));
  limits.start = std::max(limits.start, limits.answer);
  return limits;
}

std::unique_ptr<Subject> SubjectOption::make(const std::string& profile) const {
  if (command.empty()) return std::make_unique<ReferenceSubject>(profile_named(profile));
  return std::make_unique<ProcessSubject>(command, limits());
}

std::function<std::unique_ptr<Subject>(const std::string&)> SubjectOption::maker() const {
  if (command.empty()) return [this](const std::string& profile) { return make(profile); };
  struct Spawned {
    std::mutex mutex;
    std::unique_ptr<LineConnection> connection;
  };
  auto early = std::make_shared<Spawned>();
  early->connection = ProcessSubject::spawn(command, limits());
  return [this, early](const std::string&) {
    std::unique_lock lock(early->mutex);
    auto spawned = std::exchange(early->connection, nullptr);
    lock.unlock();
    if (!spawned) spawned = ProcessSubject::spawn(command, limits());
    return std::make_unique<ProcessSubject>(command, limits(), std::move(spawned));
  };
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

SubjectFilter wanted_subjects(const std::vector<std::string>& options) {
  if (options.empty()) return {};
  std::vector<std::string> labels = options;
  for (const std::string& option : options) {
    try {
      labels.emplace_back(profile_named(option).version);
    } catch (const UnknownName&) {  // of a recording that is none of ours, if of anything
    }
  }
  return [labels = std::move(labels)](const std::string& subject) {
    return std::find(labels.begin(), labels.end(), profile_label(subject)) != labels.end();
  };
}

std::vector<std::string> chosen_profiles(const std::vector<std::string>& options,
                                         const Corpus& corpus) {
  std::vector<std::string> recorded;
  for (const std::string& name : corpus.subjects) recorded.push_back(profile_label(name));
  std::vector<std::string> chosen;
  for (const std::string& option : options) {
    const auto is_recorded = [&](const std::string& label) {
      return std::find(recorded.begin(), recorded.end(), label) != recorded.end();
    };
    // What was recorded may be no profile of ours; an alias is no name of a recording.
    const std::string label =
        is_recorded(option) ? option : std::string(profile_named(option).version);
    if (!is_recorded(label))
      throw UnknownName(fmt::format("{} was not recorded in {}; recorded are {}", label,
                                    corpus.root.string(), fmt::join(recorded, ", ")));
    if (std::find(chosen.begin(), chosen.end(), label) == chosen.end()) chosen.push_back(label);
  }
  return chosen.empty() ? recorded : chosen;
}

bool wants_colour(int file_descriptor) {
  const char* refused = std::getenv("NO_COLOR");
  return isatty(file_descriptor) != 0 && (refused == nullptr || *refused == '\0');
}

}  // namespace basehttp::conformance
