// Python's http.HTTPStatus: code, phrase and description, as each release has them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace basehttp {

struct StatusEntry {
  int code = 0;
  std::string_view phrase;
  std::string_view description;
};

struct StatusTable {
  static constexpr int kNoCode = 512;  // all codes are below

  std::span<const StatusEntry> entries;  // by rising code
  std::span<const std::uint8_t> places;  // of each code below kNoCode: its entry, counted from 1
  // Null for a code that the release does not know.
  [[nodiscard]] const StatusEntry* find(int code) const noexcept {
    const std::size_t place = code < 0 || code >= kNoCode ? 0 : places[static_cast<unsigned>(code)];
    return place == 0 ? nullptr : &entries[place - 1];
  }
};

// The table of Python 3.`minor`, 6 to 15.
[[nodiscard]] const StatusTable& status_table(int minor);

// The name of the enumeration's member: "NOT_FOUND" for "Not Found".
[[nodiscard]] std::string status_name(const StatusEntry& entry);

}  // namespace basehttp
