#include "conformance/harness/exclusions.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class ExclusionsTest : public ::testing::Test {
 protected:
  Exclusions load(const std::string& text) {
    return Exclusions::load(folder_.write("exclusions.jsonl", text));
  }
  std::string check(const std::string& text) {
    std::vector<Case> cases(1);
    cases[0].id = "dates/far/year-9999";
    return message_of<InputError>([&] { load(text).check(cases, {"cpython-3.14.2"}); });
  }

  TempFolder folder_;
};

TEST_F(ExclusionsTest, GiveTheReasonByPattern) {
  const Exclusions list =
      load(R"({"case": "dates/*", "subject": "cpython-3.1[45]*", "reason": "32 bit"})");
  ASSERT_NE(list.find("dates/far/year-9999", "cpython-3.14.2"), nullptr);
  EXPECT_EQ(*list.find("dates/far/year-9999", "cpython-3.14.2"), "32 bit");
  EXPECT_EQ(list.find("dates/far/year-9999", "cpython-3.13.0"), nullptr);
  EXPECT_EQ(list.find("date/x", "cpython-3.14.2"), nullptr);
}

TEST_F(ExclusionsTest, NoFileExcludesNothing) {
  EXPECT_EQ(Exclusions::load(folder_.path() / "none.jsonl").find("a", "b"), nullptr);
}

TEST_F(ExclusionsTest, AnEntryHasAReasonAndMatchesSomething) {
  EXPECT_TRUE(contains(
      message_of<InputError>([&] { (void)load(R"({"case": "dates/*", "subject": "*"})"); }),
      "exclusions.jsonl:1: reason: is missing"));
  EXPECT_TRUE(contains(check(R"({"case": "x/*", "subject": "*", "reason": "r"})"),
                       "exclusions.jsonl:1: case: x/* matches no case"));
  EXPECT_TRUE(contains(check(R"({"case": "*", "subject": "pypy*", "reason": "r"})"),
                       "exclusions.jsonl:1: subject: pypy* matches no recorded subject"));
  EXPECT_EQ(check(R"({"case": "*", "subject": "*", "reason": "r"})"), "nothing was thrown");
}

}  // namespace
}  // namespace basehttp::conformance
