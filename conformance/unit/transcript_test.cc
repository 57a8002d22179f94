#include "conformance/harness/transcript.h"

#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/input_error.h"
#include "conformance/harness/transcript_subject.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

std::string outcome(const std::string& log) {
  return R"({"close_connection": true, "exception": null, "flushes": [], "log": ")" + log +
         R"(", "pending": null, "requests": [], "rfile_pos": 0, "writes": []})";
}

std::string group(const std::string& subjects, const std::string& log) {
  return R"({"subjects": [)" + subjects + R"(], "outcome": )" + outcome(log) + "}";
}

std::string line(const std::string& id, const std::string& groups) {
  return R"({"id": ")" + id + R"(", "outcomes": [)" + groups + "]}\n";
}

TEST(TranscriptTest, FindsAnAnswerByCaseAndSubject) {
  const TempFolder folder;
  folder.write("a.jsonl", line("x", group(R"("cpython-3.10.13", "cpython-3.9.18")", "one") + ", " +
                                        group(R"("cpython-3.6.15")", "two")));
  folder.write("exclusions.jsonl", "not read here");
  const Transcripts transcripts = Transcripts::load(folder.path());
  EXPECT_EQ(transcripts.subjects(),
            (std::vector<std::string>{"cpython-3.6.15", "cpython-3.9.18", "cpython-3.10.13"}));
  ASSERT_NE(transcripts.find("x"), nullptr);
  EXPECT_EQ(transcripts.find("x")->find("cpython-3.9.18")->log, "one");
  EXPECT_EQ(transcripts.find("x")->find("cpython-3.6.15")->log, "two");
  EXPECT_EQ(transcripts.find("x")->find("cpython-3.6"), nullptr);
  EXPECT_EQ(transcripts.find("y"), nullptr);

  Case one;
  one.id = "x";
  EXPECT_EQ(std::get<Outcome>(TranscriptSubject(transcripts, "cpython-3.6.15").run(one)).log,
            "two");
  EXPECT_TRUE(std::holds_alternative<Unsupported>(
      TranscriptSubject(transcripts, "cpython-3.7.16").run(one)));
}

TEST(TranscriptTest, GroupsOfTheSameSubjectsShareTheirNames) {
  const TempFolder folder;
  folder.write("a.jsonl", line("x", group(R"("s", "t")", "one") + ", " + group("\"u\"", "two")) +
                              line("y", group(R"("s", "t")", "three")) +
                              line("z", group(R"("s","t")", "four")));
  const Transcripts transcripts = Transcripts::load(folder.path());
  const auto& names = transcripts.find("x")->groups[0].subjects.all();
  EXPECT_EQ(names, (std::vector<std::string>{"s", "t"}));
  EXPECT_EQ(&transcripts.find("y")->groups[0].subjects.all(), &names);
  EXPECT_EQ(transcripts.find("z")->groups[0].subjects.all(), names);
  EXPECT_EQ(transcripts.subjects(), (std::vector<std::string>{"s", "t", "u"}));
}

TEST(TranscriptTest, LeavesOutWhatIsNotWanted) {
  const TempFolder folder;
  folder.write("a.jsonl", line("x", group(R"("cpython-3.10.13", "cpython-3.9.18")", "one") + ", " +
                                        R"({"subjects": ["cpython-3.6.15"], "outcome": {}})"));
  const Transcripts transcripts = Transcripts::load(
      folder.path(), [](const std::string& subject) { return subject == "cpython-3.9.18"; });
  EXPECT_EQ(transcripts.subjects(),
            (std::vector<std::string>{"cpython-3.6.15", "cpython-3.9.18", "cpython-3.10.13"}));
  EXPECT_EQ(transcripts.find("x")->find("cpython-3.9.18")->log, "one");
  EXPECT_EQ(transcripts.find("x")->find("cpython-3.6.15"), nullptr);
}

TEST(TranscriptTest, RefusesWhatTheRecorderDoesNotWrite) {
  const TempFolder folder;
  const std::pair<std::string, const char*> broken[] = {
      {"rubbish\n", "a.jsonl:1: n"},
      {"{\"id\": \"x\"}\n", "a.jsonl:1: outcomes: is missing"},
      {line("", group("\"s\"", "")), "a.jsonl:1: id: is missing"},
      {line("x", ""), "outcomes: is missing or empty"},
      {line("x", group("", "")), "outcomes[0]: the key \"subjects\""},
      {line("x", R"({"subjects": ["s"]})"), "outcomes[0]: the key \"outcome\" is missing"},
      {line("x", R"({"subjects": ["s"], "outcome": {}})"), "outcomes[0].outcome: the key"},
      {line("x", group("\"s\"", "a") + ", " + group("\"s\"", "b")), "s answers twice"},
      {line("x", group("\"s\", \"t\", \"s\"", "a")), "a.jsonl:1: outcomes: s answers twice"},
      {line("x", R"({"subjects": "s", "outcome": {}})"), "outcomes[0].subjects: must be a list"},
      {line("x", R"({"subjects": [1], "outcome": {}})"), "outcomes[0].subjects[0]: must be"},
      {line("x", group("\"s\"", "a")) + line("x", group("\"s\"", "a")), "a.jsonl:2: id: x has a"},
      {line("x", group("\"s\"", "a\"}")), "a.jsonl:1: "},
  };
  for (const auto& [text, message] : broken) {
    folder.write("a.jsonl", text);
    EXPECT_TRUE(
        contains(message_of<InputError>([&] { (void)Transcripts::load(folder.path()); }), message));
  }
}

}  // namespace
}  // namespace basehttp::conformance
