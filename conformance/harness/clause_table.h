// What Python's documentation promises of the handler, clause by clause
// (corpus/clauses.jsonl).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace basehttp::conformance {

struct Clause {
  std::string id;       // "send_error.body-empty"
  std::string meaning;  // what is promised, in our words
  std::string note;     // what CPython does where it does otherwise; else empty
  std::string file;
  std::size_t line = 0;
};

class ClauseTable {
 public:
  // InputError for a line that is no object of these keys, an id that is not made of
  // words, a text that is missing or empty, and an id that stands twice.
  static ClauseTable load(const std::filesystem::path& file);

  [[nodiscard]] const std::vector<Clause>& all() const noexcept { return clauses_; }
  // Null when there is none.
  [[nodiscard]] const Clause* find(std::string_view id) const;

 private:
  std::vector<Clause> clauses_;
};

}  // namespace basehttp::conformance
