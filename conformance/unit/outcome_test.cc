#include "conformance/harness/outcome.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/comparison.h"

namespace basehttp::conformance {
namespace {

constexpr const char* kLine =
    R"({"caught": [{"message": "\u20ac", "type": "KeyError"}], "close_connection": true, )"
    R"("exception": {"message": "m", "type": "ValueError"}, "flushes": [0, 2], "id": "a/b", )"
    R"("log": "\u20ac\n", "pending": "p\u00ff", "requests": [{"close_connection": "", )"
    R"("command": {"$bytes": "x"}, "defects": ["D"], "headers": [["A", "\u00e9"]], "path": null, )"
    R"("request_version": "HTTP/0.9", "requestline": "GET /", "rfile_pos": 7}], "rfile_pos": 9, )"
    R"("writes": ["a\u0000", ""]})";

Outcome outcome_in(const std::string& text) {
  JsonDocument document;
  return read_outcome(document.parse(text));
}

TEST(OutcomeTest, IsWrittenAsItWasRead) {
  EXPECT_EQ(write_outcome("a/b", outcome_in(kLine)), kLine);
}

TEST(OutcomeTest, BytesAreBytesAndTextIsText) {
  const Outcome outcome = outcome_in(kLine);
  EXPECT_EQ(outcome.writes[0], std::string("a\0", 2));
  EXPECT_EQ(*outcome.pending, "p\xff");
  EXPECT_EQ(outcome.log.code_points(), U"\u20ac\n");
  EXPECT_EQ(outcome.requests[0].command.as_bytes(), "x");
}

TEST(OutcomeTest, KeysThatASubjectAddsAreIgnored) {
  std::string more = kLine;
  more.insert(1, R"("elapsed": [1, {"a": null}], )");
  EXPECT_TRUE(same_outcome(outcome_in(more), outcome_in(kLine)));
}

TEST(OutcomeTest, AMissingKeyIsAnError) {
  for (const char* key : {"\"writes\"", "\"flushes\"", "\"log\"", "\"requests\"", "\"exception\"",
                          "\"pending\"", "\"headers\"", "\"requestline\"", "\"defects\""}) {
    std::string text = kLine;
    text.replace(text.find(key), 2, "\"_");
    EXPECT_THROW((void)outcome_in(text), JsonError) << key;
  }
}

TEST(OutcomeTest, AByteFieldHoldsBytes) {
  std::string text = kLine;
  text.replace(text.find("a\\u0000"), 7, "\\u20ac");
  EXPECT_THROW((void)outcome_in(text), JsonError);
}

}  // namespace
}  // namespace basehttp::conformance
