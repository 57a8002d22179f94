#include "conformance/harness/json_writer.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "conformance/harness/json_value.h"

namespace basehttp::conformance {
namespace {

std::string written(const Value& value) {
  std::string out;
  write_value(value, out);
  return out;
}

TEST(JsonWriterTest, WritesAsPythonsDumpsDoes) {
  EXPECT_EQ(written("a\"\\\n\r\t\b\f\x01\x7f\xe9/"), R"("a\"\\\n\r\t\b\f\u0001\u007f\u00e9/")");
  EXPECT_EQ(written(Text::from_code_points(U"\u20ac\U0001F600")), R"("\u20ac\ud83d\ude00")");
  EXPECT_EQ(written(Text::from_code_points(std::u32string(1, 0xD800))), R"("\ud800")");
  EXPECT_EQ(written(Value::list({})), "[]");
  EXPECT_EQ(written(Value::list({Value::none(), true, false, -5})), "[null, true, false, -5]");
  EXPECT_EQ(written(Value::dict({{"b", 1}, {"a", 2}})), R"({"a": 2, "b": 1})");
  EXPECT_EQ(written(784111777.0), "784111777.0");
  EXPECT_EQ(written(0.1), "0.1");
  EXPECT_EQ(written(1e16), "1e+16");
  EXPECT_EQ(written(1e-5), "1e-05");
}

TEST(JsonWriterTest, TagsWhatJsonCannotHold) {
  EXPECT_EQ(written(Bytes{"\xff"}), R"({"$bytes": "\u00ff"})");
  EXPECT_EQ(written(Status{404}), R"({"$status": 404})");
  EXPECT_EQ(written(Value::tuple({1})), R"({"$tuple": [1]})");
  EXPECT_EQ(written(std::numeric_limits<double>::quiet_NaN()), R"({"$float": "nan"})");
  EXPECT_EQ(written(-std::numeric_limits<double>::infinity()), R"({"$float": "-inf"})");
  EXPECT_EQ(written(Value(BigInt::from_decimal("99999999999999999999").value())),
            R"({"$int": "99999999999999999999"})");
  EXPECT_EQ(written(Value::dict({{"$x", 1}})), R"({"$dict": {"$x": 1}})");
  EXPECT_EQ(written(Opaque{"type", "<class 'x'>"}), R"({"$repr": "<class 'x'>"})");
}

TEST(JsonWriterTest, CanonicalTextHasSortedKeysAndTheNumbersAsTheyWere) {
  JsonDocument document;
  std::string out;
  const Json json = document.parse(
      "{\"id\":\"x\",\"b\":[1.50,{\"z\":1e3,\"a\":\"\xc3\xa9\"}],\"a\":{},\"\\u2028\":"
      "\"\\u20ac\"}");
  write_canonical(json, out);
  EXPECT_EQ(out, R"({"a": {}, "b": [1.50, {"a": "\u00e9", "z": 1e3}], "id": "x", )"
                 R"("\u2028": "\u20ac"})");
  out.clear();
  write_canonical_without({"id", "b", "none"}, json, out, [](Json member, std::string& to) {
    to += member.is_object() ? "<" + std::string(member.written()) + ">" : "v";
  });
  EXPECT_EQ(out, R"({"a": <{>, "\u2028": v})");
}

class RoundTripTest : public ::testing::TestWithParam<const char*> {};

TEST_P(RoundTripTest, AValueIsWrittenAsItWasRead) {
  JsonDocument document;
  const Value value = read_value(*document.parse(std::string("[") + GetParam() + "]").begin());
  EXPECT_EQ(written(value), GetParam());
  EXPECT_TRUE(identical(value, read_value(*document.parse("[" + written(value) + "]").begin())));
}

INSTANTIATE_TEST_SUITE_P(Values, RoundTripTest,
                         ::testing::Values("null", "true", "0", "1.0", "-0.0", R"("")",
                                           R"("\ud800\u00ff")", R"({"$bytes": "\u0000\u00ff"})",
                                           R"({"$tuple": [{"$tuple": []}, []]})",
                                           R"({"$float": "nan"})", R"({"$float": "inf"})",
                                           R"({"$int": "-123456789012345678901234567890"})",
                                           R"({"$dict": {"$status": 3}})", R"({"$status": 200})",
                                           R"({"a": {"b": null}})", R"({"$repr": "<x>"})"));

}  // namespace
}  // namespace basehttp::conformance
