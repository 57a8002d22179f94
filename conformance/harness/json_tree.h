// A JSON value that can be changed: what a parsed Json cannot be.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

struct JsonTree {
  enum class Kind : unsigned char { kScalar, kString, kArray, kObject };

  Kind kind = Kind::kScalar;
  std::string token;                 // of null, a boolean or a number, as it was written
  std::u32string text;               // of a string, lone surrogates included
  std::vector<std::u32string> keys;  // of an object, in its order, one for each child
  std::vector<JsonTree> children;    // of an array or an object

  [[nodiscard]] bool is_string() const noexcept { return kind == Kind::kString; }
  [[nodiscard]] bool is_array() const noexcept { return kind == Kind::kArray; }
  [[nodiscard]] bool is_object() const noexcept { return kind == Kind::kObject; }
  // A string of exactly these ASCII characters.
  [[nodiscard]] bool is(const char* ascii) const;
  // The child of an object under this ASCII key; its size when there is none.
  [[nodiscard]] std::size_t find(const char* ascii) const;
  // Takes the children [first, last) away.
  void erase(std::size_t first, std::size_t last);
};

// A copy, which outlives the document.
[[nodiscard]] JsonTree read_tree(Json json);

// Appends it on one line; ASCII only, members in their order.
void write_tree(const JsonTree& tree, std::string& out);

}  // namespace basehttp::conformance
