// basehttp reduce: the smallest case that shows the same difference.
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/grammar/case_grammar.h"
#include "conformance/harness/atomic_files.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/paired_run.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reducer.h"
#include "conformance/harness/report.h"
#include "conformance/harness/signature.h"
#include "conformance/tool/command.h"
#include "conformance/tool/compared_subject.h"
#include "conformance/tool/progress.h"

namespace basehttp::conformance {
namespace {

using Clock = std::chrono::steady_clock;

struct Reduce {
  CorpusOption corpus;
  SubjectOption limits;  // its --timeout
  std::string one;
  std::string a;
  std::string b;
  std::string output;
  bool quiet = false;

  int run() const;

 private:
  Case read() const;
  void write(const Case& best) const;
};

std::string seconds_since(Clock::time_point start) {
  return fmt::format("{:.2f} s", std::chrono::duration<double>(Clock::now() - start).count());
}

// Of "generated/SEED/NUMBER", as `diff --generate` names its cases.
std::optional<Case> generated(std::string_view id) {
  constexpr std::string_view kPrefix = "generated/";
  if (!id.starts_with(kPrefix)) return std::nullopt;
  const char* at = id.data() + kPrefix.size();
  const char* const end = id.data() + id.size();
  std::uint64_t seed = 0;
  const auto read_seed = std::from_chars(at, end, seed);
  if (read_seed.ec != std::errc() || read_seed.ptr == end || *read_seed.ptr != '/')
    return std::nullopt;
  std::uint64_t number = 0;
  const auto read_number = std::from_chars(read_seed.ptr + 1, end, number);
  if (read_number.ec != std::errc() || read_number.ptr != end) return std::nullopt;
  return grammar::generated_case(seed, number);
}

// A file that holds one case, standard input, a generated case, or the id of one of the corpus.
Case Reduce::read() const {
  if (one == "-")
    return read_case_text(std::string(std::istreambuf_iterator<char>(std::cin), {}),
                          "standard input");
  if (std::filesystem::is_regular_file(one)) return read_case_text(read_file(one), one);
  if (auto made = generated(one)) return std::move(*made);
  for (Case& found : load_cases(std::filesystem::path(corpus.folder()) / "cases"))
    if (found.id == one) return std::move(found);
  throw UnknownName(
      fmt::format("{} is no file, and no case of {} has this id", one, corpus.folder()));
}

void Reduce::write(const Case& best) const {
  AtomicFiles files;
  files.write(output, best.json + "\n");
  files.commit();
}

// Whether the two subjects part over a case as they did at first.
std::vector<bool> part_as_before(Subject& a, Subject& b, const std::string& signature,
                                 std::span<const Case* const> cases) {
  std::vector<bool> kept(cases.size());
  run_pair(a, b, cases, [&](std::size_t i, const Answer& of_a, const Answer& of_b) {
    kept[i] = signature_of(of_a, of_b) == signature;
  });
  return kept;
}

int Reduce::run() const {
  const Case start = read();
  ComparedSubject left(a, nullptr, limits.limits());
  ComparedSubject right(b, nullptr, limits.limits());
  const auto subject_a = left.make();
  const auto subject_b = right.make();
  const Answer answer_a = subject_a->run(start);
  const Answer answer_b = subject_b->run(start);
  const std::string signature = signature_of(answer_a, answer_b);
  if (signature.empty()) {
    fmt::print(stderr, "basehttp reduce: {} and {} do not part over {}: there is nothing to keep\n",
               left.title(), right.title(), start.id);
    return kUnexpected;
  }
  if (!quiet) fmt::print(stderr, "keeping  {}\n", signature);

  const Clock::time_point began = Clock::now();
  Clock::time_point next_save = began;
  Progress line("reduce", !quiet);
  const Reduction reduction = reduce(
      start,
      [&](std::span<const Case* const> cases) {
        return part_as_before(*subject_a, *subject_b, signature, cases);
      },
      [&](const ReductionProgress& progress) {
        line.show([&] {
          return fmt::format("{} bytes, {} asked, {}: {}", progress.best.json.size(),
                             progress.asked, seconds_since(began), progress.step);
        });
        // So that an interrupted run can go on from there.
        if (output.empty() || Clock::now() < next_save) return;
        next_save = Clock::now() + std::chrono::seconds(1);
        write(progress.best);
      });
  line.clear();
  if (output.empty()) {
    fmt::print("{}\n", reduction.one.json);
  } else {
    write(reduction.one);
  }
  if (!quiet) {
    fmt::print(stderr, "reduced  {} bytes to {}, rfile {} to {}: {} candidate{} in {}\n",
               start.json.size(), reduction.one.json.size(), start.rfile.size(),
               reduction.one.rfile.size(), reduction.asked, reduction.asked == 1 ? "" : "s",
               seconds_since(began));
    fmt::print(stderr, "show     basehttp show --profile V {}\n",
               output.empty() ? "--case " + shell_quoted(reduction.one.json)
                              : "--case-file " + shell_quoted(output));
  }
  // All candidates have one id, so an answer to another of them looks as it should.
  bool sound = true;
  for (auto* const asked : {&subject_a, &subject_b}) {
    const std::string problem = (*asked)->finish();
    if (problem.empty()) continue;
    sound = false;
    fmt::print(stderr, "basehttp reduce: do not rely on the case: {}: {}\n",
               (asked == &subject_a ? left : right).title(), problem);
  }
  const auto again = [&](ComparedSubject& subject) { return subject.make()->run(reduction.one); };
  if (sound && signature_of(again(left), again(right)) != signature) {
    sound = false;
    fmt::print(stderr,
               "basehttp reduce: do not rely on the case: subjects that are started anew do not "
               "part over it so; what one of them answers depends on what it was asked before\n");
  }
  return sound ? kAsExpected : kSubjectBroken;
}

}  // namespace

void add_reduce_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Reduce>();
  CLI::App& command = *app.add_subcommand(
      "reduce", "The smallest case over which two subjects part as over this one");
  command
      .add_option("CASE", options->one,
                  "A file that holds one case, - for standard input, or the id of a case: of the "
                  "corpus, or of one that diff --generate made")
      ->required();
  command.add_option("--subject", options->a, "reference:V, or a program as a shell command")
      ->required()
      ->type_name("A");
  command.add_option("--against", options->b, "The same")->required()->type_name("B");
  options->corpus.add_to(command);
  options->limits.add_timeout_to(command);
  command
      .add_option("--output", options->output,
                  "Where the case goes, also while it shrinks (default: standard output)")
      ->type_name("FILE");
  command.add_flag("--quiet", options->quiet, "The case alone");
  command.footer(
      footer("basehttp reduce request-line/whitespace/nbsp-separates-words "
             "--subject reference:3.6.15 --against reference:3.15.0rc1",
             "0 reduced; 1 the subjects do not part over the case; 2 usage or a bad input file;\n"
             "  3 a subject cannot be used, or is not to be relied on"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
