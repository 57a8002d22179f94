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

}  // namespace

void run_pair(Subject& a, Subject& b, std::span<const Case* const> cases, const PairSink& sink) {
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

}  // namespace basehttp::conformance
