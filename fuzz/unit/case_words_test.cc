#include "fuzz/case_words.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/case_writer.h"
#include "fuzz/case_input.h"

namespace basehttp::fuzz {
namespace {

using conformance::Case;

Case empty_case() {
  Case one;
  one.id = "a/b/c";
  return one;
}

CaseInput read(const std::string& data) {
  return read_case_input(reinterpret_cast<const std::uint8_t*>(data.data()), data.size());
}

TEST(CaseWords, EveryChangeGivesACaseThatIsReadBack) {
  Random random(1);
  Case one = empty_case();
  std::set<std::string> distinct;
  for (int i = 0; i < 2000; ++i) {
    if (i % 50 == 0) one = empty_case();
    change_case(one, random);
    const std::string written = conformance::write_case(one);
    conformance::JsonDocument document;
    ASSERT_EQ(conformance::write_case(conformance::read_case(document.parse(written), written)),
              written);
    distinct.insert(written);
  }
  EXPECT_GT(distinct.size(), 1700U);
}

TEST(CaseWords, ProgramsAreJoinedByMethod) {
  const auto one = read(R"({"id": "a", "rfile": "", "program": {"GET": [["flush"]]}})").one;
  const auto two = read(R"({"id": "b", "rfile": "",
                            "program": {"GET": [["return"]], "PUT": []}})")
                       .one;
  ASSERT_TRUE(one && two);
  Case joined = *one;
  join_programs(joined, *two);
  ASSERT_EQ(joined.program->methods.size(), 2U);
  EXPECT_EQ(joined.program->methods[0].second.size(), 2U);
}

TEST(CaseInput, ALetterBehindTheCaseChoosesTheProfile) {
  const std::string line = R"({"id": "a", "rfile": "x"})";
  EXPECT_EQ(&read(line).profile, &newest_profile());
  EXPECT_EQ(&read(line + "a").profile, all_profiles().front());
  EXPECT_EQ(&read(line + "c").profile, all_profiles()[2]);
  EXPECT_EQ(write_case_input(*read(line + "c").one, *all_profiles()[2]), line + "c");
  EXPECT_FALSE(read("no case").one);
  EXPECT_FALSE(read("").one);
}

TEST(CaseInput, AHugeWidthIsLeftOut) {
  EXPECT_TRUE(asks_for_much("%999999d"));
  EXPECT_TRUE(asks_for_much("%*d and 1000000"));
  EXPECT_FALSE(asks_for_much("%99999d"));
  EXPECT_FALSE(asks_for_much("1000000"));
}

}  // namespace
}  // namespace basehttp::fuzz
