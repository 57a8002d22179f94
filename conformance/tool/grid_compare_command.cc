// basehttp grid compare: a subject against recorded digests.
#include <memory>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "conformance/harness/grid_comparison.h"
#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/profile_names.h"
#include "conformance/tool/grid_command.h"
#include "conformance/tool/progress.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kPrefix = "cpython-";

struct Compare {
  CorpusOption corpus;
  SubjectOption subject;
  std::vector<std::string> names;
  std::vector<std::string> profiles;
  std::optional<std::uint64_t> input;
  std::uint64_t step = 1;
  std::size_t most = 5;
  bool quiet = false;

  int run() const;

 private:
  struct Totals {
    std::size_t agree = 0;
    std::size_t differ = 0;
    std::size_t unsupported = 0;
    std::size_t not_recorded = 0;
    std::size_t broken = 0;
    void add(const GridComparison& one);
  };

  std::vector<std::string> chosen(const GridDigests& digests) const;
  GridCheck check(const Grid& grid, const GridDigests& digests, const std::string& profile) const;
  GridComparison compare(GridCheck check, const std::string& profile) const;
  void tell(const Grid& grid, const std::string& profile, const GridComparison& found) const;
  int finish(const Totals& totals) const;
};

void Compare::Totals::add(const GridComparison& one) {
  agree += one.agree;
  differ += one.differ;
  unsupported += one.unsupported;
  not_recorded += one.not_recorded;
  broken += one.broken;
}

std::vector<std::string> Compare::chosen(const GridDigests& digests) const {
  std::vector<std::string> versions;
  for (const std::string& profile : profiles) versions.emplace_back(profile_named(profile).version);
  if (versions.empty())
    for (const auto& [name, column] : digests.columns)
      if (name.starts_with(kPrefix)) versions.push_back(name.substr(kPrefix.size()));
  return versions;
}

GridCheck Compare::check(const Grid& grid, const GridDigests& digests,
                         const std::string& profile) const {
  GridCheck check;
  check.grid = &grid;
  check.digests = &digests;
  check.subject = std::string(kPrefix) + profile;
  check.slice = {input.value_or(0), step};
  if (input) check.most_inputs = 1;
  check.most_told = most;
  return check;
}

GridComparison Compare::compare(GridCheck check, const std::string& profile) const {
  const std::unique_ptr<Subject> asked = subject.make(profile);
  Progress progress(fmt::format("{} {}", check.grid->name(), profile), !quiet);
  const std::uint64_t total = input ? 1 : (check.grid->size() + step - 1) / step;
  std::size_t done = 0;
  check.progress = [&](std::size_t more) { progress.show(done += more, total); };
  return compare_grid(check, [&](std::span<const Case* const> cases) {
    std::vector<Answer> answers(cases.size());
    asked->run_all(cases, [&](std::size_t i, Answer answer) { answers[i] = std::move(answer); });
    return answers;
  });
}

void Compare::tell(const Grid& grid, const std::string& profile,
                   const GridComparison& found) const {
  for (const GridDifference& difference : found.first) {
    fmt::print("{}\nrerun: basehttp grid compare {} --input {} --profile {}{}{}\n\n",
               told(grid, difference), grid.name(), difference.index, profile, corpus.rerun(),
               subject.rerun());
  }
  fmt::print("{:<20} {:<10} {} agree, {} differ, {} unsupported, {} not recorded, {} broken\n",
             grid.name(), profile, found.agree, found.differ, found.unsupported, found.not_recorded,
             found.broken);
}

int Compare::finish(const Totals& totals) const {
  if (totals.broken != 0) return kSubjectBroken;
  if (totals.differ != 0) return kUnexpected;
  if (totals.agree != 0) return kAsExpected;
  fmt::print(stderr,
             "basehttp grid compare: nothing was compared: the subject supports none of "
             "the inputs, or none was recorded\n");
  return kNothingRan;
}

int Compare::run() const {
  const std::vector<Grid> grids = load_grids(corpus.folder(), names);
  if (grids.empty()) return no_grids(corpus.folder());
  std::vector<GridDigests> digests;
  for (const Grid& grid : grids) {
    if (input && *input >= grid.size()) {
      fmt::print(stderr,
                 "basehttp grid compare: {} has {} inputs, numbered from 0: there is no {}\n",
                 grid.name(), grid.size(), *input);
      return kUsage;
    }
    digests.push_back(load_digests(grid));
  }
  Totals totals;
  for (std::size_t g = 0; g < grids.size(); ++g) {
    for (const std::string& profile : chosen(digests[g])) {
      const GridComparison found = compare(check(grids[g], digests[g], profile), profile);
      tell(grids[g], profile, found);
      totals.add(found);
    }
  }
  return finish(totals);
}

}  // namespace

void add_grid_compare_command(CLI::App& grid, int& code) {
  auto options = std::make_shared<Compare>();
  CLI::App& command =
      *grid.add_subcommand("compare", "Hold a subject against what CPython did with each input");
  options->corpus.add_to(command);
  options->subject.add_to(command);
  add_profile_option(command, options->profiles);
  command.add_option("name", options->names, "Only these grids; repeatable")->type_name("GRID");
  command.add_option("--input", options->input, "Only the input of this number")->type_name("N");
  command.add_option("--step", options->step, "Only every N-th input")
      ->check(CLI::Range(std::uint64_t{1}, Grid::kMostInputs))
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--most", options->most, "Differences that are told of each grid and profile")
      ->type_name("N")
      ->capture_default_str();
  command.add_flag("--quiet", options->quiet, "No progress");
  command.footer(footer(
      "basehttp grid compare request-lines --profile 3.13\n"
      "  basehttp grid compare --subject 'python3.13 scripts/subjects/cpython.py' --profile 3.13.0",
      "0 as expected; 1 differences; 2 usage, a bad input file, or a grid that changed since\n"
      "  it was recorded; 3 the subject broke; 4 nothing ran"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
