#include "conformance/harness/rfc_requirements.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/rfc_verdicts.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

std::vector<Case> cases() {
  std::vector<Case> made(2);
  made[0].id = "rfc/1";
  made[1].id = "rfc/2";
  for (Case& one : made) one.refs = {"rfc9112:3"};
  return made;
}

// A good line, with some keys given other JSON; an empty one leaves the key out.
std::string line(const std::map<std::string, std::string>& changes = {}) {
  std::map<std::string, std::string> members = {
      {"id", R"("9112-3/a")"},          {"number", "1"},
      {"sections", R"(["rfc9112:3"])"}, {"level", R"("MUST")"},
      {"requirement", R"("r.")"},       {"check", R"("refused")"},
      {"cases", R"(["rfc/1"])"},        {"finding", R"("f.")"}};
  for (const auto& [key, json] : changes) members[key] = json;
  std::string text;
  for (const auto& [key, json] : members)
    if (!json.empty()) text += fmt::format("{}\"{}\": {}", text.empty() ? "{" : ", ", key, json);
  return text + "}\n";
}

class RfcRequirementsTest : public ::testing::Test {
 protected:
  std::vector<RfcRequirement> load(const std::string& text) {
    return load_rfc_requirements(folder_.write("r.jsonl", text), cases_);
  }
  void expect_refused(const std::string& text, const std::string& message) {
    EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load(text); }), message));
  }

  TempFolder folder_;
  std::vector<Case> cases_ = cases();
};

TEST_F(RfcRequirementsTest, AreReadInTheirOrder) {
  const auto all =
      load(line() + line({{"id", R"("9112-3/b")"},
                          {"number", "2"},
                          {"check", R"("answers-status")"},
                          {"with", R"({"status": ["400", "4xx"], "closes": "yes"})"}}));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].cases, std::vector<const Case*>{cases_.data()});
  EXPECT_EQ(all[1].id, "9112-3/b");
  EXPECT_EQ(all[1].line, 2U);
  EXPECT_EQ(all[1].check->name, "answers-status");
  EXPECT_EQ(all[1].parameters.at("status").size(), 2U);
}

TEST_F(RfcRequirementsTest, BadLinesAreNamedWithFileLineAndKey) {
  expect_refused(line() + line({{"number", "2"}}), "r.jsonl:2: id: 9112-3/a is that of another");
  expect_refused(line() + line({{"id", R"("b")"}}), "r.jsonl:2: number: 1 is that of another");
  expect_refused(line({{"id", R"("a b")"}}), "r.jsonl:1: id: may hold letters");
  expect_refused(line({{"sections", R"(["9112 3"])"}}), "sections[0]: 9112 3 is no section");
  expect_refused(line({{"level", R"("must")"}}), "level: must is none of MUST, MUST NOT, SHOULD");
  expect_refused(line({{"check", R"("always")"}}), "check: always is no check");
  expect_refused(line({{"cases", R"(["rfc/9"])"}}), "cases[0]: rfc/9 is no case");
  expect_refused(line({{"with", R"({"status": "400"})"}}),
                 "with: the check refused takes no status");
  expect_refused(line({{"with", R"({"status": []})"}}), "with.status: needs a value");
  expect_refused(line({{"with", R"(["status"])"}}), "with: must be an object");
  expect_refused("[1]\n", "r.jsonl:1: must be an object");
  expect_refused(line({{"verdict", R"("met")"}}), "verdict");
  for (const char* key :
       {"id", "number", "sections", "level", "requirement", "check", "cases", "finding"})
    expect_refused(line({{key, ""}}), fmt::format("r.jsonl:1: {}: is missing or empty", key));
  cases_[0].refs = {"rfc9112:4"};
  cases_[0].file = "c.jsonl";
  cases_[0].line = 7;
  expect_refused(line(), "cases: rfc/1 (c.jsonl:7) refers to none of rfc9112:3");
}

TEST_F(RfcRequirementsTest, OneCaseThatIsNotMetDecides) {
  const auto all = load(line({{"cases", R"(["rfc/1", "rfc/2"])"}}));
  const auto judged = [&](const Answer& first, const Answer& second) {
    return judge(all[0], [&](const Case& one) { return one.id == "rfc/1" ? first : second; })
        .verdict;
  };
  Outcome refusal;
  refusal.writes = {"HTTP/1.1 400 Bad\r\n\r\n"};
  const Outcome silence;
  const Unsupported unsupported{"no"};
  EXPECT_EQ(judged(refusal, refusal), RfcVerdict::kMet);
  EXPECT_EQ(judged(refusal, silence), RfcVerdict::kNotMet);
  EXPECT_EQ(judged(silence, refusal), RfcVerdict::kNotMet);
  EXPECT_EQ(judged(unsupported, refusal), RfcVerdict::kMet);
  EXPECT_EQ(judged(unsupported, Failure{Failure::Kind::kCrashed, "died"}),
            RfcVerdict::kNotApplicable);
}

TEST_F(RfcRequirementsTest, VerdictsAreWrittenAndReadAlike) {
  const auto all = load(line() + line({{"id", R"("9112-3/b")"}, {"number", "2"}}));
  const std::string text =
      write_verdicts(all, {"3.6.15", "3.7.16"},
                     {{RfcVerdict::kNotMet, RfcVerdict::kMet},
                      {RfcVerdict::kNotApplicable, RfcVerdict::kNotApplicable}});
  EXPECT_EQ(text, R"({"id": "9112-3/a", "met": ["3.7.16"], "not met": ["3.6.15"]})"
                  "\n"
                  R"({"id": "9112-3/b", "not applicable": ["3.6.15", "3.7.16"]})"
                  "\n");
  const auto pinned = PinnedVerdicts::load(folder_.write("v.jsonl", text), all);
  ASSERT_NE(pinned.find("9112-3/a", "3.7.16"), nullptr);
  EXPECT_EQ(*pinned.find("9112-3/a", "3.6.15"), RfcVerdict::kNotMet);
  EXPECT_EQ(*pinned.find("9112-3/b", "3.6.15"), RfcVerdict::kNotApplicable);
  EXPECT_EQ(pinned.find("9112-3/a", "3.8.18"), nullptr);
  EXPECT_EQ(pinned.find("9112-3/c", "3.6.15"), nullptr);
}

TEST_F(RfcRequirementsTest, BadVerdictsAreNamedWithFileLineAndKey) {
  const auto all = load(line());
  const auto refused = [&](const std::string& text) {
    const auto file = folder_.write("v.jsonl", text);
    return message_of<InputError>([&] { (void)PinnedVerdicts::load(file, all); });
  };
  EXPECT_TRUE(contains(refused(R"({"id": "x"})"), "v.jsonl:1: id: x is no requirement"));
  EXPECT_TRUE(contains(refused(R"({"met": []})"), "v.jsonl:1: id: is missing"));
  EXPECT_TRUE(contains(refused(R"({"id": "9112-3/a", "good": []})"), "is no key of a pinned"));
  EXPECT_TRUE(contains(refused(R"({"id": "9112-3/a", "met": ["3.6.15"], "not met": ["3.6.15"]})"),
                       "3.6.15 stands twice"));
  EXPECT_TRUE(contains(refused("{\"id\": \"9112-3/a\"}\n{\"id\": \"9112-3/a\"}"),
                       "v.jsonl:2: id: 9112-3/a is pinned already"));
}

TEST(RfcReferenceTest, IsAnRfcAndASection) {
  for (const char* good : {"rfc9112:3", "rfc9112:3.2.3", "rfc1945:4.1", "rfc9112:C.2.2"})
    EXPECT_TRUE(is_rfc_reference(good)) << good;
  for (const char* bad : {"rfc9112", "rfc9112:", "rfc:3", "9112:3", "rfc9112:3.", "rfc9112:.3",
                          "rfc9112:3.C", "rfc9112:CC", "rfc9112 3", "rfc91123:1", "RFC9112:3"})
    EXPECT_FALSE(is_rfc_reference(bad)) << bad;
}

}  // namespace
}  // namespace basehttp::conformance
