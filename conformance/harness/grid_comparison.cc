#include "conformance/harness/grid_comparison.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/input_error.h"

namespace basehttp::conformance {
namespace {

// Inputs that are made at a time: enough to keep a program busy, few enough to hold.
constexpr std::size_t kBatch = 1024;

class Comparer {
 public:
  Comparer(const GridCheck& check, const GridDigests::Column& expected)
      : check_(check), expected_(expected) {}

  void take(std::uint64_t index, Answer answer);
  GridComparison result() { return std::move(result_); }
  [[nodiscard]] bool stops() const {
    return check_.stop_at_first && result_.differ + result_.broken != 0;
  }

 private:
  void tell(std::uint64_t index, Digest actual, const Failure* failure);

  const GridCheck& check_;
  const GridDigests::Column& expected_;
  GridComparison result_;
};

// An input's number may be larger than any size here, but not one whose digest is there.
Digest digest_at(const GridDigests::Column& column, std::uint64_t index) {
  return column[static_cast<std::size_t>(index)];
}

void Comparer::tell(std::uint64_t index, Digest actual, const Failure* failure) {
  if (result_.first.size() >= check_.most_told) return;
  GridDifference& found = result_.first.emplace_back();
  found.index = index;
  found.expected = digest_at(expected_, index);
  found.actual = actual;
  found.broke = failure != nullptr;
  if (failure != nullptr) {
    found.failure = failure->what;
    return;
  }
  for (const auto& [name, column] : check_.digests->columns)
    if (digest_at(column, index) == actual) found.alike.push_back(name);
}

void Comparer::take(std::uint64_t index, Answer answer) {
  const Digest expected = digest_at(expected_, index);
  if (std::holds_alternative<Unsupported>(answer)) {
    ++result_.unsupported;
    return;
  }
  const auto* failure = std::get_if<Failure>(&answer);
  const bool says_error = failure != nullptr && failure->kind == Failure::Kind::kError;
  if (expected >= kOutcomeDigests && (failure == nullptr || says_error)) {
    ++result_.not_recorded;
  } else if (failure != nullptr) {
    ++result_.broken;
    tell(index, kErrorDigest, failure);
  } else if (const Digest actual = digest_of(std::move(answer)); actual == expected) {
    ++result_.agree;
  } else {
    ++result_.differ;
    tell(index, actual, nullptr);
  }
}

}  // namespace

GridComparison compare_grid(const GridCheck& check, const AskAll& ask) {
  const GridDigests::Column* expected = check.digests->find(check.subject);
  if (expected == nullptr)
    throw InputError(digests_file(*check.grid).string(), 0, "",
                     fmt::format("holds nothing of {}: run scripts/record-grids", check.subject));
  Comparer comparer(check, *expected);
  std::uint64_t left = check.most_inputs;
  for (std::uint64_t next = check.slice.first;
       next < check.grid->size() && left != 0 && !comparer.stops();) {
    std::vector<std::uint64_t> indexes;
    for (; next < check.grid->size() && left != 0 && indexes.size() < kBatch;
         next += check.slice.step, --left)
      indexes.push_back(next);
    const std::vector<Case> cases = check.grid->inputs(indexes);
    std::vector<const Case*> pointers;
    pointers.reserve(cases.size());
    for (const Case& one : cases) pointers.push_back(&one);
    std::vector<Answer> answers = ask(pointers);
    for (std::size_t i = 0; i < answers.size(); ++i)
      comparer.take(indexes[i], std::move(answers[i]));
    if (check.progress) check.progress(indexes.size());
  }
  return comparer.result();
}

std::string told(const Grid& grid, const GridDifference& difference) {
  std::string out = fmt::format("grid {}, input {}\ncase: {}\n", grid.name(), difference.index,
                                grid.json(difference.index));
  out += fmt::format("expected digest: {}\n", digest_text(difference.expected));
  if (difference.broke) return out + "the subject broke: " + difference.failure;
  return out + fmt::format("actual digest: {}, {}", digest_text(difference.actual),
                           difference.alike.empty()
                               ? "which no recorded interpreter answered"
                               : fmt::format("as {}", fmt::join(difference.alike, ", ")));
}

}  // namespace basehttp::conformance
