#include "conformance/harness/grid_template.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kOpening = "${";

std::string canonical(Json json) {
  std::string out;
  write_canonical(json, out);
  return out;
}

std::uint64_t saturating_product(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  return b != 0 && a > kMost / b ? kMost : a * b;
}

// A stretch of a string: literal JSON text, or a slot.
struct Piece {
  std::string text;
  std::optional<std::size_t> slot;
};

std::size_t slot_named(Json json, std::string_view name, const std::vector<GridSlot>& slots) {
  const auto found = std::find_if(slots.begin(), slots.end(),
                                  [&](const GridSlot& slot) { return slot.name == name; });
  if (found == slots.end()) json.fail(fmt::format("${{{}}} is no slot", name));
  return static_cast<std::size_t>(found - slots.begin());
}

// `text` is the inside of a JSON string.
std::vector<Piece> cut(Json json, std::string_view text, const std::vector<GridSlot>& slots) {
  std::vector<Piece> pieces;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find(kOpening), text.size());
    if (start != 0) pieces.push_back({std::string(text.substr(0, start)), std::nullopt});
    text.remove_prefix(start);
    if (text.empty()) break;
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) json.fail("has a ${ without its }");
    const std::string_view name = text.substr(kOpening.size(), end - kOpening.size());
    pieces.push_back({{}, slot_named(json, name, slots)});
    text.remove_prefix(end + 1);
  }
  return pieces;
}

}  // namespace

std::uint64_t GridSlot::count() const {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t all = 0;
  std::uint64_t of_length = 1;
  for (std::uint64_t length = 0; length <= most; ++length) {
    if (length >= fewest) all = of_length > kMost - all ? kMost : all + of_length;
    of_length = saturating_product(of_length, values.size());
  }
  return all;
}

std::vector<const GridValue*> GridSlot::chosen(std::uint64_t choice) const {
  std::uint64_t length = fewest;
  std::uint64_t of_length = 1;
  for (std::uint64_t i = 0; i < fewest; ++i) of_length *= values.size();
  for (; choice >= of_length; ++length) {
    choice -= of_length;
    of_length *= values.size();
  }
  std::vector<const GridValue*> found(static_cast<std::size_t>(length));
  for (auto value = found.rbegin(); value != found.rend(); ++value, choice /= values.size())
    *value = &values[static_cast<std::size_t>(choice % values.size())];
  return found;
}

GridTemplate::GridTemplate(Json json, const std::vector<GridSlot>& slots)
    : root_(read(json, slots, false)) {}

GridTemplate::Node GridTemplate::slot_node(std::size_t slot) {
  Node node;
  node.kind = Node::Kind::kSlot;
  node.slot = slot;
  return node;
}

void GridTemplate::require_texts(Json json, const GridSlot& slot) {
  for (const GridValue& value : slot.values)
    if (!value.is_string)
      json.fail(fmt::format("${{{}}} has to be a text here, and {} is none", slot.name,
                            value.is_absent ? "{\"$absent\": true}" : value.json));
}

// A string that is nothing but one slot.
GridTemplate::Node GridTemplate::whole(Json json, const std::vector<GridSlot>& slots,
                                       std::size_t slot, bool is_element) {
  if (!slots[slot].repeats || is_element) return slot_node(slot);
  require_texts(json, slots[slot]);
  Node node;
  node.kind = Node::Kind::kString;
  node.children.push_back(slot_node(slot));
  return node;
}

GridTemplate::Node GridTemplate::read_string(Json json, const std::vector<GridSlot>& slots,
                                             bool is_element) {
  Node node;
  node.text = canonical(json);
  const std::vector<Piece> pieces =
      cut(json, std::string_view(node.text).substr(1, node.text.size() - 2), slots);
  if (std::none_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.slot; }))
    return node;
  if (pieces.size() == 1) return whole(json, slots, *pieces[0].slot, is_element);
  node = {};
  node.kind = Node::Kind::kString;
  for (const Piece& piece : pieces) {
    if (piece.slot) {
      require_texts(json, slots[*piece.slot]);
      node.children.push_back(slot_node(*piece.slot));
    } else {
      node.children.emplace_back();
      node.children.back().text = piece.text;
    }
  }
  return node;
}

GridTemplate::Node GridTemplate::read(Json json, const std::vector<GridSlot>& slots,
                                      bool is_element) {
  if (json.is_string()) return read_string(json, slots, is_element);
  Node node;
  if (json.is_array()) {
    node.kind = Node::Kind::kList;
    for (const Json item : json) node.children.push_back(read(item, slots, true));
  } else if (json.is_object()) {
    node.kind = Node::Kind::kObject;
    for (const Json member : json) {
      std::string key = canonical(member.key());
      if (key.find(kOpening) != std::string::npos) member.fail("a key cannot hold a slot");
      node.keys.push_back(std::move(key));
      node.children.push_back(read(member, slots, false));
    }
  } else {
    node.text = canonical(json);
  }
  return node;
}

bool GridTemplate::uses(const Node& node, std::size_t slot) {
  return (node.kind == Node::Kind::kSlot && node.slot == slot) ||
         std::any_of(node.children.begin(), node.children.end(),
                     [&](const Node& child) { return uses(child, slot); });
}

bool GridTemplate::uses(std::size_t slot) const { return uses(root_, slot); }

void GridTemplate::write_string(const Node& node, const GridChoice& choice, std::string& out) {
  out += '"';
  for (const Node& child : node.children) {
    if (child.kind != Node::Kind::kSlot) {
      out += child.text;
      continue;
    }
    for (const GridValue* value : choice[child.slot]) out += value->text();
  }
  out += '"';
}

// The members of an object or the elements of a list, without the brackets.
void GridTemplate::write_children(const Node& node, const GridChoice& choice, std::string& out) {
  const char* separator = "";
  const auto begin_child = [&](std::size_t i) {
    out += separator;
    separator = ", ";
    if (node.kind == Node::Kind::kObject) out += node.keys[i] + ": ";
  };
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = node.children[i];
    if (child.kind != Node::Kind::kSlot) {
      begin_child(i);
      write(child, choice, out);
      continue;
    }
    for (const GridValue* value : choice[child.slot]) {
      if (value->is_absent) continue;
      begin_child(i);
      out += value->json;
    }
  }
}

void GridTemplate::write(const Node& node, const GridChoice& choice, std::string& out) {
  switch (node.kind) {
    case Node::Kind::kText:
      out += node.text;
      break;
    case Node::Kind::kString:
      write_string(node, choice, out);
      break;
    case Node::Kind::kList:
      out += '[';
      write_children(node, choice, out);
      out += ']';
      break;
    case Node::Kind::kObject:
      out += '{';
      write_children(node, choice, out);
      out += '}';
      break;
    case Node::Kind::kSlot:
      break;  // written by the list or object around it
  }
}

void GridTemplate::write(const GridChoice& choice, std::string& out) const {
  write_children(root_, choice, out);
}

}  // namespace basehttp::conformance
