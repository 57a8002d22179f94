// Holds the table of clauses, their tests and the cases against each other.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/clause_table.h"

namespace basehttp::conformance {

// Where a test of a clause stands.
struct ClauseTestSite {
  std::string clause;
  std::string name;
  std::string file;
  int line = 0;
};

// One message "file:line: ..." for each clause without a test or without a case that
// names it, each test of a clause that the table does not have, and each reference
// "doc:ID" of a case to such a clause.  Empty: all is well.
[[nodiscard]] std::vector<std::string> clause_problems(const ClauseTable& table,
                                                       std::span<const ClauseTestSite> tests,
                                                       std::span<const Case> cases);

}  // namespace basehttp::conformance
