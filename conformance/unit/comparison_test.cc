#include "conformance/harness/comparison.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace basehttp::conformance {
namespace {

Value headers(const char* value) {
  return Value::list({Value::list({"Host", "a"}), Value::list({"X", value})});
}

Outcome outcome() {
  Outcome out;
  out.writes = {"one", "two"};
  out.flushes = {1};
  out.log = "log";
  out.requests.resize(2);
  for (RequestState& request : out.requests) {
    request.requestline = "GET /";
    request.headers = headers("1");
    request.defects = Value::list({});
  }
  out.pending = "";
  out.close_connection = true;
  return out;
}

struct Mismatch {
  const char* field;
  std::function<void(Outcome&)> plant;
  const char* expected;
  const char* actual;
};

class MismatchTest : public ::testing::TestWithParam<Mismatch> {};

TEST_P(MismatchTest, IsCaughtAndNamed) {
  const Mismatch& mismatch = GetParam();
  Outcome actual = outcome();
  mismatch.plant(actual);
  EXPECT_FALSE(same_outcome(outcome(), actual));
  EXPECT_FALSE(same_outcome(actual, outcome()));
  const auto found = differences(outcome(), actual);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].field, mismatch.field);
  EXPECT_EQ(found[0].expected, mismatch.expected);
  EXPECT_EQ(found[0].actual, mismatch.actual);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, MismatchTest,
    ::testing::Values(
        Mismatch{"writes[1]", [](Outcome& o) { o.writes[1] = "tw\xff"; }, "b'two'", "b'tw\\xff'"},
        Mismatch{"writes[2]", [](Outcome& o) { o.writes.emplace_back("x"); }, "nothing", "b'x'"},
        Mismatch{"writes[1]", [](Outcome& o) { o.writes.pop_back(); }, "b'two'", "nothing"},
        Mismatch{"writes[0]", [](Outcome& o) { o.writes = {"onetwo"}; }, "b'one'", "b'onetwo'"},
        Mismatch{"flushes[0]", [](Outcome& o) { o.flushes[0] = 2; }, "1", "2"},
        Mismatch{"flushes[1]", [](Outcome& o) { o.flushes.push_back(2); }, "nothing", "2"},
        Mismatch{"log", [](Outcome& o) { o.log = "LOG"; }, "'log'", "'LOG'"},
        Mismatch{"requests[1]", [](Outcome& o) { o.requests.pop_back(); }, "request 'GET /'",
                 "nothing"},
        Mismatch{"requests[1].headers[1][1]",
                 [](Outcome& o) { o.requests[1].headers = headers("2"); }, "'1'", "'2'"},
        Mismatch{"requests[0].headers", [](Outcome& o) { o.requests[0].headers = Value::none(); },
                 R"([["Host", "a"], ["X", "1"]])", "null"},
        Mismatch{"requests[0].command", [](Outcome& o) { o.requests[0].command = "GET"; }, "null",
                 "'GET'"},
        Mismatch{"requests[0].path", [](Outcome& o) { o.requests[0].path = false; }, "null",
                 "false"},
        Mismatch{"requests[0].request_version",
                 [](Outcome& o) { o.requests[0].request_version = ""; }, "null", "''"},
        Mismatch{"requests[0].defects[0]",
                 [](Outcome& o) { o.requests[0].defects = Value::list({"D"}); }, "nothing", "'D'"},
        Mismatch{"requests[1].rfile_pos", [](Outcome& o) { o.requests[1].rfile_pos = 4; }, "0",
                 "4"},
        Mismatch{"exception",
                 [](Outcome& o) {
                   o.exception = Raised{"OSError", "x"};
                 },
                 "null", "OSError: 'x'"},
        Mismatch{"caught[0]",
                 [](Outcome& o) {
                   o.caught.push_back({"OSError", "x"});
                 },
                 "nothing", "OSError: 'x'"},
        Mismatch{"rfile_pos", [](Outcome& o) { o.rfile_pos = 1; }, "0", "1"},
        Mismatch{"pending", [](Outcome& o) { o.pending.reset(); }, "b''", "null"},
        Mismatch{"close_connection", [](Outcome& o) { o.close_connection = std::int64_t{1}; },
                 "true", "1"}));

TEST(ComparisonTest, EqualOutcomesHaveNoDifference) {
  EXPECT_TRUE(same_outcome(outcome(), outcome()));
  EXPECT_TRUE(differences(outcome(), outcome()).empty());
}

TEST(ComparisonTest, EveryFieldThatDiffersIsNamedInTheHandlersOrder) {
  Outcome actual = outcome();
  actual.log = "";
  actual.writes[0] = "";
  actual.requests[0].path = "/";
  actual.requests[0].command = "X";
  const auto found = differences(outcome(), actual);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].field, "requests[0].command");
  EXPECT_EQ(found[1].field, "requests[0].path");
  EXPECT_EQ(found[2].field, "writes[0]");
  EXPECT_EQ(found[3].field, "log");
}

TEST(ComparisonTest, NullEmptyAndTheMarkerSayThatThereAreNoDefects) {
  const Value none[] = {Value::none(), Value::list({}), Value::list({"<AttributeError>"})};
  const Value some[] = {Value::list({"X"}), Value::list({"<AttributeError>", "X"}),
                        Value::list({"<TypeError>"}), Value(""), Value(false)};
  for (const Value& a : none) {
    for (const Value& b : none) EXPECT_TRUE(same_defects(a, b));
    for (const Value& b : some) {
      EXPECT_FALSE(same_defects(a, b));
      EXPECT_FALSE(same_defects(b, a));
    }
  }
  EXPECT_TRUE(same_defects(some[0], some[0]));
}

TEST(ComparisonTest, AListedFieldCoversWhatIsBelowIt) {
  EXPECT_TRUE(field_covers("writes", "writes[2]"));
  EXPECT_TRUE(field_covers("writes[2]", "writes[2]"));
  EXPECT_TRUE(field_covers("requests[0]", "requests[0].headers[1][0]"));
  EXPECT_TRUE(field_covers("requests[0].headers", "requests[0].headers[1][0]"));
  EXPECT_FALSE(field_covers("writes[2]", "writes[22]"));
  EXPECT_FALSE(field_covers("log", "logs"));
  EXPECT_FALSE(field_covers("writes[2]", "writes"));
}

}  // namespace
}  // namespace basehttp::conformance
