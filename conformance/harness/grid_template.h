// A case with slots, into which the values of one input are put.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

struct GridValue {
  std::string json;  // canonical
  bool is_string = false;
  bool is_absent = false;  // {"$absent": true}

  // The characters of a string as JSON writes them, without the quotes.
  [[nodiscard]] std::string_view text() const {
    return std::string_view(json).substr(1, json.size() - 2);
  }
};

struct GridSlot {
  std::string name;
  std::vector<GridValue> values;
  bool repeats = false;
  std::uint64_t fewest = 1;  // values in a row
  std::uint64_t most = 1;

  // How many choices the slot has; UINT64_MAX when that is beyond 64 bits.
  [[nodiscard]] std::uint64_t count() const;
  // The values of a choice, in order; `choice` is below count().
  [[nodiscard]] std::vector<const GridValue*> chosen(std::uint64_t choice) const;
};

// By slot, the values that were chosen.
using GridChoice = std::vector<std::vector<const GridValue*>>;

class GridTemplate {
 public:
  // JsonError for a ${name} that is no slot, or a slot where its values cannot stand.
  GridTemplate(Json json, const std::vector<GridSlot>& slots);

  // Appends the members of the template's object, without its braces.
  void write(const GridChoice& choice, std::string& out) const;
  // Whether ${name} of this slot occurs.
  [[nodiscard]] bool uses(std::size_t slot) const;

 private:
  struct Node {
    enum class Kind : std::uint8_t {
      kText,    // JSON as it stands
      kString,  // texts and slots, joined
      kSlot,    // what the slot's values are
      kList,
      kObject,
    };
    Kind kind = Kind::kText;
    std::string text;      // of kText
    std::size_t slot = 0;  // of kSlot
    std::vector<Node> children;
    std::vector<std::string> keys;  // of kObject, quoted, beside the children
  };

  static Node read(Json json, const std::vector<GridSlot>& slots, bool is_element);
  static Node read_string(Json json, const std::vector<GridSlot>& slots, bool is_element);
  static Node whole(Json json, const std::vector<GridSlot>& slots, std::size_t slot,
                    bool is_element);
  static Node slot_node(std::size_t slot);
  static void require_texts(Json json, const GridSlot& slot);
  static bool uses(const Node& node, std::size_t slot);
  static void write(const Node& node, const GridChoice& choice, std::string& out);
  static void write_string(const Node& node, const GridChoice& choice, std::string& out);
  static void write_children(const Node& node, const GridChoice& choice, std::string& out);

  Node root_;
};

}  // namespace basehttp::conformance
