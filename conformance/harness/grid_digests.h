// What was recorded of a grid: a digest for each input and interpreter.
//
// corpus/grids/<name>.digests is text.  After a header that names the grid, the number
// of inputs and a letter for each interpreter, come blocks of 64 inputs:
//
//   128 abcde OkRw,,,u71e,!dLsw kP3x
//   128 fg ....Vb2e,... 9aQ_
//
// the first input, the interpreters that answered all of these inputs alike, then
// for each input "." (as in the line above), "," (as the input before it), "?"
// (unsupported), "!" (an error) or the four characters of a digest, and the line's own check. Equal
// recordings are equal bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "conformance/harness/outcome_digest.h"
#include "conformance/harness/subjects_file.h"

namespace basehttp::conformance {

struct GridDigests {
  using Column = std::vector<Digest>;  // by input

  std::string grid_hash;  // Grid::hash() when it was recorded
  std::uint64_t inputs = 0;
  std::map<std::string, Column, VersionLess> columns;  // by recorded name

  // Null when this subject was not recorded.
  [[nodiscard]] const Column* find(const std::string& subject) const;
  // As the file; at most 26 columns.
  [[nodiscard]] std::string text() const;

  // InputError, with file and line, for what text() does not write: a line that is
  // damaged, missing or repeated.
  static GridDigests load(const std::filesystem::path& file);
};

}  // namespace basehttp::conformance
