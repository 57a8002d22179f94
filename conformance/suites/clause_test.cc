#include "conformance/suites/clause_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <variant>

#include <fmt/format.h>

#include "conformance/harness/glob.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/profile_names.h"
#include "conformance/suites/registration.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {
namespace {

std::vector<ClauseTestSite>& sites() {
  static std::vector<ClauseTestSite> all;
  return all;
}

// The test that runs, which a statement needs no name for.
struct Running {
  std::string clause;
  std::size_t held = 0;     // statements held against the subject
  std::string unsupported;  // why the subject did not answer a case
};

Running& running() {
  static Running now;
  return now;
}

class ClauseTest : public ::testing::Test {
 public:
  ClauseTest(std::string clause, void (*body)()) : clause_(std::move(clause)), body_(body) {}

  void TestBody() override {
    running() = {clause_, 0, {}};
    body_();
    if (HasFailure()) return;
    if (!running().unsupported.empty()) GTEST_SKIP() << running().unsupported;
    EXPECT_GT(running().held, 0U) << "this test says nothing about the subject";
  }

 private:
  std::string clause_;
  void (*body_)();
};

// Whether the statement is true of the answer.
bool holds(const Statement& statement, const Evidence& x, const std::string& who) {
  const auto* const result = ::testing::UnitTest::GetInstance()->current_test_info()->result();
  const int before = result->total_part_count();
  const ::testing::ScopedTrace trace(__FILE__, __LINE__, who);
  try {
    statement(x);
  } catch (const std::exception& error) {
    ADD_FAILURE() << error.what();
  }
  return result->total_part_count() == before;
}

bool true_of_cpython(const Case& one, const Statement& statement) {
  for (const std::string& subject : corpus().transcripts.subjects()) {
    const Outcome* const outcome = corpus().expected(one, subject);
    if (outcome == nullptr) continue;
    const std::string version = subject.substr(subject.find('-') + 1);
    if (!holds(statement, {one, *outcome, version},
               fmt::format("{}: the statement is not true of {}, as it was recorded\n"
                           "see: basehttp show {} --profile {}",
                           one.id, subject, one.id, version)))
      return false;
  }
  return true;
}

void test_subject(const Case& one, const Statement& statement) {
  for (const std::string& profile : tested_profiles()) {
    const std::string who = fmt::format("{}: what is under test, as {}\nrerun: {}", one.id, profile,
                                        rerun(one, profile));
    const Answer answer = ask(one, profile);
    if (const auto* failure = std::get_if<Failure>(&answer)) {
      ADD_FAILURE() << who << "\n" << failure->what;
      return;
    }
    if (const auto* unsupported = std::get_if<Unsupported>(&answer)) {
      if (is_reference()) ADD_FAILURE() << who << "\n" << unsupported->why;
      running().unsupported = one.id + ": unsupported: " + unsupported->why;
      return;
    }
    ++running().held;
    if (!holds(statement, {one, std::get<Outcome>(answer), profile}, who)) return;
  }
}

void expect_of_case(const Case& one, const Statement& statement) {
  if (true_of_cpython(one, statement)) test_subject(one, statement);
}

}  // namespace

bool register_clause_test(const ClauseTestSite& site, void (*body)()) {
  sites().push_back(site);
  register_test("Documentation/" + site.clause, site.name, site.file.c_str(), site.line,
                [clause = site.clause, body] { return new ClauseTest(clause, body); });
  return true;
}

const std::vector<ClauseTestSite>& clause_tests() { return sites(); }

void expect_of(std::string_view case_id, const Statement& statement) {
  const auto& cases = corpus().cases;
  const auto at =
      std::find_if(cases.begin(), cases.end(), [&](const Case& one) { return one.id == case_id; });
  if (at == cases.end()) throw InputError("corpus", 0, case_id, "there is no such case");
  expect_of_case(*at, statement);
}

void expect_of_each(const std::vector<std::string>& case_ids, const Statement& statement) {
  for (const std::string& id : case_ids) expect_of(id, statement);
}

void expect_of_tagged(const std::string& pattern, const Statement& statement) {
  const std::string ref = "doc:" + running().clause;
  std::size_t found = 0;
  for (const Case& one : corpus().cases) {
    if (std::find(one.refs.begin(), one.refs.end(), ref) == one.refs.end()) continue;
    if (!glob_matches(pattern, one.id)) continue;
    ++found;
    expect_of_case(one, statement);
  }
  EXPECT_GT(found, 0U) << "no case with " << ref << " matches " << pattern;
}

}  // namespace basehttp::conformance
