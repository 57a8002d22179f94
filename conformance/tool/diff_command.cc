// basehttp diff: where two subjects part.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/grammar/case_grammar.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/difference_buckets.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/glob.h"
#include "conformance/harness/paired_run.h"
#include "conformance/harness/report.h"
#include "conformance/harness/saved_differences.h"
#include "conformance/tool/command.h"
#include "conformance/tool/compared_subject.h"
#include "conformance/tool/progress.h"

namespace basehttp::conformance {
namespace {

using Clock = std::chrono::steady_clock;

class CaseSource;

struct Diff {
  CorpusOption corpus;
  SubjectOption limits;  // its --timeout
  std::string a;
  std::string b;
  std::vector<std::string> profiles;
  std::vector<std::string> filters;
  std::string save;
  std::size_t generate = 0;
  std::uint64_t seed = 1;
  unsigned jobs = 1;
  std::size_t most = 50;
  bool quiet = false;

  int run();

 private:
  struct Pair {
    ComparedSubject a;
    ComparedSubject b;
  };

  int usage() const;
  void compare(Pair& pair, const CaseSource& source, DifferenceBuckets& buckets) const;
  void tell(const DifferenceBucket& bucket, const Pair& pair) const;
};

// One of a pair or both, and nothing else.
int Diff::usage() const {
  const bool both = !a.empty() && !b.empty();
  const bool neither = a.empty() && b.empty();
  if (profiles.empty() ? both : neither && profiles.size() == 2) return kAsExpected;
  fmt::print(stderr,
             "basehttp diff: takes two subjects, A and B, or --profiles with two recorded "
             "versions, as in --profiles 3.10.13,3.15.0rc1\n");
  return kUsage;
}

// Cases of a corpus, or generated ones, which are made when they are asked for.
class CaseSource {
 public:
  explicit CaseSource(std::vector<const Case*> cases) : cases_(std::move(cases)) {}
  CaseSource(std::uint64_t seed, std::size_t count) : seed_(seed), count_(count) {}

  [[nodiscard]] std::size_t size() const { return count_ == 0 ? cases_.size() : count_; }
  // Hands over the cases [first, last), some hundred at a time.
  void visit(std::size_t first, std::size_t last,
             const std::function<void(std::span<const Case* const>)>& visit) const {
    if (count_ == 0) return visit(std::span(cases_).subspan(first, last - first));
    constexpr std::size_t kTogether = 256;
    for (std::size_t from = first; from < last; from += kTogether) {
      std::vector<Case> made;
      for (std::size_t i = from; i < std::min(from + kTogether, last); ++i)
        made.push_back(grammar::generated_case(seed_, i));
      std::vector<const Case*> some(made.size());
      std::transform(made.begin(), made.end(), some.begin(), [](const Case& one) { return &one; });
      visit(some);
    }
  }

 private:
  std::vector<const Case*> cases_;
  std::uint64_t seed_ = 0;
  std::size_t count_ = 0;  // of generated ones
};

void Diff::compare(Pair& pair, const CaseSource& source, DifferenceBuckets& buckets) const {
  Progress progress("diff", !quiet);
  const std::size_t workers = std::clamp<std::size_t>(jobs, 1, source.size());
  std::mutex mutex;
  std::exception_ptr failure;
  std::atomic<std::size_t> done{0};
  const auto work = [&](std::size_t worker) {
    try {
      std::unique_ptr<Subject> left;
      std::unique_ptr<Subject> right;
      {
        const std::lock_guard lock(mutex);
        left = pair.a.make();
        right = pair.b.make();
      }
      DifferenceBuckets own;
      source.visit(source.size() * worker / workers, source.size() * (worker + 1) / workers,
                   [&](std::span<const Case* const> cases) {
                     run_pair(*left, *right, cases,
                              [&](std::size_t i, const Answer& of_a, const Answer& of_b) {
                                own.add(*cases[i], of_a, of_b);
                                progress.show(++done, source.size());
                              });
                   });
      const std::lock_guard lock(mutex);
      buckets.merge(std::move(own));
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work, i);
  work(0);
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

// An answer that is no outcome, in words.
std::string in_words(const Answer& answer) {
  const auto* failure = std::get_if<Failure>(&answer);
  return failure == nullptr ? "an outcome" : failure->what;
}

std::string input_of(const Case& one) {
  constexpr std::size_t kMost = 160;
  const std::string text = escape_bytes(one.rfile);
  return text.size() <= kMost
             ? text
             : fmt::format("{}… ({} bytes)", text.substr(0, kMost), one.rfile.size());
}

void Diff::tell(const DifferenceBucket& bucket, const Pair& pair) const {
  const auto line = [](const char* label, const std::string& text) {
    fmt::print("  {:<9} {}\n", label, text);
  };
  const bool colour = wants_colour(STDOUT_FILENO);
  fmt::print("{} case{}  {}{}{}\n", bucket.cases, bucket.cases == 1 ? "" : "s",
             colour ? "\x1b[1m" : "", bucket.signature, colour ? "\x1b[0m" : "");
  std::string areas;
  for (const auto& [area, cases] : bucket.areas)
    areas += fmt::format("{}{} {}", areas.empty() ? "" : ", ", area, cases);
  line("areas", areas);
  line("example", bucket.example.id);
  line("input", input_of(bucket.example));
  const auto* of_a = std::get_if<Outcome>(&bucket.a);
  const auto* of_b = std::get_if<Outcome>(&bucket.b);
  if (of_a != nullptr && of_b != nullptr) {
    const std::vector<Difference> found = differences(*of_a, *of_b);
    line("field", found.front().field);
    line("A", found.front().expected);
    line("B", found.front().actual);
    std::vector<std::string_view> others;
    for (std::size_t i = 1; i < found.size(); ++i) others.push_back(found[i].field);
    if (!others.empty()) line("also", fmt::format("{}", fmt::join(others, ", ")));
  } else {
    line("A", in_words(bucket.a));
    line("B", in_words(bucket.b));
  }
  const std::string one = save.empty() ? bucket.example.id : saved_case(bucket, save).string();
  // What was recorded cannot be asked of a smaller case; the reference can.
  const auto alive = [](const std::string& name) {
    return name.starts_with("recorded:") ? "reference:" + name.substr(name.find(':') + 1) : name;
  };
  line("reduce", fmt::format("basehttp reduce {} --subject {} --against {}{}\n", shell_quoted(one),
                             shell_quoted(alive(pair.a.name())), shell_quoted(alive(pair.b.name())),
                             corpus.rerun()));
}

int Diff::run() {
  if (const int code = usage(); code != kAsExpected) return code;
  if (!save.empty()) check_is_empty(save);
  // Of generated cases nothing is recorded, so that no corpus is read for them.
  const Corpus loaded = generate == 0 ? Corpus::load(corpus.folder()) : Corpus();
  std::vector<const Case*> chosen;
  for (const Case& one : loaded.cases)
    if (filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const auto& filter) {
          return glob_matches(filter, one.id);
        }))
      chosen.push_back(&one);
  if (chosen.empty() && generate == 0) {
    fmt::print(stderr, "basehttp diff: nothing ran: --filter {} matches none of {} cases\n",
               fmt::join(filters, " "), loaded.cases.size());
    return kNothingRan;
  }
  const CaseSource source =
      generate == 0 ? CaseSource(std::move(chosen)) : CaseSource(seed, generate);
  const auto named = [&](const std::string& given, std::size_t i) {
    return ComparedSubject(profiles.empty() ? given : "recorded:" + profiles[i],
                           generate == 0 ? &loaded : nullptr, limits.limits());
  };
  Pair pair{named(a, 0), named(b, 1)};
  const Clock::time_point start = Clock::now();
  DifferenceBuckets buckets;
  compare(pair, source, buckets);
  const std::chrono::duration<double> took = Clock::now() - start;

  std::size_t told = 0;
  const std::vector<const DifferenceBucket*> kinds = buckets.sorted();
  for (const DifferenceBucket* bucket : kinds) {
    if (most != 0 && told++ == most) {
      fmt::print("… and {} more kinds (--most 0 tells them all)\n\n", kinds.size() - most);
      break;
    }
    tell(*bucket, pair);
  }
  fmt::print("A is {}, B is {}\n", pair.a.title(), pair.b.title());
  fmt::print("{} cases: {} agree, {} differ in {} ways, {} not compared\n", source.size(),
             buckets.agreed(), buckets.differed(), kinds.size(), buckets.not_compared());
  fmt::print("ran in {:.2f} s: {:.0f} cases per second\n", took.count(),
             took.count() > 0 ? static_cast<double>(source.size()) / took.count() : 0.0);
  if (!save.empty() && !buckets.empty()) {
    const std::size_t saved = save_differences(buckets, {pair.a.recorded_name(), pair.a.identity()},
                                               {pair.b.recorded_name(), pair.b.identity()}, save);
    fmt::print(
        "saved {} cases; to hold a subject against A: basehttp conform --corpus {} "
        "--subject CMD\n",
        saved, shell_quoted(save));
  }
  if (buckets.broken() != 0) return kSubjectBroken;
  if (!buckets.empty()) return kUnexpected;
  if (buckets.agreed() != 0) return kAsExpected;
  fmt::print(stderr, "basehttp diff: nothing was compared: no case was answered by both\n");
  return kNothingRan;
}

}  // namespace

void add_diff_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Diff>();
  CLI::App& command =
      *app.add_subcommand("diff", "Where two subjects part: one example of each kind");
  command.add_option("A", options->a, kComparedSubjectHelp);
  command.add_option("B", options->b, "The same");
  command
      .add_option("--profiles", options->profiles,
                  "Two recorded versions in the place of A and B: --profiles 3.10.13,3.15.0rc1")
      ->delimiter(',')
      ->type_name("V,V");
  options->corpus.add_to(command);
  command
      .add_option("--filter", options->filters,
                  "Only cases whose id matches this shell pattern; repeatable")
      ->type_name("GLOB");
  command
      .add_option("--generate", options->generate,
                  "N generated cases in the place of the corpus: connections, settings, programs")
      ->check(CLI::PositiveNumber)
      ->excludes("--filter")
      ->type_name("N");
  command.add_option("--seed", options->seed, "Which ones: equal seeds, equal cases")
      ->needs("--generate")
      ->type_name("S")
      ->capture_default_str();
  command
      .add_option("--save", options->save,
                  "A new folder for the examples: a corpus that holds what A answered")
      ->type_name("DIR");
  options->limits.add_timeout_to(command);
  command.add_option("--jobs", options->jobs, "Pairs of subjects that run at the same time")
      ->check(CLI::Range(1, 256))
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--most", options->most, "Kinds that are told; 0: all")
      ->type_name("N")
      ->capture_default_str();
  command.add_flag("--quiet", options->quiet, "No progress");
  command.footer(
      footer("basehttp diff 'python3 scripts/subjects/cpython.py' reference:3.11.2\n"
             "  basehttp diff reference:3.13.0 './my-subject' --generate 10000 --save found\n"
             "  basehttp diff --profiles 3.10.13,3.15.0rc1 --filter 'request-line/*'",
             "0 no difference; 1 differences; 2 usage or a bad input file; 3 a subject broke;\n"
             "  4 nothing was compared"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
