// Tests of what Python's documentation promises, one clause of corpus/clauses.jsonl each.
//
// A test is a statement about answers to cases.  It has to be true of what every
// CPython was recorded to answer, which proves the statement, and of what the subject
// under test answers, which tests the subject.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/clause_lint.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {

// A test "Documentation/CLAUSE.Name", which is also in clause_tests().
#define CLAUSE_TEST(clause, Name)                                                      \
  struct Name {                                                                        \
    static void body();                                                                \
  };                                                                                   \
  [[maybe_unused]] const bool k##Name = ::basehttp::conformance::register_clause_test( \
      {clause, #Name, __FILE__, __LINE__}, &Name::body);                               \
  void Name::body()

// Always true, so that a namespace-scope variable can hold it.
bool register_clause_test(const ClauseTestSite& site, void (*body)());

// Every CLAUSE_TEST of this program.
[[nodiscard]] const std::vector<ClauseTestSite>& clause_tests();

using Statement = std::function<void(const Evidence&)>;

// Holds the statement (EXPECT_... about its evidence; what it throws is a failure)
// against every recorded answer to the case, then against the subject's under every
// tested profile, up to the first that it is not true of.  An answer that is none
// fails, except that a foreign subject may not support the case: then the test is
// skipped.  InputError when there is no such case.
void expect_of(std::string_view case_id, const Statement& statement);

// The same for each of several cases.
void expect_of_each(const std::vector<std::string>& case_ids, const Statement& statement);

// The same for every case that names the clause of this test and whose id matches the shell
// pattern; fails when there is none.
void expect_of_tagged(const std::string& pattern, const Statement& statement);

}  // namespace basehttp::conformance
