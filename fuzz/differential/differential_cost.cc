// What one differential call costs, against CPython alone: the same cases, in turn, in one
// process, in CPU time.
//
// usage: differential_cost [none | probes | first-hit [alone | whole CALLS]]
//
// Prints for each connection the microseconds of Python's function alone, those of the whole call
// (case, both subjects, comparison), and the median of their ratios over the rounds.  With three
// arguments it makes so many calls of one kind and prints nothing: valgrind counts their
// instructions.
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

#include "fuzz/differential/connection_case.h"
#include "fuzz/differential/differential.h"
#include "fuzz/differential/embedded_python.h"
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
    function_ = python->function();
    profile_ = &python->profile();
    std::vector<Judge> judges;
    judges.push_back({profile_, std::move(python)});
    differential_ = std::make_unique<Differential>(std::move(judges), DifferentialSettings());
  }

  [[nodiscard]] const Profile& profile() const { return *profile_; }

  // `connection` outlives the calls.
  Calls calls(const Connection& connection) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(connection.bytes.data());
    const std::size_t size = connection.bytes.size();
    const auto object = std::make_shared<PyRef>(case_object(case_of({data, size})));
    return {
        [object, this] {
          const PyRef answered =
              checked(PyObject_CallFunctionObjArgs(function_, object->get(), nullptr));
        },
        [this, data, size, &connection] {
          if (const auto finding = differential_->check(case_of({data, size}), connection.bytes))
            throw PythonApiError(finding->text);
        }};
  }

 private:
  PyObject* function_ = nullptr;
  const Profile* profile_ = nullptr;
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

void run(const std::vector<std::string>& arguments) {
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
