// basehttp grid list: which grids there are.
#include <fmt/format.h>

#include "conformance/harness/grid_corpus.h"
#include "conformance/tool/grid_command.h"

namespace basehttp::conformance {
namespace {

int list(const CorpusOption& corpus) {
  const std::vector<Grid> grids = load_grids(corpus.folder());
  if (grids.empty()) return no_grids(corpus.folder());
  std::uint64_t inputs = 0;
  for (const Grid& grid : grids) {
    const GridDigests digests = load_digests(grid);
    inputs += grid.size();
    fmt::print("{}\n  {}\n  {} inputs: {}\n  recorded from {} interpreters\n", grid.name(),
               grid.about(), grid.size(), grid.shape(), digests.columns.size());
  }
  fmt::print("{} grids, {} inputs\n", grids.size(), inputs);
  return kAsExpected;
}

}  // namespace

void add_grid_list_command(CLI::App& grid, int& code) {
  auto corpus = std::make_shared<CorpusOption>();
  CLI::App& command = *grid.add_subcommand("list", "Name the grids, with what they vary");
  corpus->add_to(command);
  command.footer(footer("basehttp grid list",
                        "0 listed; 2 usage, or a grid that is wrong or changed since it was "
                        "recorded;\n  4 there is none"));
  command.callback([corpus, &code] { code = list(*corpus); });
}

}  // namespace basehttp::conformance
