// A grid: an alphabet for each slot of a case, and every combination an input.
//
// corpus/grids/<name>.json (corpus/schema/grid.schema.json) describes it:
//   "about"  a sentence or more for a person
//   "slots"  [{"name", "values": [...], "repeat": [fewest, most]?}, ...]
//   "case"   a case without an id, in whose strings ${name} stands for a slot
//
// Within a longer string a slot is its text.  A string that is nothing but ${name}
// becomes the value, of whatever type; {"$absent": true} leaves the member or the
// element out.  With "repeat" the slot is a sequence of so many values, shorter
// ones first: their texts joined, or, as an element of a list, that many elements.
//
// Inputs are numbered from 0 as an odometer counts: the last slot turns fastest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "conformance/harness/case.h"

namespace basehttp::conformance {

class Grid {
 public:
  // InputError, with file and key, for what the schema refuses, a slot that is used
  // nowhere or named twice, a ${name} that is no slot, and more than kMostInputs.
  static Grid load(const std::filesystem::path& file);
  static constexpr std::uint64_t kMostInputs = 10'000'000;

  // The name of the file, without its extension.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& about() const noexcept { return about_; }
  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  // Of everything that makes the inputs: "sha256:" and 16 hex digits.
  [[nodiscard]] const std::string& hash() const noexcept { return hash_; }
  // "9 method x 6 gap": the slots, and how many choices each has.
  [[nodiscard]] std::string shape() const;

  // The line of an input.  Its id is grids/<name>/<index>.  `index` is below size().
  [[nodiscard]] std::string json(std::uint64_t index) const;
  // InputError when the description makes an input that is no case.
  [[nodiscard]] Case input(std::uint64_t index) const;
  // Faster than one by one.
  [[nodiscard]] std::vector<Case> inputs(std::span<const std::uint64_t> indexes) const;

  Grid(Grid&&) noexcept;
  Grid& operator=(Grid&&) noexcept;
  ~Grid();

 private:
  struct Description;
  Grid();

  std::string name_;
  std::string about_;
  std::string file_;
  std::string hash_;
  std::uint64_t size_ = 0;
  std::unique_ptr<const Description> description_;
};

}  // namespace basehttp::conformance
