// basehttp check-subject: does a program speak the process protocol?
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "conformance/harness/process_subject.h"
#include "conformance/harness/subject_check.h"
#include "conformance/tool/command.h"

namespace basehttp::conformance {
namespace {

struct CheckSubject {
  SubjectOption subject;
  bool quiet = false;

  int run() const;

 private:
  void tell(const RuleCheck& check, bool colour) const;
};

std::string painted(const char* colour, const std::string& text, bool wanted) {
  return wanted ? fmt::format("\x1b[{}m{}\x1b[0m", colour, text) : text;
}

// What was seen, on one line of a terminal.
std::string cut(const std::string& text) {
  constexpr std::size_t kMost = 60;
  return text.size() > kMost ? text.substr(0, kMost) + "…" : text;
}

void CheckSubject::tell(const RuleCheck& check, bool colour) const {
  switch (check.result) {
    case RuleCheck::Result::kKept:
      if (!quiet)
        fmt::print("{}  {}{}\n", painted("32", "ok      ", colour), check.rule,
                   check.says.empty() ? "" : "  (" + cut(check.says) + ")");
      break;
    case RuleCheck::Result::kBroken:
      fmt::print("{}  {}\n            {}\n", painted("31", "broken  ", colour), check.rule,
                 check.says);
      break;
    case RuleCheck::Result::kNotAsked:
      fmt::print("{}  {}: {}\n", painted("33", "not asked", colour), check.rule, check.says);
      break;
  }
  std::fflush(stdout);
}

int CheckSubject::run() const {
  const bool colour = wants_colour(STDOUT_FILENO);
  const SubjectCheck check = check_subject(subject.command, subject.limits(),
                                           [&](const RuleCheck& rule) { tell(rule, colour); });
  const auto kept =
      std::count_if(check.rules.begin(), check.rules.end(),
                    [](const RuleCheck& rule) { return rule.result == RuleCheck::Result::kKept; });
  fmt::print("\n{} of {} rules kept; {} probes answered with an outcome, {} unsupported\n", kept,
             check.rules.size(), check.outcomes, check.unsupported);
  if (!check.passed()) return kSubjectBroken;
  fmt::print("It speaks the protocol. Next: basehttp conform{} --profile 3.13\n", subject.rerun());
  return kAsExpected;
}

}  // namespace

void add_check_subject_command(CLI::App& app, int& code) {
  auto options = std::make_shared<CheckSubject>();
  CLI::App& command = *app.add_subcommand(
      "check-subject", "Does a program speak the process protocol?  Says what is wrong");
  command.add_option("CMD", options->subject.command, "The program, as a shell command")
      ->required();
  options->subject.add_timeout_to(command);
  command.add_flag("--quiet", options->quiet, "Only what is broken, and the count");
  command.footer(footer("basehttp check-subject 'python3 scripts/subjects/cpython.py'",
                        "0 it speaks the protocol; 2 usage; 3 it breaks a rule"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
