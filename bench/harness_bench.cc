// The harness: reading cases and transcripts, replaying, comparing, and a subject at
// the other end of two pipes.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/transcript.h"
#include "hello_server.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

using conformance::Case;
using conformance::Outcome;

constexpr const char* kSubject = "cpython-3.11.7";

// What real clients and servers sent, a case each.
const std::filesystem::path kCases = BASEHTTP_CORPUS "/cases/real-world.jsonl";
const std::filesystem::path kTranscripts = BASEHTTP_CORPUS "/transcripts/real-world.jsonl";

struct Recorded {
  Recorded()
      : cases(conformance::load_cases(kCases)),
        transcripts(conformance::Transcripts::load(
            kTranscripts, [](const std::string& subject) { return subject == kSubject; })) {
    for (const Case& each : cases) {
      const conformance::Transcript* transcript = transcripts.find(each.id);
      const Outcome* outcome = transcript == nullptr ? nullptr : transcript->find(kSubject);
      if (outcome == nullptr || transcript->case_hash != each.hash) continue;
      expected.emplace_back(&each, outcome);
      bytes += each.rfile.size();
    }
  }
  std::vector<Case> cases;
  conformance::Transcripts transcripts;
  std::vector<std::pair<const Case*, const Outcome*>> expected;
  std::size_t bytes = 0;
};

const Recorded& recorded() {
  static const Recorded kRecorded;
  return kRecorded;
}

const Profile& profile() { return *find_profile("3.11.7"); }

void read_cases(benchmark::State& state) {
  const std::size_t count = recorded().cases.size();
  measure(state, std::filesystem::file_size(kCases), count,
          [&] { return conformance::load_cases(kCases).size() == count; });
}

void read_transcripts(benchmark::State& state) {
  const std::size_t count = recorded().transcripts.all().size();
  measure(state, std::filesystem::file_size(kTranscripts), count,
          [&] { return conformance::Transcripts::load(kTranscripts).all().size() == count; });
}

// The handler on the bytes of each case, with what a program does left out.
void own_cycle(benchmark::State& state) {
  Server<> server(profile());
  measure(state, recorded().bytes, recorded().expected.size(), [&] {
    std::size_t size = 0;
    for (const auto& [one, outcome] : recorded().expected) size += server.serve(one->rfile).size();
    return size > 0;
  });
}

void run(benchmark::State& state) {
  conformance::ReferenceSubject reference(profile());
  measure(state, recorded().bytes, recorded().expected.size(), [&] {
    bool right = true;
    for (const auto& [one, outcome] : recorded().expected) {
      right &= std::holds_alternative<Outcome>(reference.run(*one));
    }
    return right;
  });
}

void run_and_compare(benchmark::State& state) {
  conformance::ReferenceSubject reference(profile());
  measure(state, recorded().bytes, recorded().expected.size(), [&] {
    bool right = true;
    for (const auto& [one, outcome] : recorded().expected) {
      const auto answer = reference.run(*one);
      right &= conformance::same_outcome(*outcome, std::get<Outcome>(answer));
    }
    return right;
  });
}

// All that `basehttp conform` does for an area and one profile: reading included.
void replay(benchmark::State& state) {
  conformance::ReferenceSubject reference(profile());
  measure(state, recorded().bytes, recorded().expected.size(), [&] {
    const Recorded anew;
    bool right = !anew.expected.empty();
    for (const auto& [one, outcome] : anew.expected) {
      const auto answer = reference.run(*one);
      right &= conformance::same_outcome(*outcome, std::get<Outcome>(answer));
    }
    return right;
  });
}

void compare(benchmark::State& state) {
  measure(state, recorded().bytes, recorded().expected.size(), [&] {
    bool right = true;
    for (const auto& [one, outcome] : recorded().expected) {
      right &= conformance::same_outcome(*outcome, *outcome);
    }
    return right;
  });
}

void round_trip(benchmark::State& state) {
  conformance::ProcessSubject subject(BASEHTTP_TOOL " subject --profile 3.11.7");
  const auto& [one, outcome] = recorded().expected.front();
  measure(state, one->rfile.size(), 1, [&, one = one, outcome = outcome] {
    const auto answer = subject.run(*one);
    const auto* got = std::get_if<Outcome>(&answer);
    return got != nullptr && conformance::same_outcome(*outcome, *got);
  });
  if (!subject.finish().empty()) state.SkipWithError("the subject did not end well");
}

BENCHMARK(read_cases)->Name("harness-read-cases")->Unit(benchmark::kMicrosecond);
BENCHMARK(read_transcripts)->Name("harness-read-transcripts")->Unit(benchmark::kMicrosecond);
BENCHMARK(own_cycle)->Name("harness-own-cycle")->Unit(benchmark::kMicrosecond);
BENCHMARK(run)->Name("harness-run")->Unit(benchmark::kMicrosecond);
BENCHMARK(run_and_compare)->Name("harness-run-and-compare")->Unit(benchmark::kMicrosecond);
BENCHMARK(replay)->Name("harness-replay")->Unit(benchmark::kMicrosecond);
BENCHMARK(compare)->Name("harness-compare")->Unit(benchmark::kMicrosecond);
BENCHMARK(round_trip)->Name("harness-round-trip")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace basehttp::bench
