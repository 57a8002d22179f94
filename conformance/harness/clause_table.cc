#include "conformance/harness/clause_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/json_lines.h"

namespace basehttp::conformance {
namespace {

// Words of letters, digits, '_' and '-', joined by dots.
bool is_clause_id(std::string_view id) {
  static constexpr std::string_view kWord =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";
  return !id.empty() && id.front() != '.' && id.back() != '.' &&
         id.find("..") == std::string_view::npos &&
         id.find_first_not_of(kWord) == std::string_view::npos;
}

std::string text_of(const Json& json) {
  std::string text = json.utf8();
  if (text.empty()) json.fail("is empty");
  return text;
}

Clause read_clause(const Json& json) {
  if (!json.is_object()) json.fail("is no object");
  Clause clause;
  for (const Json member : json) {
    if (member.key_is("id")) {
      clause.id = text_of(member);
      if (!is_clause_id(clause.id)) member.fail(fmt::format("\"{}\" is no clause id", clause.id));
    } else if (member.key_is("meaning")) {
      clause.meaning = text_of(member);
    } else if (member.key_is("note")) {
      clause.note = text_of(member);
    } else {
      member.fail("is no key of a clause");
    }
  }
  if (clause.id.empty()) throw JsonError("id", "is missing");
  if (clause.meaning.empty()) throw JsonError("meaning", "is missing");
  return clause;
}

}  // namespace

ClauseTable ClauseTable::load(const std::filesystem::path& file) {
  ClauseTable table;
  for_each_line(file, [&](const JsonLine& line) {
    Clause clause = read_clause(line.json);
    if (const Clause* first = table.find(clause.id))
      throw JsonError("id", fmt::format("{} stands on line {} already", clause.id, first->line));
    clause.file = line.file;
    clause.line = line.number;
    table.clauses_.push_back(std::move(clause));
  });
  return table;
}

const Clause* ClauseTable::find(std::string_view id) const {
  const auto at = std::find_if(clauses_.begin(), clauses_.end(),
                               [&](const Clause& clause) { return clause.id == id; });
  return at == clauses_.end() ? nullptr : &*at;
}

}  // namespace basehttp::conformance
