// basehttp record: interpreters into transcripts.
#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "conformance/harness/recorder.h"
#include "conformance/tool/command.h"
#include "conformance/tool/progress.h"

namespace basehttp::conformance {
namespace {

struct Record {
  CorpusOption corpus;
  std::vector<std::string> subjects;  // NAME=CMD
  double timeout = 30;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  bool quiet = false;

  int run() const;
};

int Record::run() const {
  Recording recording;
  recording.corpus = corpus.folder();
  SubjectOption limits;
  limits.timeout = timeout;
  recording.limits = limits.limits();
  recording.jobs = jobs;
  recording.subjects = named_subjects(subjects);
  RecordingSummary summary;
  {
    Progress progress("record", !quiet);
    recording.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
    summary = record(recording);
  }
  fmt::print(
      "{} answers of {} subject{} to {} cases, {} not recorded (exclusions.jsonl); {} file{} "
      "changed\n",
      summary.answers, recording.subjects.size(), recording.subjects.size() == 1 ? "" : "s",
      summary.cases, summary.not_recorded, summary.files_changed,
      summary.files_changed == 1 ? "" : "s");
  if (summary.stale_answers != 0)
    fmt::print("{} answers to changed cases were dropped; record these interpreters too: {}\n",
               summary.stale_answers, fmt::join(summary.stale_subjects, ", "));
  return kAsExpected;
}

}  // namespace

void add_record_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Record>();
  CLI::App& command =
      *app.add_subcommand("record", "Write what interpreters answer to transcripts");
  options->corpus.add_to(command);
  command
      .add_option("--subject", options->subjects,
                  "A recorded name and the program that answers for it; repeatable")
      ->required()
      ->type_name("NAME=CMD");
  command.add_option("--timeout", options->timeout, "Seconds that a program may take for a case")
      ->check(CLI::Range(0.001, 1e6))
      ->type_name("S")
      ->capture_default_str();
  command.add_option("--jobs", options->jobs, "Programs that run at the same time")
      ->check(CLI::Range(1, 256))
      ->type_name("N")
      ->capture_default_str();
  command.add_flag("--quiet", options->quiet, "No progress");
  command.footer(
      footer("basehttp record --subject cpython-3.13.0='python3.13 scripts/subjects/cpython.py'",
             "0 recorded; 2 usage or a bad input file; 3 a subject is not what its name says, or "
             "broke.\n  Unless it is 0, nothing was written"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
