// The harness: reading cases and transcripts, replaying, comparing, and a subject at
// the other end of two pipes.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "basehttp/clock.h"
#include "basehttp/memory_streams.h"
#include "basehttp/python_error.h"
#include "conformance/harness/case_handler.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/program.h"
#include "conformance/harness/program_handler.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/transcript.h"
#include "hello_server.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

using conformance::Case;
using conformance::Outcome;

// What real clients and servers sent, a case each.
const std::filesystem::path kCases = BASEHTTP_CORPUS "/cases/real-world.jsonl";
const std::filesystem::path kTranscripts = BASEHTTP_CORPUS "/transcripts/real-world.jsonl";

struct Expected {
  const Case* one;
  const Profile* profile;
  const Outcome* outcome;
};

// The cases with their recorded outcomes.
struct Recorded {
  // `profile`: of one interpreter alone; null: of every one.
  explicit Recorded(const Profile* profile)
      : cases(conformance::load_cases(kCases)),
        transcripts(conformance::Transcripts::load(kTranscripts, wanted(profile))) {
    for (const Profile* each : all_profiles())
      if (profile == nullptr || profile == each) add(*each);
  }

  std::vector<Case> cases;
  conformance::Transcripts transcripts;
  std::vector<Expected> expected;  // by profile, then by case
  std::size_t bytes = 0;           // of the requests
  std::size_t written = 0;         // of the responses and the logs

 private:
  static conformance::SubjectFilter wanted(const Profile* profile) {
    if (profile == nullptr) return {};
    return [name = conformance::recorded_name(profile->version)](const std::string& subject) {
      return subject == name;
    };
  }

  void add(const Profile& profile) {
    const std::string name = conformance::recorded_name(profile.version);
    for (const Case& each : cases) {
      const conformance::Transcript* transcript = transcripts.find(each.id);
      const Outcome* outcome = transcript == nullptr ? nullptr : transcript->find(name);
      if (outcome == nullptr || transcript->case_hash != each.hash) continue;
      expected.push_back({&each, &profile, outcome});
      bytes += each.rfile.size();
      for (const std::string& write : outcome->writes) written += write.size();
      written += outcome->log.size();
    }
  }
};

const Profile& one_profile() {
  static const Profile* const kFound = find_profile("3.11.7");
  return *kFound;
}

// Of every interpreter, and of one.
const Recorded& recorded_of_all() {
  static const Recorded kRecorded(nullptr);
  return kRecorded;
}
const Recorded& recorded_of_one() {
  static const Recorded kRecorded(&one_profile());
  return kRecorded;
}

void read_cases(benchmark::State& state) {
  const std::size_t count = recorded_of_one().cases.size();
  measure(state, std::filesystem::file_size(kCases), count,
          [&] { return conformance::load_cases(kCases).size() == count; });
}

void read_transcripts(benchmark::State& state) {
  const std::size_t count = recorded_of_one().transcripts.all().size();
  measure(state, std::filesystem::file_size(kTranscripts), count,
          [&] { return conformance::Transcripts::load(kTranscripts).all().size() == count; });
}

// The handler on each case as a server would have it: a new one for each connection, with the
// settings, the program and the log of the case; nothing is noted, nothing compared.
void handler_alone(benchmark::State& state, const Recorded& recorded) {
  StringWriter wfile;
  StringLog log;
  measure(state, recorded.bytes, recorded.expected.size(), [&] {
    std::size_t size = 0;
    for (const auto& [one, profile, outcome] : recorded.expected) {
      wfile.clear();
      log.clear();
      MemoryReader rfile(one->rfile);
      FixedClock clock(one->time.as_float());
      conformance::ProgramHandler handler({rfile, wfile, clock, log, *profile});
      conformance::Interpreter interpreter(handler);
      try {
        conformance::configure(*one, handler);
        conformance::add_methods(*one, handler, interpreter);
        handler.handle();
      } catch (const PythonError&) {
        if (!outcome->exception) return false;
      }
      size += wfile.text().size() + log.text().size();
    }
    return size == recorded.written;
  });
}

// A handler that is kept, logs nothing and greets whoever asks, on the bytes of each case.
void greeting_cycle(benchmark::State& state, const Recorded& recorded) {
  std::vector<std::unique_ptr<Server<>>> servers;
  std::vector<Server<>*> of_case;
  const Profile* last = nullptr;
  for (const Expected& each : recorded.expected) {
    if (each.profile != last) servers.push_back(std::make_unique<Server<>>(*each.profile));
    last = each.profile;
    of_case.push_back(servers.back().get());
  }
  measure(state, recorded.bytes, recorded.expected.size(), [&] {
    std::size_t size = 0;
    for (std::size_t i = 0; i < of_case.size(); ++i)
      size += of_case[i]->serve(recorded.expected[i].one->rfile).size();
    return size > 0;
  });
}

void run(benchmark::State& state, const Recorded& recorded) {
  measure(state, recorded.bytes, recorded.expected.size(), [&] {
    bool right = true;
    for (const auto& [one, profile, outcome] : recorded.expected) {
      conformance::ReferenceSubject reference(*profile);
      right &= std::holds_alternative<Outcome>(reference.run(*one));
    }
    return right;
  });
}

// Whether every case still does what was recorded.
bool agrees(const Recorded& recorded) {
  bool right = !recorded.expected.empty();
  for (const auto& [one, profile, outcome] : recorded.expected) {
    conformance::ReferenceSubject reference(*profile);
    const auto answer = reference.run(*one);
    right &= conformance::same_outcome(*outcome, std::get<Outcome>(answer));
  }
  return right;
}

void run_and_compare(benchmark::State& state, const Recorded& recorded) {
  measure(state, recorded.bytes, recorded.expected.size(), [&] { return agrees(recorded); });
}

// All that `basehttp conform` does for an area: reading included.
void replay(benchmark::State& state, const Recorded& recorded, const Profile* profile) {
  measure(state, recorded.bytes, recorded.expected.size(),
          [&] { return agrees(Recorded(profile)); });
}

void compare(benchmark::State& state, const Recorded& recorded) {
  measure(state, recorded.bytes, recorded.expected.size(), [&] {
    bool right = true;
    for (const Expected& each : recorded.expected)
      right &= conformance::same_outcome(*each.outcome, *each.outcome);
    return right;
  });
}

void round_trip(benchmark::State& state) {
  conformance::ProcessSubject subject(BASEHTTP_TOOL " subject --profile 3.11.7");
  const auto& [one, profile, outcome] = recorded_of_one().expected.front();
  measure(state, one->rfile.size(), 1, [&, one = one, outcome = outcome] {
    const auto answer = subject.run(*one);
    const auto* got = std::get_if<Outcome>(&answer);
    return got != nullptr && conformance::same_outcome(*outcome, *got);
  });
  if (!subject.finish().empty()) state.SkipWithError("the subject did not end well");
}

// Adds a benchmark of one interpreter, and one of all, whose name says so.
template <typename Act>
void add(const std::string& name, Act act) {
  benchmark::RegisterBenchmark(name.c_str(), [act](benchmark::State& state) {
    act(state, recorded_of_one(), &one_profile());
  })->Unit(benchmark::kMicrosecond);
  benchmark::RegisterBenchmark((name + "-of-all").c_str(), [act](benchmark::State& state) {
    act(state, recorded_of_all(), nullptr);
  })->Unit(benchmark::kMicrosecond);
}

const bool kAdded = [] {
  const auto without_profile = [](auto act) {
    return [act](benchmark::State& state, const Recorded& recorded, const Profile* /*profile*/) {
      act(state, recorded);
    };
  };
  add("harness-greeting-cycle", without_profile(greeting_cycle));
  add("harness-handler-alone", without_profile(handler_alone));
  add("harness-run", without_profile(run));
  add("harness-run-and-compare", without_profile(run_and_compare));
  add("harness-compare", without_profile(compare));
  add("harness-replay", replay);
  return true;
}();

BENCHMARK(read_cases)->Name("harness-read-cases")->Unit(benchmark::kMicrosecond);
BENCHMARK(read_transcripts)->Name("harness-read-transcripts")->Unit(benchmark::kMicrosecond);
BENCHMARK(round_trip)->Name("harness-round-trip")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace basehttp::bench
