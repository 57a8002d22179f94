// Holds a subject against the recorded digests of a grid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "conformance/harness/grid.h"
#include "conformance/harness/grid_digests.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

struct GridDifference {
  std::uint64_t index = 0;
  Digest expected = 0;
  Digest actual = 0;
  bool broke = false;              // the subject failed to answer,
  std::string failure;             // and this is how
  std::vector<std::string> alike;  // recorded subjects that answered what is `actual`
};

struct GridComparison {
  std::size_t agree = 0;
  std::size_t differ = 0;
  std::size_t unsupported = 0;        // by the subject
  std::size_t not_recorded = 0;       // the interpreter had no answer that could be recorded
  std::size_t broken = 0;             // the subject failed to answer
  std::vector<GridDifference> first;  // differences and failures, at most as many as asked for
};

// Asks for some cases; the answers in their order.
using AskAll = std::function<std::vector<Answer>(std::span<const Case* const>)>;

// Every `step`-th input from `first` on.  `step` is at least 1.
struct GridSlice {
  std::uint64_t first = 0;
  std::uint64_t step = 1;
};

struct GridCheck {
  const Grid* grid = nullptr;
  const GridDigests* digests = nullptr;
  std::string subject;  // the recorded name, a column of the digests
  GridSlice slice;
  std::uint64_t most_inputs = Grid::kMostInputs;
  std::size_t most_told = 10;
  bool stop_at_first = false;  // after the batch that holds a difference
  // Called with the number of inputs that were just done; may be empty.
  std::function<void(std::size_t more)> progress;
};

// InputError when the subject was not recorded.
[[nodiscard]] GridComparison compare_grid(const GridCheck& check, const AskAll& ask);

// A few lines for a person: the input, both digests, who answers so.
[[nodiscard]] std::string told(const Grid& grid, const GridDifference& difference);

}  // namespace basehttp::conformance
