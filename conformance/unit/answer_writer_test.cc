#include "conformance/harness/answer_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/json_reader.h"
#include "conformance/harness/protocol_lines.h"

namespace basehttp::conformance {
namespace {

TEST(AnswerWriterTest, WritesWhatASubjectWrites) {
  EXPECT_EQ(write_answer("a/\xc3\xa9", Unsupported{"no \"such\" action"}),
            R"({"id": "a/\u00e9", "unsupported": "no \"such\" action"})");
  EXPECT_EQ(write_answer("a", Failure{Failure::Kind::kTimedOut, "too late"}),
            R"({"error": "too late", "id": "a"})");
}

TEST(AnswerWriterTest, IsReadBackAsTheSameAnswer) {
  Outcome outcome;
  outcome.log = "line\n";
  outcome.writes = {std::string("\0\xff", 2)};
  JsonDocument document;
  const AnswerLine reply = read_answer_line(document, "a/b", write_answer("a/b", outcome));
  EXPECT_EQ(std::get<Outcome>(reply.answer).writes, outcome.writes);
  EXPECT_EQ(std::get<Outcome>(reply.answer).log, outcome.log);
  const AnswerLine unsupported =
      read_answer_line(document, "a/b", write_answer("a/b", Unsupported{"why"}));
  EXPECT_EQ(std::get<Unsupported>(unsupported.answer).why, "why");
}

}  // namespace
}  // namespace basehttp::conformance
