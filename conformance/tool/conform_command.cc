// basehttp conform: a subject against the transcripts.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/conformance_run.h"
#include "conformance/harness/divergence_draft.h"
#include "conformance/harness/glob.h"
#include "conformance/harness/report.h"
#include "conformance/tool/command.h"
#include "conformance/tool/progress.h"
#include "conformance/tool/report_options.h"

namespace basehttp::conformance {
namespace {

using Clock = std::chrono::steady_clock;

struct Conform {
  CorpusOption corpus;
  SubjectOption subject;
  ReportOutputs reports;
  std::vector<std::string> profiles;
  std::vector<std::string> filters;
  std::string divergences;
  std::string draft;
  unsigned jobs = 1;
  std::size_t most = 50;
  bool quiet = false;
  bool fail_fast = false;

  int run() const;

 private:
  DivergenceList divergence_list(const std::filesystem::path& root) const;
  bool selects(const Case& one) const;
};

DivergenceList Conform::divergence_list(const std::filesystem::path& root) const {
  if (!divergences.empty()) return DivergenceList::load(divergences);
  const auto reference = root / "divergences" / "reference.jsonl";
  if (subject.command.empty() && std::filesystem::exists(reference))
    return DivergenceList::load(reference);
  return {};
}

bool Conform::selects(const Case& one) const {
  return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const auto& filter) {
           return glob_matches(filter, one.id);
         });
}

int Conform::run() const {
  const Clock::time_point start = Clock::now();
  const auto started = std::chrono::system_clock::now();
  // Before the work, so that it is not in vain.
  const ReportOutputs::Files report_files = reports.open();
  // Before the corpus, so that the program loads meanwhile.
  const auto make_subject = subject.maker();
  const Corpus loaded = Corpus::load(corpus.folder(), wanted_subjects(profiles));
  ConformanceRun run;
  run.corpus = &loaded;
  for (const Case& one : loaded.cases)
    if (selects(one)) run.cases.push_back(&one);
  if (run.cases.empty()) {
    fmt::print(stderr, "basehttp conform: nothing ran: --filter {} matches none of {} cases\n",
               fmt::join(filters, " "), loaded.cases.size());
    return kNothingRan;
  }
  run.profiles = chosen_profiles(profiles, loaded);
  run.divergences = divergence_list(loaded.root);
  run.make_subject = make_subject;
  run.jobs = jobs;
  run.fail_fast = fail_fast;
  run.keep_answers = reports.need_answers();
  Progress progress("conform", !quiet);
  std::atomic<std::size_t> done{0};
  const std::size_t total = run.cases.size() * run.profiles.size();
  run.progress = [&](std::size_t more) { progress.show(done += more, total); };
  const Clock::time_point loaded_at = Clock::now();
  run.run();

  ReportOptions options;
  options.colour = wants_colour(STDOUT_FILENO);
  options.matrix = !quiet;
  options.most_cases = most;
  options.rerun_options = corpus.rerun() + subject.rerun();
  options.reading = loaded_at - start;
  options.running = Clock::now() - loaded_at;
  ReportContext context;
  context.tool_version = BASEHTTP_VERSION;
  context.subject_command = subject.command;
  context.rerun_options = options.rerun_options;
  context.started = started;
  context.reading = options.reading;
  context.running = options.running;
  print_report(run, options, std::cout);
  if (!draft.empty()) {
    AtomicFiles files;
    files.write(draft, draft_divergences(run));
    files.commit();
  }
  report_files.write(run, context);
  const int code = exit_code(run);
  if (code == kNothingRan)
    fmt::print(stderr,
               "basehttp conform: nothing was compared: the subject supports none of the "
               "cases, or none was recorded\n");
  return code;
}

}  // namespace

void add_conform_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Conform>();
  CLI::App& command = *app.add_subcommand("conform", "Hold a subject against what CPython did");
  options->corpus.add_to(command);
  options->subject.add_to(command);
  add_profile_option(command, options->profiles);
  command
      .add_option("--filter", options->filters,
                  "Only cases whose id matches this shell pattern; repeatable")
      ->type_name("GLOB");
  command
      .add_option("--divergences", options->divergences,
                  "The subject's known differences (default for the reference: "
                  "divergences/reference.jsonl)")
      ->type_name("FILE");
  command
      .add_option("--draft-divergences", options->draft,
                  "Where to write each difference that is not listed, as a list that lacks reasons")
      ->type_name("FILE");
  options->reports.add_to(command);
  command.add_option("--jobs", options->jobs, "Subjects that run at the same time")
      ->check(CLI::Range(1, 256))
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--most", options->most, "Cases that are told in full; 0: all")
      ->type_name("N")
      ->capture_default_str();
  command.add_flag("--fail-fast", options->fail_fast,
                   "Stop at the first unexpected answer; a list is not searched for old entries");
  command.add_flag("--quiet", options->quiet, "No matrix and no progress");
  command.footer(footer(
      "basehttp conform --profile 3.13 --filter 'request-line/*'\n"
      "  basehttp conform --subject 'python3.13 scripts/subjects/cpython.py' --profile 3.13.0\n"
      "  basehttp conform --html report.html --junit report.xml --json report.json",
      "0 as expected; 1 unexpected differences, or a divergence list that is out of date;\n"
      "  2 usage or a bad input file; 3 the subject broke; 4 nothing ran"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
