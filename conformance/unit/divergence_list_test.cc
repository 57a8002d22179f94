#include "conformance/harness/divergence_list.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

TEST(DivergenceListTest, FindsEntriesByCaseAndProfile) {
  const TempFolder folder;
  const DivergenceList list = DivergenceList::load(folder.write(
      "d.jsonl",
      R"({"case": "a", "field": "log", "reason": "r", "reference": "u"})"
      "\n"
      R"({"case": "a", "field": "writes", "reason": "r", "reference": "u", "profile": "3.9.18"})"));
  EXPECT_EQ(list.find("a", "3.9.18").size(), 2U);
  EXPECT_EQ(list.find("a", "3.13.0").size(), 1U);
  EXPECT_TRUE(list.find("b", "3.13.0").empty());
}

TEST(DivergenceListTest, AnEmptyFileIsAnEmptyList) {
  const TempFolder folder;
  EXPECT_TRUE(DivergenceList::load(folder.write("d.jsonl", "\n")).entries().empty());
}

TEST(DivergenceListTest, AnEntrySaysWhy) {
  const TempFolder folder;
  const auto file =
      folder.write("d.jsonl", R"({"case": "a", "field": "log", "reason": "", "reference": "u"})");
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)DivergenceList::load(file); }),
                       "d.jsonl:1: reason: is missing or empty"));
  EXPECT_THROW((void)DivergenceList::load(folder.path() / "none.jsonl"), InputError);
}

}  // namespace
}  // namespace basehttp::conformance
