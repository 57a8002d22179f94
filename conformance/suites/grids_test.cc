// Every input of the grids of corpus/grids against what CPython did: one test a grid and
// profile, made from the corpus at run time.
//
// By default a slice: every kStep-th input, from another one on for each profile, so that
// the profiles together see more of the grid than each.  Exhaustively all inputs.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/grid_comparison.h"
#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/profile_names.h"
#include "conformance/suites/registration.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {
namespace {

// Prime, so that it is in step with no slot of a grid.
constexpr std::uint64_t kStep = 101;

// Read when the first test of the grid runs, so that damage to one grid is the failure of
// that grid's tests alone.
const GridDigests& digests_of(const Grid& grid) {
  static std::map<std::string, GridDigests> known;
  const auto found = known.find(grid.name());
  if (found != known.end()) return found->second;
  return known.emplace(grid.name(), load_digests(grid)).first->second;
}

GridSlice slice_for(const std::string& profile) {
  if (is_exhaustive()) return {};
  const auto& all = all_profiles();
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const Profile* one) { return one->version == profile; });
  const auto number = static_cast<std::uint64_t>(at - all.begin());
  return {number * (kStep / all.size()), kStep};
}

class GridTest : public ::testing::Test {
 public:
  GridTest(std::shared_ptr<const Grid> grid, std::string profile)
      : grid_(std::move(grid)), profile_(std::move(profile)) {}

  void TestBody() override {
    GridCheck check;
    check.grid = grid_.get();
    check.digests = &digests_of(*grid_);
    check.subject = recorded_name(profile_named(profile_));
    check.slice = slice_for(profile_);
    check.stop_at_first = true;
    const GridComparison found = compare_grid(
        check, [&](std::span<const Case* const> cases) { return ask_all(cases, profile_); });
    for (const GridDifference& difference : found.first)
      ADD_FAILURE() << told(*grid_, difference)
                    << "\nrerun: " << rerun(grid_->input(difference.index), profile_)
                    << fmt::format("\nor: basehttp grid compare {} --input {} --profile {}",
                                   grid_->name(), difference.index, profile_);
    EXPECT_EQ(found.differ + found.broken, 0U)
        << "of the first " << found.agree + found.differ + found.broken << " inputs";
    EXPECT_LE(found.unsupported * 50, check.grid->size()) << "are unsupported";
    if (found.agree + found.differ + found.broken == 0)
      GTEST_SKIP() << "the subject supports no input of this grid";
    RecordProperty("inputs", std::to_string(found.agree));
  }

 private:
  std::shared_ptr<const Grid> grid_;
  std::string profile_;
};

// A corpus without its grids would pass all of the above.
class PresenceTest : public ::testing::Test {
 public:
  PresenceTest(std::size_t grids, bool all_large) : grids_(grids), all_large_(all_large) {}

  void TestBody() override {
    EXPECT_GE(grids_, 3U);
    EXPECT_TRUE(all_large_);
  }

 private:
  std::size_t grids_;
  bool all_large_;
};

}  // namespace

void register_grid_tests() {
  constexpr std::uint64_t kLarge = 50'000;
  bool all_large = true;
  std::size_t count = 0;
  for (Grid& grid : load_grids(corpus().root)) {
    ++count;
    all_large = all_large && grid.size() >= kLarge;
    const auto shared = std::make_shared<const Grid>(std::move(grid));
    for (const std::string& profile : tested_profiles())
      register_test("Grids/" + shared->name(), profile, __FILE__, __LINE__,
                    [shared, profile] { return new GridTest(shared, profile); });
  }
  register_test("Grids", "ThreeOrMoreOfFiftyThousandInputs", __FILE__, __LINE__,
                [count, all_large] { return new PresenceTest(count, all_large); });
}

}  // namespace basehttp::conformance
