#include "conformance/harness/grid_corpus.h"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDescription = ".json";
constexpr std::string_view kDigests = ".digests";

std::vector<std::string> stems(const fs::path& folder, std::string_view extension) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().extension() == extension) found.push_back(it->path().stem().string());
  std::sort(found.begin(), found.end());
  return found;
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<Grid> load_grids(const fs::path& corpus, const std::vector<std::string>& names) {
  const fs::path folder = corpus / "grids";
  const std::vector<std::string> known = stems(folder, kDescription);
  for (const std::string& name : names)
    if (!holds(known, name))
      throw UnknownName(fmt::format("{} is no grid of {}; these are: {}", name, folder.string(),
                                    fmt::join(known, ", ")));
  for (const std::string& recorded : stems(folder, kDigests))
    if (!holds(known, recorded))
      throw InputError((folder / (recorded + std::string(kDigests))).string(), 0, "",
                       "has no description beside it");
  std::vector<Grid> grids;
  for (const std::string& name : known)
    if (names.empty() || holds(names, name))
      grids.push_back(Grid::load(folder / (name + std::string(kDescription))));
  return grids;
}

fs::path digests_file(const Grid& grid) {
  return fs::path(grid.file()).replace_extension(kDigests);
}

GridDigests load_digests(const Grid& grid) {
  const fs::path file = digests_file(grid);
  if (!fs::exists(file))
    throw InputError(grid.file(), 0, "", "was never recorded: run scripts/record-grids");
  GridDigests digests = GridDigests::load(file);
  if (digests.grid_hash != grid.hash() || digests.inputs != grid.size())
    throw InputError(
        grid.file(), 0, "",
        fmt::format("changed since {} was recorded: it is {} with {} inputs, and was "
                    "{} with {}; run scripts/record-grids",
                    file.string(), grid.hash(), grid.size(), digests.grid_hash, digests.inputs));
  return digests;
}

}  // namespace basehttp::conformance
