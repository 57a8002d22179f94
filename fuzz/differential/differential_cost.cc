// What one differential call costs, against CPython alone: the same cases, in turn, in one
// process, in CPU time.
//
// usage: differential_cost [none | probes | first-hit [KIND CALLS]]
//        differential_cost pipe INTERPRETER
//
// Prints for each connection the microseconds of CPython alone (it is given the case, and its
// answer is thrown away), those of the whole call (case, both subjects, comparison), and the
// median of their ratios over the rounds.  With three arguments it makes so many calls of one KIND
// (alone, whole) and prints nothing: valgrind counts their instructions.
//
// pipe: an interpreter in a process of its own, in batches of 64.  Prints the CPU time that a case
// costs it to answer, and what both processes need beyond that.
#include <sys/resource.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "fuzz/differential/connection_case.h"
#include "fuzz/differential/differential.h"
#include "fuzz/differential/embedded_python.h"
#include "fuzz/differential/piped_python.h"
#include "fuzz/differential/python_objects.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {
namespace {

constexpr int kRounds = 31;
constexpr int kCalls = 200;  // in a round

struct Connection {
  const char* name;
  std::string bytes;
};

std::vector<Connection> connections() {
  const std::string choices(kChoices, '\0');
  const std::string get =
      "GET /index.html?q=1 HTTP/1.1\r\nHost: example.com\r\nUser-Agent: Mozilla/5.0 (X11)\r\n"
      "Accept: text/html,*/*;q=0.8\r\nAccept-Language: en\r\nConnection: keep-alive\r\n\r\n";
  return {{"short", "GET / HTTP/1.1\r\n\r\n" + choices},
          {"browser", get + choices},
          {"four requests", get + get + get + get + choices},
          {"bad request", "GET / HTTP/x\r\n\r\n" + choices}};
}

// CPU microseconds of one call.
double time_of(const std::function<void()>& call) {
  const std::clock_t start = std::clock();
  for (int i = 0; i < kCalls; ++i) call();
  return static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC / kCalls;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The two things that are compared, on one connection.
struct Calls {
  std::function<void()> alone;
  std::function<void()> whole;
};

class Costs {
 public:
  explicit Costs(const std::string& coverage) {
    auto python = std::make_unique<EmbeddedPython>(coverage);
    python_ = python.get();
    std::vector<Judge> judges;
    judges.push_back(
        {&python->profile(), std::move(python),
         [this](const auto& one, const auto& actual) { return python_->agrees(one, actual); }});
    differential_ = std::make_unique<Differential>(std::move(judges), DifferentialSettings());
  }

  [[nodiscard]] const Profile& profile() const { return python_->profile(); }

  // `connection` outlives the calls.
  Calls calls(const Connection& connection) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(connection.bytes.data());
    const std::size_t size = connection.bytes.size();
    return {
        [this, data, size] {
          const PyRef given = python_->objects().make(case_of({data, size}));
          const PyRef answered =
              checked(PyObject_CallFunctionObjArgs(python_->function(), given.get(), nullptr));
        },
        [this, data, size, &connection] {
          if (const auto finding = differential_->check(case_of({data, size}), connection.bytes))
            throw PythonApiError(finding->text);
        }};
  }

 private:
  EmbeddedPython* python_ = nullptr;
  std::unique_ptr<Differential> differential_;
};

void measure(const Connection& connection, const Calls& calls) {
  std::vector<double> python;
  std::vector<double> both;
  std::vector<double> ratios;
  for (int round = 0; round < kRounds; ++round) {
    python.push_back(time_of(calls.alone));
    both.push_back(time_of(calls.whole));
    ratios.push_back(both.back() / python.back());
  }
  std::printf("%-14s %8.1f %8.1f %8.3f\n", connection.name, median(python), median(both),
              median(ratios));
}

// --- the pipe ---

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// CPU seconds of this process and of the children that have ended.
double used(int who) {
  rusage usage{};
  getrusage(who, &usage);
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct PipeTimes {
  double here;     // CPU seconds in this process
  double there;    // in the interpreter, its start among them
  double answers;  // and what of these it took to answer
};

PipeTimes ask_in_batches(const std::string& path, int batches) {
  constexpr std::size_t kBatch = 64;
  const auto all = connections();
  std::vector<conformance::Case> cases;
  for (std::size_t i = 0; i < kBatch; ++i) {
    const std::string& bytes = all[i % all.size()].bytes;
    cases.push_back(case_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
  }
  std::vector<const conformance::Case*> pointers(kBatch);
  std::transform(cases.begin(), cases.end(), pointers.begin(),
                 [](const auto& one) { return &one; });
  const double here = used(RUSAGE_SELF);
  const double there = used(RUSAGE_CHILDREN);
  double answers = 0;
  {
    PipedPython python(path);
    for (int i = 0; i < batches; ++i)
      python.run_all(pointers, [](std::size_t, const conformance::Answer& answer) {
        if (!std::holds_alternative<conformance::Outcome>(answer))
          throw PythonApiError("the interpreter gives no outcome");
      });
    answers = python.answer_seconds();
  }
  return {used(RUSAGE_SELF) - here, used(RUSAGE_CHILDREN) - there, answers};
}

void measure_pipe(const std::string& path) {
  constexpr int kBatches = 200;
  constexpr int kPipeRounds = 7;
  constexpr double kMicrosecondsOfCase = 1e6 / (64.0 * kBatches);
  std::vector<double> own;
  std::vector<double> here;
  std::vector<double> there;
  std::vector<double> shares;
  for (int round = 0; round < kPipeRounds; ++round) {
    const PipeTimes start = ask_in_batches(path, 0);
    const PipeTimes times = ask_in_batches(path, kBatches);
    own.push_back(times.answers * kMicrosecondsOfCase);
    here.push_back((times.here - start.here) * kMicrosecondsOfCase);
    there.push_back((times.there - start.there - times.answers) * kMicrosecondsOfCase);
    shares.push_back(100 * (here.back() + there.back()) / own.back());
  }
  std::printf("us a case: CPython %.1f; the pipe %.1f here and %.1f there, which is %.1f %%\n",
              median(own), median(here), median(there), median(shares));
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 2 && arguments[0] == "pipe") return measure_pipe(arguments[1]);
  const std::string coverage = arguments.empty() ? "none" : arguments[0];
  Costs costs(coverage);
  const auto all = connections();
  if (arguments.size() == 3) {
    const Calls calls = costs.calls(all[1]);
    for (int i = std::stoi(arguments[2]); i > 0; --i)
      (arguments[1] == "whole" ? calls.whole : calls.alone)();
    return;
  }
  std::printf("CPython %s, coverage: %s\n%-14s %8s %8s %8s\n", costs.profile().version.data(),
              coverage.c_str(), "", "alone us", "whole us", "ratio");
  for (const Connection& connection : all) measure(connection, costs.calls(connection));
}

}  // namespace
}  // namespace basehttp::fuzz

int main(int argc, char** argv) {
  try {
    basehttp::fuzz::run({argv + 1, argv + argc});
    // Without destructors: the interpreter is not ended.
    std::fflush(stdout);
    std::_Exit(0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
