#include "conformance/harness/paired_run.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/case_loader.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// Answers with its mark and the id; raises at the id "raise".
class Marked final : public Subject {
 public:
  explicit Marked(std::string mark, bool elsewhere = false)
      : mark_(std::move(mark)), elsewhere_(elsewhere) {}

  [[nodiscard]] bool is_elsewhere() const override { return elsewhere_; }

 private:
  Answer answer(const Case& one, const Delivery&) override {
    if (one.id == "raise" && mark_ == "b") throw std::runtime_error("raised by b");
    Outcome outcome;
    outcome.log = mark_ + one.id;
    return outcome;
  }
  std::string mark_;
  bool elsewhere_;
};

// Which of the two answers from elsewhere.
constexpr std::pair<bool, bool> kWhere[] = {
    {false, false}, {false, true}, {true, false}, {true, true}};

std::vector<Case> cases_of(std::size_t count) {
  std::vector<Case> cases;
  for (std::size_t i = 0; i < count; ++i)
    cases.push_back(
        read_case_text(R"({"id": ")" + std::to_string(i) + R"(", "rfile": ""})", "test"));
  return cases;
}

TEST(PairedRunTest, BothAnswersToEachCaseComeInOrder) {
  const std::vector<Case> owned = cases_of(600);
  std::vector<const Case*> cases;
  cases.reserve(owned.size());
  for (const Case& one : owned) cases.push_back(&one);
  for (const auto& [a_elsewhere, b_elsewhere] : kWhere) {
    Marked a("a", a_elsewhere);
    Marked b("b", b_elsewhere);
    std::size_t next = 0;
    run_pair(a, b, cases, [&](std::size_t i, const Answer& of_a, const Answer& of_b) {
      EXPECT_EQ(i, next++);
      EXPECT_EQ(std::get<Outcome>(of_a).log, Text("a" + owned[i].id));
      EXPECT_EQ(std::get<Outcome>(of_b).log, Text("b" + owned[i].id));
    });
    EXPECT_EQ(next, 600U);
  }
}

TEST(PairedRunTest, RaisesWhatASubjectRaises) {
  const Case one = read_case_text(R"({"id": "raise", "rfile": ""})", "test");
  const Case* const cases[] = {&one};
  const auto ignore = [](std::size_t, const Answer&, const Answer&) {};
  for (const auto& [a_elsewhere, b_elsewhere] : kWhere) {
    Marked a("a", a_elsewhere);
    Marked b("b", b_elsewhere);
    const auto raised = [&](Subject& first, Subject& second) {
      return message_of<std::runtime_error>([&] { run_pair(first, second, cases, ignore); });
    };
    EXPECT_EQ(raised(a, b), "raised by b");
    EXPECT_EQ(raised(b, a), "raised by b");
  }
}

}  // namespace
}  // namespace basehttp::conformance
