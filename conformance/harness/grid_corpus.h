// The folder corpus/grids: descriptions, and what was recorded of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "conformance/harness/grid.h"
#include "conformance/harness/grid_digests.h"

namespace basehttp::conformance {

// The grids of these names, or all of `corpus`/grids, by name; none without such a folder.
// InputError for a bad description, and for digests whose description is gone.
// UnknownName for a name that is no grid.
[[nodiscard]] std::vector<Grid> load_grids(const std::filesystem::path& corpus,
                                           const std::vector<std::string>& names = {});

[[nodiscard]] std::filesystem::path digests_file(const Grid& grid);

// InputError when there are none, when they are damaged, or when the description
// changed since they were recorded.
[[nodiscard]] GridDigests load_digests(const Grid& grid);

}  // namespace basehttp::conformance
