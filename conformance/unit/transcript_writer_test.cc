#include "conformance/harness/transcript_writer.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/transcript.h"

namespace basehttp::conformance {
namespace {

constexpr const char* kOutcome =
    R"({"id": "a/1", "writes": [], "flushes": [], "log": "LOG", "requests": [], )"
    R"("exception": null, "rfile_pos": 0, "pending": null, "close_connection": null})";

std::string with_log(const std::string& log) {
  std::string json = kOutcome;
  json.replace(json.find("LOG"), 3, log);
  JsonDocument document;
  return outcome_text(document.parse(json));
}

TEST(TranscriptWriterTest, AnOutcomeIsCanonicalWithoutItsId) {
  EXPECT_EQ(with_log("x"),
            R"({"close_connection": null, "exception": null, "flushes": [], "log": "x", )"
            R"("pending": null, "requests": [], "rfile_pos": 0, "writes": []})");
}

TEST(TranscriptWriterTest, EqualOutcomesAreOneGroupTheOldestFirst) {
  const Case one = read_case_text(R"({"id": "a/1", "rfile": ""})", "test");
  const std::string line = write_transcript(one, {{"cpython-3.13.0", with_log("old")},
                                                  {"cpython-3.9.18", with_log("old")},
                                                  {"cpython-3.10.13", with_log("new")}});
  EXPECT_TRUE(line.ends_with("}\n"));
  JsonDocument document;
  const Transcript read = TranscriptReader().read(document.parse(line));
  EXPECT_EQ(read.id, "a/1");
  EXPECT_EQ(read.case_hash, one.hash);
  ASSERT_EQ(read.groups.size(), 2U);
  EXPECT_EQ(read.groups[0].subjects.all(),
            (std::vector<std::string>{"cpython-3.9.18", "cpython-3.13.0"}));
  EXPECT_EQ(read.groups[1].outcome.log, Text("new"));
}

}  // namespace
}  // namespace basehttp::conformance
