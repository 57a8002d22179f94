#include "conformance/harness/clause_lint.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

constexpr std::string_view kPrefix = "doc:";

}  // namespace

std::vector<std::string> clause_problems(const ClauseTable& table,
                                         std::span<const ClauseTestSite> tests,
                                         std::span<const Case> cases) {
  std::vector<std::string> problems;
  std::set<std::string_view> tested;
  std::set<std::string_view> pinned;
  for (const ClauseTestSite& test : tests) {
    tested.insert(test.clause);
    if (table.find(test.clause) == nullptr)
      problems.push_back(fmt::format("{}:{}: {}: the table has no clause {}", test.file, test.line,
                                     test.name, test.clause));
  }
  for (const Case& one : cases) {
    for (const std::string_view ref : one.refs) {
      if (!ref.starts_with(kPrefix)) continue;
      const std::string_view clause = ref.substr(kPrefix.size());
      pinned.insert(clause);
      if (table.find(clause) == nullptr)
        problems.push_back(fmt::format("{}:{}: {}: refs: the table has no clause {}", one.file,
                                       one.line, one.id, clause));
    }
  }
  for (const Clause& clause : table.all()) {
    if (!tested.contains(clause.id))
      problems.push_back(fmt::format("{}:{}: {}: no test", clause.file, clause.line, clause.id));
    if (!pinned.contains(clause.id))
      problems.push_back(
          fmt::format("{}:{}: {}: no case names it", clause.file, clause.line, clause.id));
  }
  return problems;
}

}  // namespace basehttp::conformance
