// Python's http.HTTPStatus: code, phrase and description, as each release has them.
#pragma once

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
  std::span<const StatusEntry> entries;  // by rising code
  // Null for a code that the release does not know.
  [[nodiscard]] const StatusEntry* find(int code) const noexcept;
};

// The table of Python 3.`minor`, 6 to 15.
[[nodiscard]] const StatusTable& status_table(int minor);

// The name of the enumeration's member: "NOT_FOUND" for "Not Found".
[[nodiscard]] std::string status_name(const StatusEntry& entry);

}  // namespace basehttp
