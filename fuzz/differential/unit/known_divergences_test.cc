#include "fuzz/differential/known_divergences.h"

#include <string>

#include <gtest/gtest.h>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::fuzz {
namespace {

using conformance::InputError;
using conformance::message_of;
using conformance::TempFolder;

const std::string kCase = R"("case": {"id": "a/b/c", "rfile": "GET /"})";

std::string entry(const std::string& signature, const std::string& more = "") {
  return R"({"signature": ")" + signature + R"(", "reason": "r", "reference": "bpo-1", )" + more +
         kCase + "}\n";
}

class KnownDivergencesTest : public ::testing::Test {
 protected:
  KnownDivergences load(const std::string& text) const {
    return KnownDivergences::load(folder_.write("list.jsonl", text));
  }
  std::string error(const std::string& text) const {
    return message_of<InputError>([&] { static_cast<void>(load(text)); });
  }

  TempFolder folder_;
};

TEST_F(KnownDivergencesTest, FindsAnEntryBySignatureAndProfile) {
  const auto list = load(entry("a") + entry("b", R"("profile": "3.11.2", )"));
  ASSERT_EQ(list.entries().size(), 2U);
  ASSERT_NE(list.find("a", "3.6.15"), nullptr);
  EXPECT_EQ(list.find("a", "3.6.15")->example.rfile, "GET /");
  EXPECT_NE(list.find("b", "3.11.2"), nullptr);
  EXPECT_EQ(list.find("b", "3.11.7"), nullptr);
  EXPECT_EQ(list.find("c", "3.11.2"), nullptr);
}

TEST_F(KnownDivergencesTest, AFileWithoutEntriesIsAnEmptyList) {
  EXPECT_TRUE(load("").entries().empty());
  EXPECT_TRUE(load("\n\n").entries().empty());
}

TEST_F(KnownDivergencesTest, RefusesAnEntryThatLacksAKey) {
  EXPECT_TRUE(conformance::contains(error(R"({"signature": "a"})"), "list.jsonl:1: reason"));
  EXPECT_TRUE(conformance::contains(error(R"({"signature": "a", "reason": "r", "reference": "x"})"),
                                    "list.jsonl:1: case"));
  EXPECT_TRUE(conformance::contains(
      error(R"({"signature": "a", "reason": "", "reference": "x", )" + kCase + "}"), "reason"));
}

TEST_F(KnownDivergencesTest, RefusesASignatureThatStandsTwice) {
  EXPECT_TRUE(conformance::contains(error(entry("a") + entry("a")), "list.jsonl:2: signature"));
  EXPECT_TRUE(conformance::contains(error(entry("a") + entry("a", R"("profile": "3.11.2", )")),
                                    "that of line 1"));
  const auto list =
      load(entry("a", R"("profile": "3.11.7", )") + entry("a", R"("profile": "3.11.2", )"));
  EXPECT_EQ(list.entries().size(), 2U);
}

TEST_F(KnownDivergencesTest, RefusesAFileThatIsMissing) {
  EXPECT_NE(message_of<InputError>(
                [&] { static_cast<void>(KnownDivergences::load(folder_.path() / "none.jsonl")); }),
            "nothing was thrown");
}

}  // namespace
}  // namespace basehttp::fuzz
