// basehttp grid: small alphabets, every input.
#include "conformance/tool/grid_command.h"

#include <fmt/format.h>

namespace basehttp::conformance {

int no_grids(const std::string& corpus) {
  fmt::print(stderr, "basehttp grid: there is no grid in {}/grids\n", corpus);
  return kNothingRan;
}

void add_grid_command(CLI::App& app, int& code) {
  CLI::App& command =
      *app.add_subcommand("grid", "Every input of small alphabets, held against what CPython did");
  command.require_subcommand(1);
  add_grid_list_command(command, code);
  add_grid_compare_command(command, code);
  add_grid_show_command(command, code);
  add_grid_record_command(command, code);
  command.footer(footer("basehttp grid compare request-lines --profile 3.13",
                        "0 as expected; 1 differences; 2 usage or a bad input file; 3 the subject "
                        "broke;\n  4 nothing ran"));
}

}  // namespace basehttp::conformance
