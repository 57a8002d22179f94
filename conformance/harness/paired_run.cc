#include "conformance/harness/paired_run.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

namespace basehttp::conformance {
namespace {

std::vector<Answer> ask(Subject& subject, std::span<const Case* const> cases) {
  std::vector<Answer> answers(cases.size());
  subject.run_all(cases, [&](std::size_t i, Answer answer) { answers[i] = std::move(answer); });
  return answers;
}

// Two programs: each is asked in a thread of its own.
void run_programs(Subject& a, Subject& b, std::span<const Case* const> cases,
                  const PairSink& sink) {
  constexpr std::size_t kTogether = 256;
  for (std::size_t from = 0; from < cases.size(); from += kTogether) {
    const auto some = cases.subspan(from, std::min(kTogether, cases.size() - from));
    std::vector<Answer> of_b;
    std::exception_ptr failure;
    std::thread other([&] {
      try {
        of_b = ask(b, some);
      } catch (...) {
        failure = std::current_exception();
      }
    });
    std::vector<Answer> of_a;
    try {
      of_a = ask(a, some);
    } catch (...) {
      other.join();
      throw;
    }
    other.join();
    if (failure) std::rethrow_exception(failure);
    for (std::size_t i = 0; i < some.size(); ++i) sink(from + i, of_a[i], of_b[i]);
  }
}
}  // namespace

void run_pair(Subject& a, Subject& b, std::span<const Case* const> cases, const PairSink& sink) {
  if (a.is_elsewhere() && b.is_elsewhere()) {
    run_programs(a, b, cases, sink);
  } else if (b.is_elsewhere()) {
    // While it works on the next cases, the other one answers this.
    b.run_all(cases, [&](std::size_t i, const Answer& of_b) { sink(i, a.run(*cases[i]), of_b); });
  } else {
    a.run_all(cases, [&](std::size_t i, const Answer& of_a) { sink(i, of_a, b.run(*cases[i])); });
  }
}

}  // namespace basehttp::conformance
