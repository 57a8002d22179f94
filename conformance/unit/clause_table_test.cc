#include "conformance/harness/clause_table.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

TEST(ClauseTableTest, FindsClausesByTheirId) {
  const TempFolder folder;
  const ClauseTable table = ClauseTable::load(
      folder.write("clauses.jsonl",
                   "{\"id\": \"path\", \"meaning\": \"the target\"}\n"
                   "\n"
                   "{\"id\": \"send_error.body-empty\", \"meaning\": \"m\", \"note\": \"n\"}\n"));
  ASSERT_EQ(table.all().size(), 2U);
  EXPECT_EQ(table.all()[0].meaning, "the target");
  EXPECT_EQ(table.all()[0].note, "");
  ASSERT_NE(table.find("send_error.body-empty"), nullptr);
  EXPECT_EQ(table.find("send_error.body-empty")->note, "n");
  EXPECT_EQ(table.find("send_error.body-empty")->line, 3U);
  EXPECT_EQ(table.find("send_error"), nullptr);
}

TEST(ClauseTableTest, SaysWhichLineIsWrong) {
  static constexpr std::tuple<const char*, const char*> kBad[] = {
      {R"({"id": "path", "meaning": "m"})", "clauses.jsonl:2: id: path stands on line 1 already"},
      {R"({"id": "b", "meaning": )", "clauses.jsonl:2: "},
      {R"(["b", "m"])", "clauses.jsonl:2: is no object"},
      {R"({"meaning": "m"})", "clauses.jsonl:2: id: is missing"},
      {R"({"id": "b"})", "clauses.jsonl:2: meaning: is missing"},
      {R"({"id": "", "meaning": "m"})", "clauses.jsonl:2: id: is empty"},
      {R"({"id": "b", "meaning": ""})", "clauses.jsonl:2: meaning: is empty"},
      {R"({"id": "b", "meaning": "m", "note": ""})", "clauses.jsonl:2: note: is empty"},
      {R"({"id": "b", "meaning": 5})", "clauses.jsonl:2: meaning: "},
      {R"({"id": "b c", "meaning": "m"})", "clauses.jsonl:2: id: \"b c\" is no clause id"},
      {R"({"id": "b.", "meaning": "m"})", "clauses.jsonl:2: id: \"b.\" is no clause id"},
      {R"({"id": "b", "meaning": "m", "level": "MUST"})",
       "clauses.jsonl:2: level: is no key of a clause"},
  };
  const TempFolder folder;
  for (const auto& [line, why] : kBad) {
    const auto file = folder.write("clauses.jsonl", R"({"id": "path", "meaning": "m"})"
                                                    "\n" +
                                                        std::string(line) + "\n");
    EXPECT_TRUE(contains(message_of<InputError>([&] { (void)ClauseTable::load(file); }), why));
  }
}

}  // namespace
}  // namespace basehttp::conformance
