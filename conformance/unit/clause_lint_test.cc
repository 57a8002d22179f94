#include "conformance/harness/clause_lint.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

using Problems = std::vector<std::string>;

struct ClauseLintTest : ::testing::Test {
  ClauseLintTest()
      : file(folder.write("clauses.jsonl",
                          "{\"id\": \"path\", \"meaning\": \"m\"}\n"
                          "{\"id\": \"send_error.code\", \"meaning\": \"m\"}\n")),
        table(ClauseTable::load(file)),
        tests{{"path", "IsTheTarget", "a_test.cc", 7},
              {"send_error.code", "IsTheStatus", "b.cc", 8}},
        cases{case_with({"doc:path", "rfc9112:3.2"}), case_with({"doc:send_error.code"})} {}

  static Case case_with(std::vector<std::string> refs) {
    Case one;
    one.id = "area/rule/what";
    one.refs = std::move(refs);
    one.file = "cases.jsonl";
    one.line = 3;
    return one;
  }

  TempFolder folder;
  std::filesystem::path file;
  ClauseTable table;
  std::vector<ClauseTestSite> tests;
  std::vector<Case> cases;
};

TEST_F(ClauseLintTest, IsSilentWhereAllIsWell) {
  EXPECT_EQ(clause_problems(table, tests, cases), Problems{});
}

TEST_F(ClauseLintTest, NamesTheLineOfAClauseWithoutATest) {
  tests.pop_back();
  EXPECT_EQ(clause_problems(table, tests, cases),
            Problems{file.string() + ":2: send_error.code: no test"});
}

TEST_F(ClauseLintTest, NamesTheLineOfAClauseWithoutACase) {
  cases.erase(cases.begin());
  EXPECT_EQ(clause_problems(table, tests, cases),
            Problems{file.string() + ":1: path: no case names it"});
}

TEST_F(ClauseLintTest, NamesTheLineOfATestWithoutAClause) {
  tests.push_back({"send_error.cod", "IsMisspelt", "c_test.cc", 12});
  EXPECT_EQ(clause_problems(table, tests, cases),
            Problems{"c_test.cc:12: IsMisspelt: the table has no clause send_error.cod"});
}

TEST_F(ClauseLintTest, NamesTheLineOfACaseWithoutAClause) {
  cases.push_back(case_with({"doc:pathh"}));
  EXPECT_EQ(clause_problems(table, tests, cases),
            Problems{"cases.jsonl:3: area/rule/what: refs: the table has no clause pathh"});
}

}  // namespace
}  // namespace basehttp::conformance
