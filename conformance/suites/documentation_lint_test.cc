// The table of clauses, its tests and the cases belong together.
#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/clause_lint.h"
#include "conformance/harness/clause_table.h"
#include "conformance/harness/input_error.h"
#include "conformance/suites/clause_test.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {
namespace {

TEST(DocumentationLint, EveryClauseHasATestAndEveryTestAClause) {
  try {
    const ClauseTable table = ClauseTable::load(corpus().root / "clauses.jsonl");
    for (const std::string& problem : clause_problems(table, clause_tests(), corpus().cases))
      ADD_FAILURE() << problem;
  } catch (const InputError& error) {
    ADD_FAILURE() << error.what();
  }
}

}  // namespace
}  // namespace basehttp::conformance
