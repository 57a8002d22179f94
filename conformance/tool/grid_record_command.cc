// basehttp grid record: interpreters into digests.
#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/grid_recorder.h"
#include "conformance/tool/grid_command.h"
#include "conformance/tool/progress.h"

namespace basehttp::conformance {
namespace {

struct GridRecord {
  CorpusOption corpus;
  std::vector<std::string> names;
  std::vector<std::string> subjects;  // NAME=CMD
  double timeout = 60;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  bool missing = false;
  bool quiet = false;

  int run() const;
};

int GridRecord::run() const {
  const std::vector<Grid> grids = load_grids(corpus.folder(), names);
  if (grids.empty()) return no_grids(corpus.folder());
  GridRecording recording;
  recording.corpus = corpus.folder();
  for (const Grid& grid : grids) recording.grids.push_back(&grid);
  SubjectOption limits;
  limits.timeout = timeout;
  recording.limits = limits.limits();
  recording.jobs = jobs;
  recording.missing_only = missing;
  recording.subjects = named_subjects(subjects);
  GridRecordingSummary summary;
  {
    Progress progress("record", !quiet);
    recording.progress = [&](std::uint64_t done, std::uint64_t total) {
      progress.show(done, total);
    };
    summary = record_grids(recording);
  }
  fmt::print("{} answers, {} pairs of grid and interpreter recorded, {} kept; {} changed a file\n",
             summary.answers, summary.columns, summary.kept, summary.files_changed);
  if (!summary.stale_subjects.empty())
    fmt::print("answers to changed grids were dropped; record these interpreters too: {}\n",
               fmt::join(summary.stale_subjects, ", "));
  return kAsExpected;
}

}  // namespace

void add_grid_record_command(CLI::App& grid, int& code) {
  auto options = std::make_shared<GridRecord>();
  CLI::App& command =
      *grid.add_subcommand("record", "Write digests of what interpreters answer to each input");
  options->corpus.add_to(command);
  command.add_option("name", options->names, "Only these grids; repeatable")->type_name("GRID");
  command
      .add_option("--subject", options->subjects,
                  "A recorded name and the program that answers for it; repeatable")
      ->required()
      ->type_name("NAME=CMD");
  command.add_flag("--missing", options->missing,
                   "Leave out what is recorded already: goes on where an earlier run was stopped");
  command.add_option("--timeout", options->timeout, "Seconds that a program may take for an input")
      ->check(CLI::Range(0.001, 1e6))
      ->type_name("S")
      ->capture_default_str();
  command.add_option("--jobs", options->jobs, "Programs that run at the same time")
      ->check(CLI::Range(1, 256))
      ->type_name("N")
      ->capture_default_str();
  command.add_flag("--quiet", options->quiet, "No progress");
  command.footer(footer(
      "basehttp grid record --subject cpython-3.13.0='python3.13 scripts/subjects/cpython.py'",
      "0 recorded; 2 usage or a bad input file; 3 a subject is not what its name says, or\n"
      "  broke.  A grid is written whenever an interpreter has answered all of it"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
