// basehttp grid show: one input as a case.
#include <fmt/format.h>

#include "conformance/harness/grid_corpus.h"
#include "conformance/tool/grid_command.h"

namespace basehttp::conformance {
namespace {

struct GridShow {
  CorpusOption corpus;
  std::string name;
  std::uint64_t index = 0;

  int run() const;
};

int GridShow::run() const {
  const std::vector<Grid> grids = load_grids(corpus.folder(), {name});
  const Grid& grid = grids.front();
  if (index >= grid.size()) {
    fmt::print(stderr, "basehttp grid show: {} has {} inputs, numbered from 0: there is no {}\n",
               name, grid.size(), index);
    return kUsage;
  }
  fmt::print("{}\n", grid.json(index));
  return kAsExpected;
}

}  // namespace

void add_grid_show_command(CLI::App& grid, int& code) {
  auto options = std::make_shared<GridShow>();
  CLI::App& command = *grid.add_subcommand("show", "Print an input, the line that a subject reads");
  options->corpus.add_to(command);
  command.add_option("name", options->name, "The grid")->required()->type_name("GRID");
  command.add_option("input", options->index, "The number of the input, from 0")
      ->required()
      ->type_name("N");
  command.footer(
      footer("basehttp grid show request-lines 4711 | python3 scripts/subjects/cpython.py",
             "0 printed; 2 usage, a bad input file, or no such input"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
