#include "conformance/suites/under_test.h"

#include <cstdlib>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/report.h"

namespace basehttp::conformance {
namespace {

std::string environment(const char* name, std::string fallback = {}) {
  const char* const value = std::getenv(name);
  return value == nullptr || *value == '\0' ? std::move(fallback) : std::string(value);
}

std::vector<std::string> profiles_of_environment() {
  std::vector<std::string> profiles;
  if (const std::string named = environment("BASEHTTP_PROFILE"); !named.empty()) {
    profiles.emplace_back(profile_named(named).version);
  } else {
    for (const Profile* profile : all_profiles()) profiles.emplace_back(profile->version);
  }
  return profiles;
}

std::unique_ptr<Subject> make_subject(const std::string& profile) {
  if (is_reference()) return std::make_unique<ReferenceSubject>(profile_named(profile));
  if (environment("BASEHTTP_PROFILE").empty())
    throw InputError("BASEHTTP_SUBJECT", 0, "",
                     "needs BASEHTTP_PROFILE, the version it is held against");
  return std::make_unique<ProcessSubject>(environment("BASEHTTP_SUBJECT"));
}

Subject& subject(const std::string& profile) {
  static std::map<std::string, std::unique_ptr<Subject>, std::less<>> subjects;
  auto& made = subjects[profile];
  if (!made) made = make_subject(profile);
  return *made;
}

}  // namespace

const Corpus& corpus() {
  static const Corpus kCorpus = Corpus::load(environment("BASEHTTP_CORPUS", BASEHTTP_CORPUS));
  return kCorpus;
}

const std::vector<std::string>& tested_profiles() {
  static const std::vector<std::string> kProfiles = profiles_of_environment();
  return kProfiles;
}

bool is_reference() { return environment("BASEHTTP_SUBJECT").empty(); }

bool is_exhaustive() { return environment("BASEHTTP_EXHAUSTIVE") == "1"; }

Answer ask(const Case& one, const std::string& profile, const Delivery& delivery) {
  return subject(profile).run(one, delivery);
}

std::vector<Answer> ask_all(std::span<const Case* const> cases, const std::string& profile) {
  std::vector<Answer> answers(cases.size());
  subject(profile).run_all(cases,
                           [&](std::size_t i, Answer answer) { answers[i] = std::move(answer); });
  return answers;
}

std::string rerun(const Case& one, const std::string& profile, const Delivery& delivery) {
  // A case that was made here and is in no file is shown whole.
  const std::string which =
      one.file.empty() ? "--case " + shell_quoted(one.json) : shell_quoted(one.id);
  std::string command = fmt::format("basehttp show {} --profile {}", which, profile);
  if (!is_reference()) command += " --subject " + shell_quoted(environment("BASEHTTP_SUBJECT"));
  if (!delivery.is_whole()) command += " --delivery " + delivery.name();
  return command;
}

}  // namespace basehttp::conformance
