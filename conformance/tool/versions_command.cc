// basehttp versions: what changed between the recorded CPythons.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/outcome.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/reducer.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/signature.h"
#include "conformance/harness/versions_page.h"
#include "conformance/tool/command.h"
#include "conformance/tool/progress.h"

namespace basehttp::conformance {
namespace {

struct Versions {
  CorpusOption corpus;
  std::string reduced;
  std::string output;
  bool reduce = false;

  int run() const;

 private:
  void write_reduced(const Corpus& loaded, const std::filesystem::path& folder) const;
};

// The smallest case over which the references part as the recordings do over the example.
Case smallest(const VersionStep& step, const DifferenceBucket& bucket) {
  ReferenceSubject before(profile_named(step.before));
  ReferenceSubject after(profile_named(step.after));
  // Every interpreter is to answer it.
  const auto answered = [](const Case& one) {
    const auto& profiles = all_profiles();
    return std::all_of(profiles.begin(), profiles.end(), [&](const Profile* profile) {
      return std::holds_alternative<Outcome>(ReferenceSubject(*profile).run(one));
    });
  };
  const auto parts_so = [&](const Case& candidate) {
    return signature_of(before.run(candidate), after.run(candidate)) == bucket.signature;
  };
  // The page of an error differs between many versions.  So where other bytes do, a case that makes
  // no such page is not reduced to one that does.
  const auto fails = [&](const Case& one) {
    const Answer answer = after.run(one);
    const auto* outcome = std::get_if<Outcome>(&answer);
    return outcome != nullptr && outcome->log.utf8().find(" code ") != std::string::npos;
  };
  Case one = bucket.example;
  const bool may_fail = !bucket.signature.starts_with("writes[]") || fails(one);
  const auto parts = [&](const Case& candidate) {
    return parts_so(candidate) && (may_fail || !fails(candidate)) && answered(candidate);
  };
  if (parts(one)) {
    one = conformance::reduce(one,
                              [&](std::span<const Case* const> cases) {
                                std::vector<bool> kept;
                                for (const Case* candidate : cases)
                                  kept.push_back(parts(*candidate));
                                return kept;
                              },
                              {})
              .one;
  }
  one.about =
      fmt::format("Reduced from {}: parts {} from {}.", bucket.example.id, step.before, step.after);
  one.refs.clear();
  one.id = fmt::format("{}/{}/{}-to-{}", bucket.example.area(), file_name_of(bucket.signature),
                       step.before, step.after);
  finish_case(one);
  return one;
}

// A file of cases for each step.  They are recorded afterwards.
void Versions::write_reduced(const Corpus& loaded, const std::filesystem::path& folder) const {
  const std::vector<VersionStep> steps = version_steps(loaded);
  std::size_t total = 0;
  for (const VersionStep& step : steps)
    for (const auto& [area, buckets] : step.areas) total += buckets.sorted().size();
  Progress progress("reduce", true);
  std::size_t done = 0;
  std::error_code error;
  std::filesystem::create_directories(folder / "cases", error);
  if (error) throw InputError(folder.string(), 0, "", error.message());
  AtomicFiles files;
  for (const VersionStep& step : steps) {
    std::string lines;
    for (const auto& [area, buckets] : step.areas) {
      for (const DifferenceBucket* bucket : buckets.sorted()) {
        lines += smallest(step, *bucket).json + "\n";
        progress.show(++done, total);
      }
    }
    const auto file = folder / "cases" / fmt::format("{}-to-{}.jsonl", step.before, step.after);
    if (!lines.empty()) files.write(file, lines);
  }
  files.commit();
}

int Versions::run() const {
  const Corpus loaded = Corpus::load(corpus.folder());
  const std::filesystem::path folder =
      reduced.empty() ? loaded.root / "versions" : std::filesystem::path(reduced);
  if (reduce) {
    write_reduced(loaded, folder);
    return kAsExpected;
  }
  // Without small cases the examples are the shortest ones of the corpus.
  const std::string page =
      versions_page(loaded, std::filesystem::exists(folder) ? Corpus::load(folder) : Corpus());
  if (output.empty()) {
    fmt::print("{}", page);
    return kAsExpected;
  }
  AtomicFiles files;
  files.write(output, page);
  files.commit();
  return kAsExpected;
}

}  // namespace

void add_versions_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Versions>();
  CLI::App& command = *app.add_subcommand(
      "versions", "A page that tells what changed between the recorded CPythons");
  options->corpus.add_to(command);
  command
      .add_option("--reduced", options->reduced,
                  "A corpus of small cases, the examples (default: versions/ of the corpus)")
      ->type_name("DIR");
  command.add_option("--output", options->output, "Where the page goes (default: standard output)")
      ->type_name("FILE");
  command.add_flag(
      "--reduce", options->reduce,
      "Write the cases of --reduced in place of the page; they are to be recorded then");
  command.footer(footer("basehttp versions --output conformance/VERSIONS.md",
                        "0 written; 2 usage or a bad input file"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
