// The fields of a message in their order.  Those of a scanned header block stay
// what they are, places in a copy of the block, until somebody asks for values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "basehttp/short_bytes.h"
#include "basehttp/text.h"
#include "basehttp/value.h"

namespace basehttp {

// Where a field lies in a header block.
struct FieldPlace {
  std::uint32_t name;
  std::uint32_t name_size;
  std::uint32_t value;
  std::uint32_t value_size;

  [[nodiscard]] std::string_view name_in(std::string_view block) const noexcept {
    return block.substr(name, name_size);
  }
  [[nodiscard]] std::string_view value_in(std::string_view block) const noexcept {
    return block.substr(value, value_size);
  }
};

class FieldList {
 public:
  struct Field {
    Value name;
    Value value;
  };

  // Names and values may refer to bytes of this list: they live until it is cleared
  // or refilled, copies of them longer.
  [[nodiscard]] const std::vector<Field>& all() const {
    if (!places_.empty()) make_values();
    return fields_;
  }
  [[nodiscard]] std::vector<Field>& all() {
    if (!places_.empty()) make_values();
    return fields_;
  }
  // Drops all, keeps storage.
  void clear() noexcept {
    fields_.clear();
    places_.clear();
  }
  // Drops all, then holds the fields that lie in a block, of which it keeps a
  // copy.  Returns the copy.
  std::string_view refill(std::string_view block, std::span<const FieldPlace> places) {
    if (!fields_.empty()) drop_values();
    block_.assign(block);
    if (places_.size() != places.size()) places_.resize(places.size());
    copy_bytes(reinterpret_cast<char*>(places_.data()),
               reinterpret_cast<const char*>(places.data()), places.size_bytes());
    return block_.latin1();
  }

 private:
  void make_values() const;
  void drop_values() noexcept;

  Text block_;
  mutable std::vector<FieldPlace> places_;  // empty once there are values
  mutable std::vector<Field> fields_;
};

}  // namespace basehttp
