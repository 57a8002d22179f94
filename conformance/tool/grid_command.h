// The commands below `basehttp grid`.
#pragma once

#include <string>

#include "conformance/tool/command.h"

namespace basehttp::conformance {

// One command adds itself to `grid`; its exit code goes to `code`.
void add_grid_compare_command(CLI::App& grid, int& code);
void add_grid_list_command(CLI::App& grid, int& code);
void add_grid_record_command(CLI::App& grid, int& code);
void add_grid_show_command(CLI::App& grid, int& code);

// Says that there is no grid; kNothingRan.
[[nodiscard]] int no_grids(const std::string& corpus);

}  // namespace basehttp::conformance
