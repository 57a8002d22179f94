#include "conformance/harness/grid.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/grid_template.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/sha256.h"

namespace basehttp::conformance {

struct Grid::Description {
  std::vector<GridSlot> slots;
  GridTemplate one;
};

namespace {

constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_-";

std::string read_name(Json json) {
  std::string name = json.utf8();
  if (name.empty() || name.find_first_not_of(kNameCharacters) != std::string::npos)
    json.fail("must be a name of the characters a-z, 0-9, _ and -");
  return name;
}

bool is_absent(Json json) {
  if (!json.is_object() || json.size() != 1) return false;
  const Json member = *json.begin();
  return member.key_is("$absent") && member.token() == "true";
}

std::vector<GridValue> read_values(Json json) {
  if (!json.is_array() || json.empty()) json.fail("must be a list with at least one value");
  std::vector<GridValue> values;
  for (const Json item : json) {
    GridValue& value = values.emplace_back();
    write_canonical(item, value.json);
    value.is_string = item.is_string();
    value.is_absent = is_absent(item);
    const auto same = [&](const GridValue& other) { return other.json == value.json; };
    if (std::any_of(values.begin(), values.end() - 1, same))
      item.fail("stands in the alphabet twice");
  }
  return values;
}

void read_repeat(Json json, GridSlot& slot) {
  constexpr std::int64_t kMostInARow = 16;
  if (!json.is_array() || json.size() != 2) json.fail("must be [fewest, most]");
  const Json fewest = *json.begin();
  const Json most = *++json.begin();
  slot.repeats = true;
  slot.fewest = static_cast<std::uint64_t>(fewest.int64(0, kMostInARow));
  slot.most = static_cast<std::uint64_t>(most.int64(fewest.int64(), kMostInARow));
}

GridSlot read_slot(Json json) {
  if (!json.is_object()) json.fail("must be an object");
  GridSlot slot;
  for (const Json member : json) {
    if (member.key_is("name")) {
      slot.name = read_name(member);
    } else if (member.key_is("values")) {
      slot.values = read_values(member);
    } else if (member.key_is("repeat")) {
      read_repeat(member, slot);
    } else {
      member.fail("is no key of a slot");
    }
  }
  if (slot.name.empty()) json.fail("has no \"name\"");
  if (slot.values.empty()) json.fail("has no \"values\"");
  return slot;
}

std::vector<GridSlot> read_slots(Json json) {
  if (!json.is_array() || json.empty()) json.fail("must be a list with at least one slot");
  std::vector<GridSlot> slots;
  for (const Json item : json) {
    GridSlot slot = read_slot(item);
    const auto same = [&](const GridSlot& other) { return other.name == slot.name; };
    if (std::any_of(slots.begin(), slots.end(), same))
      item.fail(fmt::format("{} is the name of another slot too", slot.name));
    slots.push_back(std::move(slot));
  }
  return slots;
}

Json required(Json json, std::string_view key) {
  for (const Json member : json)
    if (member.key_is(key)) return member;
  throw JsonError(std::string(key), "is missing");
}

void check_keys(Json json) {
  if (!json.is_object()) json.fail("must be an object");
  for (const Json member : json) {
    if (!member.key_is("about") && !member.key_is("slots") && !member.key_is("case"))
      member.fail("is no key of a grid");
  }
}

Json read_template(Json json) {
  const Json one = required(json, "case");
  if (!one.is_object()) one.fail("must be an object");
  for (const Json member : one)
    if (member.key_is("id")) member.fail("is given by the grid: grids/NAME/NUMBER");
  return one;
}

std::uint64_t count_inputs(Json json, const std::vector<GridSlot>& slots) {
  std::uint64_t size = 1;
  for (const GridSlot& slot : slots) {
    const std::uint64_t count = slot.count();
    if (count > Grid::kMostInputs || size * count > Grid::kMostInputs)
      json.fail(fmt::format("make more than {} inputs", Grid::kMostInputs));
    size *= count;
  }
  return size;
}

}  // namespace

Grid::Grid() = default;
Grid::Grid(Grid&&) noexcept = default;
Grid& Grid::operator=(Grid&&) noexcept = default;
Grid::~Grid() = default;

Grid Grid::load(const std::filesystem::path& file) {
  Grid grid;
  grid.file_ = file.string();
  grid.name_ = file.stem().string();
  JsonDocument document;
  const std::string text = read_file(file);
  try {
    const Json json = document.parse(text);
    check_keys(json);
    grid.about_ = required(json, "about").utf8();
    const Json slots_json = required(json, "slots");
    std::vector<GridSlot> slots = read_slots(slots_json);
    grid.size_ = count_inputs(slots_json, slots);
    const Json one = read_template(json);
    GridTemplate made(one, slots);
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (!made.uses(i)) one.fail(fmt::format("the slot {} is used nowhere", slots[i].name));
    std::string canonical;
    write_canonical_without({"about"}, json, canonical);
    grid.hash_ = "sha256:" + sha256(canonical).substr(0, 16);
    grid.description_ =
        std::make_unique<const Description>(Description{std::move(slots), std::move(made)});
  } catch (const JsonError& error) {
    throw InputError(grid.file_, 0, error.key(), error.what());
  }
  (void)grid.input(0);
  (void)grid.input(grid.size_ - 1);
  return grid;
}

std::string Grid::shape() const {
  std::string out;
  for (const GridSlot& slot : description_->slots)
    out += fmt::format("{}{} {}", out.empty() ? "" : " x ", slot.count(), slot.name);
  return out;
}

std::string Grid::json(std::uint64_t index) const {
  const std::vector<GridSlot>& slots = description_->slots;
  std::string out = fmt::format("{{\"id\": \"grids/{}/{}\", ", name_, index);
  GridChoice choice(slots.size());
  for (std::size_t i = slots.size(); i-- != 0;) {
    const std::uint64_t count = slots[i].count();
    choice[i] = slots[i].chosen(index % count);
    index /= count;
  }
  description_->one.write(choice, out);
  out += '}';
  return out;
}

Case Grid::input(std::uint64_t index) const {
  return std::move(inputs(std::span<const std::uint64_t>(&index, 1)).front());
}

std::vector<Case> Grid::inputs(std::span<const std::uint64_t> indexes) const {
  std::vector<Case> cases;
  cases.reserve(indexes.size());
  JsonDocument document;
  for (const std::uint64_t index : indexes) {
    const std::string line = json(index);
    try {
      cases.push_back(read_case(document.parse(line), line));
    } catch (const JsonError& error) {
      throw InputError(file_, 0, fmt::format("input {}: {}", index, error.key()), error.what());
    }
  }
  return cases;
}

}  // namespace basehttp::conformance
