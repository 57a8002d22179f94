#include "conformance/harness/json_value.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace basehttp::conformance {
namespace {

class JsonValueTest : public ::testing::Test {
 protected:
  Value read(const std::string& text) {
    return read_value(*document_.parse("[" + text + "]").begin(), unknown_);
  }

  JsonDocument document_;
  std::vector<std::string> unknown_;
};

TEST_F(JsonValueTest, ReadsTheTags) {
  EXPECT_EQ(read(R"({"$status": 404})").as_status().code, 404);
  EXPECT_EQ(read(R"({"$bytes": "\u00ff"})").as_bytes(), "\xff");
  EXPECT_EQ(read(R"({"$float": "-1.5e3"})").as_float(), -1500.0);
  EXPECT_TRUE(read(R"({"$float": "NaN"})").as_float() != read(R"({"$float": "nan"})").as_float());
  EXPECT_EQ(read(R"({"$float": "1e999"})").as_float(), read(R"({"$float": "inf"})").as_float());
  EXPECT_EQ(read(R"({"$int": "-7"})").as_int(), -7);
  EXPECT_EQ(read(R"({"$tuple": [1, "a"]})").kind(), Value::Kind::kTuple);
  EXPECT_EQ(read(R"({"$dict": {"$status": 1}})").kind(), Value::Kind::kDict);
  EXPECT_EQ(read(R"({"a": 1})").kind(), Value::Kind::kDict);
  EXPECT_TRUE(unknown_.empty());
}

TEST_F(JsonValueTest, AnUnknownTagIsNoErrorButIsTold) {
  EXPECT_EQ(read(R"([{"$complex": [1, 2]}])").items()[0].kind(), Value::Kind::kOpaque);
  EXPECT_EQ(read(R"({"$bytes": "x", "y": 1})").kind(), Value::Kind::kOpaque);
  EXPECT_EQ(unknown_, (std::vector<std::string>{"$complex", "$bytes"}));
}

TEST_F(JsonValueTest, AReprIsAValueOfOutcomesAlone) {
  EXPECT_EQ(read(R"({"$repr": "<x>"})").as_opaque().repr, Text("<x>"));
  EXPECT_EQ(unknown_, std::vector<std::string>{"$repr"});
}

TEST_F(JsonValueTest, AKnownTagMustHoldWhatItCan) {
  for (const char* text : {R"({"$status": "x"})", R"({"$bytes": 1})", R"({"$bytes": "\u0100"})",
                           R"({"$float": "x"})", R"({"$float": ""})", R"({"$int": "0x1"})",
                           R"({"$int": "1_0"})", R"({"$tuple": {}})", R"({"$dict": []})"})
    EXPECT_THROW((void)read(text), JsonError) << text;
}

TEST_F(JsonValueTest, IdenticalIsStricterThanEqual) {
  const char* const all[] = {"null",
                             "true",
                             "1",
                             "1.0",
                             R"("1")",
                             R"({"$bytes": "1"})",
                             "[1]",
                             "{}",
                             "[]",
                             R"({"$tuple": [1]})",
                             R"({"$status": 1})"};
  for (const char* a : all)
    for (const char* b : all) EXPECT_EQ(identical(read(a), read(b)), a == b) << a << ' ' << b;
}

TEST_F(JsonValueTest, IdenticalLooksInside) {
  EXPECT_TRUE(identical(read(R"({"a": [1], "b": 2})"), read(R"({"b": 2, "a": [1]})")));
  EXPECT_FALSE(identical(read(R"({"a": [1]})"), read(R"({"a": [true]})")));
  EXPECT_FALSE(identical(read("[1, 2]"), read("[1]")));
  EXPECT_TRUE(identical(read(R"({"$float": "nan"})"), read(R"({"$float": "nan"})")));
}

}  // namespace
}  // namespace basehttp::conformance
