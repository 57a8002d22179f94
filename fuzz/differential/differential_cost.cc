// What one differential call costs, against CPython alone: the same cases, in turn, in one
// process, in CPU time.
//
// usage: differential_cost [none | probes | first-hit [KIND CALLS]]
//        differential_cost pipe INTERPRETER [MESSAGES TIMES]
//
// Prints for each connection the microseconds of CPython alone (it is given the case, and its
// answer is thrown away), those of the whole call (case, both subjects, comparison), and the
// median of their ratios over the rounds.  With three arguments it makes so many calls of one KIND
// (alone, whole) and prints nothing: valgrind counts their instructions.
//
// pipe: an interpreter in a process of its own, in batches of 64, beside another one that answers
// each case 50 times before it sends the answer.  Prints the CPU time that an answer costs, and
// what both processes need beyond that for each case that is sent.  With four arguments it sends so
// many messages to an interpreter that answers each case so many times, and prints nothing.
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
#include <vector>

#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/subject.h"
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

// An interpreter, what it is asked, and what it is to answer.
class Asked {
 public:
  Asked(const std::string& path, int times) : python_(path, times) {
    conformance::ReferenceSubject reference(conformance::profile_named(python_.identity().version));
    const auto all = connections();
    for (std::size_t i = 0; i < kBatch; ++i) {
      const std::string& bytes = all[i % all.size()].bytes;
      cases_.push_back(
          case_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}));
      expected_.push_back(reference.run(cases_.back()));
    }
    for (const auto& one : cases_) case_pointers_.push_back(&one);
    for (const auto& one : expected_) expected_pointers_.push_back(&one);
    take_turns(1);  // what is warm afterwards
  }

  // CPU microseconds of both processes.
  struct Times {
    double here;
    double there;
  };
  Times take_turns(int batches) {
    const double there = python_.cpu_seconds();
    const std::clock_t here = std::clock();
    for (int i = 0; i < batches; ++i)
      python_.run_all_unlike(case_pointers_, expected_pointers_,
                             [](std::size_t, const conformance::Answer&) {
                               throw PythonApiError("the interpreter does not agree");
                             });
    return {static_cast<double>(std::clock() - here) * 1e6 / CLOCKS_PER_SEC,
            (python_.cpu_seconds() - there) * 1e6};
  }

  void finish() {
    if (const std::string end = python_.finish(); !end.empty()) throw PythonApiError(end);
  }

  static constexpr std::size_t kBatch = 64;

 private:
  PipedPython python_;
  std::vector<conformance::Case> cases_;
  std::vector<conformance::Answer> expected_;
  std::vector<const conformance::Case*> case_pointers_;
  std::vector<const conformance::Answer*> expected_pointers_;
};

void measure_pipe(const std::string& path) {
  constexpr int kTimes = 50;
  Asked sends_each(path, 1);
  Asked sends_one_of_many(path, kTimes);
  std::vector<double> own;
  std::vector<double> here;
  std::vector<double> there;
  std::vector<double> shares;
  for (int round = 0; round < kRounds; ++round) {
    const Asked::Times each = sends_each.take_turns(kTimes);
    const Asked::Times one = sends_one_of_many.take_turns(1);
    // So many messages more for the same answers.
    constexpr double kMore = (kTimes - 1) * static_cast<double>(Asked::kBatch);
    here.push_back((each.here - one.here) / kMore);
    there.push_back((each.there - one.there) / kMore);
    own.push_back(each.there / (kTimes * static_cast<double>(Asked::kBatch)) - there.back());
    shares.push_back(100 * (here.back() + there.back()) / own.back());
  }
  std::printf("us a case: CPython %.1f; the pipe %.1f here and %.1f there, which is %.1f %%\n",
              median(own), median(here), median(there), median(shares));
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.size() == 2 && arguments[0] == "pipe") return measure_pipe(arguments[1]);
  if (arguments.size() == 4 && arguments[0] == "pipe") {
    Asked asked(arguments[1], std::stoi(arguments[3]));
    asked.take_turns(std::stoi(arguments[2]));
    return asked.finish();
  }
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
