// The requirements of the RFCs: their verdicts are the pinned ones, for what was recorded
// and for whoever is under test.  A requirement that is not met is no failure.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/rfc_verdicts.h"
#include "conformance/suites/under_test.h"

namespace basehttp::conformance {
namespace {

std::filesystem::path file(const char* name) { return corpus().root / "rfc" / name; }

const std::vector<RfcRequirement>& requirements() {
  static const auto kAll = load_rfc_requirements(file("requirements.jsonl"), corpus().cases);
  return kAll;
}

const PinnedVerdicts& pinned() {
  static const auto kAll = PinnedVerdicts::load(file("verdicts.jsonl"), requirements());
  return kAll;
}

void expect_pinned(const RfcRequirement& one, const std::string& profile,
                   const RfcFinding& finding) {
  const RfcVerdict* wanted = pinned().find(one.id, profile);
  EXPECT_TRUE(wanted != nullptr && *wanted == finding.verdict) << fmt::format(
      "{}:{}: {} under {}: {} ({}), pinned is {}\n{}", one.file, one.line, one.id, profile,
      verdict_name(finding.verdict), finding.why,
      wanted == nullptr ? "nothing" : verdict_name(*wanted), rerun(*one.cases[0], profile));
}

TEST(Rfc, RecordedVerdictsAreThePinnedOnes) {
  for (const std::string& profile : tested_profiles())
    for (const RfcRequirement& one : requirements())
      expect_pinned(one, profile, judge_recorded(one, corpus(), profile));
}

TEST(Rfc, WhoeverIsTestedHasThePinnedVerdicts) {
  std::vector<const Case*> cases;
  for (const RfcRequirement& one : requirements())
    cases.insert(cases.end(), one.cases.begin(), one.cases.end());
  for (const std::string& profile : tested_profiles()) {
    const std::vector<Answer> answers = ask_all(cases, profile);
    std::unordered_map<std::string, const Answer*> by_id;
    for (std::size_t i = 0; i < cases.size(); ++i) by_id[cases[i]->id] = &answers[i];
    for (const RfcRequirement& one : requirements())
      expect_pinned(one, profile,
                    judge(one, [&](const Case& asked) { return *by_id.at(asked.id); }));
  }
}

TEST(Rfc, EveryCaseOfTheAreaBelongsToARequirement) {
  std::set<std::string> used;
  for (const RfcRequirement& one : requirements())
    for (const Case* of_it : one.cases) used.insert(of_it->id);
  for (const Case& one : corpus().cases) {
    EXPECT_TRUE(one.area() != "rfc" || used.contains(one.id))
        << one.file << ":" << one.line << ": " << one.id << " is the case of no requirement";
  }
}

TEST(Rfc, EveryReferenceIsWellFormed) {
  for (const Case& one : corpus().cases) {
    for (const std::string& reference : one.refs) {
      EXPECT_TRUE(!reference.starts_with("rfc") || is_rfc_reference(reference))
          << one.file << ":" << one.line << ": refs: " << reference
          << " is no section: write rfc9112:3.2.3";
    }
  }
}

TEST(Rfc, NumbersHaveNoGap) {
  ASSERT_FALSE(requirements().empty());
  int next = 1;
  for (const RfcRequirement& one : requirements())
    EXPECT_EQ(one.number, next++) << one.file << ":" << one.line << ": number";
}

TEST(Rfc, CasesBearTheNumberOfTheirRequirement) {
  for (const RfcRequirement& one : requirements()) {
    const std::string number = fmt::format("/{:03}-", one.number);
    for (const Case* of_it : one.cases) {
      EXPECT_TRUE(of_it->area() != "rfc" || of_it->id.find(number) != std::string::npos)
          << one.file << ":" << one.line << ": cases: " << of_it->id;
    }
  }
}

TEST(Rfc, EveryCheckIsUsed) {
  std::set<const RfcCheck*> used;
  for (const RfcRequirement& one : requirements()) used.insert(one.check);
  for (const RfcCheck& check : all_rfc_checks()) {
    EXPECT_TRUE(used.contains(&check))
        << file("requirements.jsonl").string() << ": no requirement has the check " << check.name;
  }
}

}  // namespace
}  // namespace basehttp::conformance
