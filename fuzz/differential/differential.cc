#include "fuzz/differential/differential.h"

#include <thread>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "conformance/harness/signature.h"
#include "fuzz/differential/coverage_pause.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;

// What `judge` answers; empty where it is just what the reference does.
std::vector<std::optional<Answer>> answers_of(const Judge& judge,
                                              const std::vector<const Case*>& cases,
                                              const std::vector<const Answer*>& actual) {
  std::vector<std::optional<Answer>> answers(cases.size());
  const auto sink = [&](std::size_t i, Answer answer) { answers[i] = std::move(answer); };
  if (judge.run_all_unlike) {
    judge.run_all_unlike(cases, actual, sink);
  } else {
    judge.python->run_all(cases, sink);
  }
  return answers;
}

}  // namespace

Differential::Differential(std::vector<Judge> judges, DifferentialSettings settings)
    : judges_(std::move(judges)), settings_(std::move(settings)) {
  for (const Judge& judge : judges_) references_.emplace_back(*judge.profile);
}

std::optional<Finding> Differential::check(const Case& one, std::string_view input) {
  if (settings_.batch <= 1) {
    for (std::size_t j = 0; j < judges_.size(); ++j) {
      const Answer actual = references_[j].run(one);
      if (nothing_to_compare(actual)) continue;
      if (judges_[j].agrees && judges_[j].agrees(one, actual)) {
        ++compared_;
        continue;
      }
      const Answer expected = judges_[j].python->run(one);
      if (auto finding = compare(judges_[j], one, input, expected, actual)) return finding;
    }
    return std::nullopt;
  }
  Waiting waiting{one, std::string(input), {}};
  bool any = false;
  for (auto& reference : references_) {
    any = !nothing_to_compare(waiting.actual.emplace_back(reference.run(one))) || any;
  }
  if (any) waiting_.push_back(std::move(waiting));
  return waiting_.size() < settings_.batch ? std::nullopt : finish();
}

// What the reference does not support has no outcome, and may hold values that only the protocol
// of lines can say.
bool Differential::nothing_to_compare(const Answer& actual) {
  if (!std::holds_alternative<conformance::Unsupported>(actual)) return false;
  ++compared_;
  ++unsupported_;
  return true;
}

std::optional<Finding> Differential::finish() {
  if (waiting_.empty()) return std::nullopt;
  const CoveragePause pause;
  const auto answers = ask();
  const std::vector<Waiting> asked = std::exchange(waiting_, {});
  for (std::size_t i = 0; i < asked.size(); ++i)
    for (std::size_t j = 0; j < judges_.size(); ++j) {
      if (!answers[j][i]) {
        ++compared_;
        continue;
      }
      if (auto finding = compare(judges_[j], asked[i].example, asked[i].input, *answers[j][i],
                                 asked[i].actual[j]))
        return finding;
    }
  return std::nullopt;
}

// Each judge in a thread of its own: they are other processes.
std::vector<std::vector<std::optional<Answer>>> Differential::ask() const {
  std::vector<const Case*> cases;
  cases.reserve(waiting_.size());
  for (const Waiting& waiting : waiting_) cases.push_back(&waiting.example);
  std::vector<std::vector<std::optional<Answer>>> answers(judges_.size());
  std::vector<std::thread> threads;
  for (std::size_t j = 0; j < judges_.size(); ++j) {
    threads.emplace_back([this, &cases, &own = answers[j], j] {
      std::vector<const Answer*> actual;
      actual.reserve(waiting_.size());
      for (const Waiting& waiting : waiting_) actual.push_back(&waiting.actual[j]);
      own = answers_of(judges_[j], cases, actual);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return answers;
}

std::optional<Finding> Differential::compare(const Judge& judge, const Case& one,
                                             std::string_view input, const Answer& expected,
                                             const Answer& actual) {
  if (std::holds_alternative<conformance::Unsupported>(actual)) return std::nullopt;
  ++compared_;
  if (std::holds_alternative<conformance::Unsupported>(expected)) ++unsupported_;
  std::string signature = conformance::signature_of(expected, actual);
  if (signature.empty()) return std::nullopt;
  return judge_divergence({std::move(signature), *judge.profile, one, expected, actual}, input);
}

std::optional<Finding> Differential::judge_divergence(const Divergence& divergence,
                                                      std::string_view input) {
  const std::string& signature = divergence.signature;
  if (!settings_.only.empty()) {
    if (signature != settings_.only) return std::nullopt;
  } else if (settings_.known.find(signature, divergence.profile.version) != nullptr) {
    ++known_[signature];
    return std::nullopt;
  }
  ++found_[signature];
  if (settings_.survey == nullptr)
    return Finding{signature, std::string(input), text_of(divergence)};
  settings_.survey->add(signature, input, [&] { return json_of(divergence); });
  return std::nullopt;
}

std::string Differential::versions() const {
  std::string out;
  for (const Judge& judge : judges_)
    out += fmt::format("{}{}", out.empty() ? "" : ", ", judge.profile->version);
  return out;
}

std::string Differential::summary() const {
  std::string out = fmt::format(
      "{} comparisons with CPython {}: {} not supported, {} known and {} new kinds of divergence\n",
      compared_, versions(), unsupported_, known_.size(), found_.size());
  for (const auto& [signature, count] : known_)
    out += fmt::format("  known {}  {}\n", count, signature);
  for (const auto& [signature, count] : found_)
    out += fmt::format("  new {}  {}\n", count, signature);
  return out;
}

}  // namespace basehttp::fuzz
