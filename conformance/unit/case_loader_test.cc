#include "conformance/harness/case_loader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "conformance/harness/input_error.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

Case read(const std::string& text) {
  JsonDocument document;
  return read_case(document.parse(text), text);
}

TEST(CaseLoaderTest, DefaultsAreThoseOfTheProtocol) {
  const Case one = read(R"({"id": "a/b/c", "rfile": "GET / HTTP/1.1\r\n\u00ff"})");
  EXPECT_EQ(one.id, "a/b/c");
  EXPECT_EQ(one.area(), "a");
  EXPECT_EQ(one.rfile, "GET / HTTP/1.1\r\n\xff");
  EXPECT_TRUE(one.protocol_version.is_unset());
  EXPECT_FALSE(one.responses.has_value());
  EXPECT_EQ(one.client_address.kind(), Value::Kind::kTuple);
  EXPECT_EQ(one.client_address.items()[1].as_int(), 54321);
  EXPECT_EQ(one.time.as_float(), 784111777.0);
  EXPECT_EQ(one.timeout_kind, Case::TimeoutKind::kSocket);
  EXPECT_FALSE(one.program.has_value());
}

TEST(CaseLoaderTest, ReadsEveryKey) {
  const Case one = read(R"({"id": "x", "rfile": "", "about": "why", "refs": ["doc:a"],
    "protocol_version": "HTTP/1.1", "error_message_format": ["no", "str"],
    "responses": {"404": ["a", "b"], "x": null, "-1": "odd", "+1": 0}, "responses_only": true,
    "client_address": ["h", 1], "time": -0.5, "rfile_timeout_at": 3, "rfile_error_at": null,
    "wfile_error_at": 0, "timeout_kind": "etimedout", "mine": 1})");
  EXPECT_EQ(one.refs, std::vector<std::string>{"doc:a"});
  EXPECT_EQ(one.error_message_format.kind(), Value::Kind::kList);
  ASSERT_EQ(one.responses->size(), 4U);
  EXPECT_EQ((*one.responses)[0].first.as_int(), 404);
  EXPECT_EQ((*one.responses)[0].second.kind(), Value::Kind::kTuple);
  EXPECT_TRUE((*one.responses)[1].second.is_none());
  EXPECT_EQ((*one.responses)[2].first.as_int(), -1);
  EXPECT_TRUE((*one.responses)[3].first.is_str());
  EXPECT_TRUE(one.responses_only);
  EXPECT_EQ(one.rfile_timeout_at, 3);
  EXPECT_FALSE(one.rfile_error_at.has_value());
  EXPECT_EQ(one.wfile_error_at, 0);
  EXPECT_EQ(one.timeout_kind, Case::TimeoutKind::kEtimedout);
  EXPECT_EQ(one.unknown_keys, std::vector<std::string>{"mine"});
}

TEST(CaseLoaderTest, ReadsPrograms) {
  const Case one = read(R"({"id": "x", "rfile": "", "program": {"M-X": [
    ["write", "\u00ff"], ["try", [["raise", "OSError", 1], ["nonesuch", {"$odd": 1}]]],
    ["header_call", "get", "a", {"$kw": {"failobj": 1}}], ["return"]], "handle_expect_100": []}})");
  ASSERT_EQ(one.program->methods.size(), 2U);
  const auto& actions = one.program->methods[0].second;
  EXPECT_EQ(one.program->methods[0].first, "M-X");
  EXPECT_EQ(actions[0].args[0].as_bytes(), "\xff");
  EXPECT_EQ(actions[1].nested.size(), 2U);
  EXPECT_EQ(actions[2].args.size(), 2U);
  EXPECT_EQ(actions[2].kwargs[0].first, "failobj");
  EXPECT_EQ(one.unknown_tags, std::vector<std::string>{"$odd"});
}

// What a reader that has read others says of a case, and one that has not.
TEST(CaseLoaderTest, AProgramThatIsWrittenAsTheLastOneIsShared) {
  const auto text = [](const char* id, const char* program) {
    return std::string(R"({"id": ")") + id + R"(", "rfile": "", "program": )" + program +
           R"(, "about": "x"})";
  };
  JsonDocument document;
  CaseReader reader;
  const auto next = [&](const std::string& line) {
    Case one = reader.read(document.parse(line), line);
    EXPECT_EQ(one.hash, read(line).hash) << line;
    return one;
  };
  const Case first = next(text("a", R"({"GET": [["flush"]]})"));
  const Case second = next(text("b", R"({"GET": [["flush"]]})"));
  EXPECT_EQ(&*first.program, &*second.program);
  EXPECT_NE(first.hash, second.hash);
  const Case none = next(text("c", "null"));
  EXPECT_FALSE(none.program);
  const Case longer = next(text("d", R"({"GET": [["flush"], ["flush"]]})"));
  EXPECT_EQ(longer.program->methods[0].second.size(), 2U);
  EXPECT_EQ(first.program->methods[0].second.size(), 1U);
  // An unknown tag is one of each case that has it.
  for (const char* id : {"e", "f"}) {
    const Case odd = next(text(id, R"({"GET": [["send_header", {"$odd": 1}]]})"));
    EXPECT_EQ(odd.unknown_tags, std::vector<std::string>{"$odd"});
  }
  EXPECT_TRUE(next(text("g", R"({"GET": [["flush"], ["flush"]]})")).unknown_tags.empty());
}

TEST(CaseLoaderTest, ACopyOfAProgramIsChangedAlone) {
  Case one = read(R"({"id": "x", "rfile": "", "program": {"GET": [["flush"]]}})");
  Case copy = one;
  EXPECT_EQ(&*one.program, &*copy.program);
  copy.program.edit().methods[0].first = "PUT";
  EXPECT_EQ(one.program->methods[0].first, "GET");
  EXPECT_EQ(copy.program->methods[0].first, "PUT");
  const Program* own = &*copy.program;
  copy.program.edit().methods.clear();
  EXPECT_EQ(&*copy.program, own);  // with nobody else it is not copied
  Case none;
  EXPECT_FALSE(none.program);
  EXPECT_TRUE(none.program.edit().methods.empty());
  EXPECT_TRUE(none.program);
}

TEST(CaseLoaderTest, TheHashIsOfWhatASubjectNotices) {
  const std::string hash = read(R"({"id": "x", "rfile": "a", "about": "1"})").hash;
  EXPECT_EQ(hash.size(), 7U + 16U);
  EXPECT_EQ(hash, read(R"({"rfile":"\u0061","about":"2","refs":["x"],"id":"x"})").hash);
  EXPECT_NE(hash, read(R"({"id": "x", "rfile": "b"})").hash);
  EXPECT_NE(hash, read(R"({"id": "x", "rfile": "a", "time": 0})").hash);
}

TEST(CaseLoaderTest, RefusesWhatTheSchemaRefuses) {
  const std::pair<const char*, const char*> broken[] = {
      {R"({"rfile": ""})", "id"},
      {R"({"id": "x"})", "rfile"},
      {R"({"id": "", "rfile": ""})", "id"},
      {R"({"id": "a\nb", "rfile": ""})", "id"},
      {R"({"id": 1, "rfile": ""})", "id"},
      {R"({"id": "x", "rfile": "\u20ac"})", "rfile"},
      {R"({"id": "x", "rfile": "", "refs": "a"})", "refs"},
      {R"({"id": "x", "rfile": "", "refs": [1]})", "refs[0]"},
      {R"({"id": "x", "rfile": "", "responses": []})", "responses"},
      {R"({"id": "x", "rfile": "", "responses": {"0": null, "-0": null}})", "responses.-0"},
      {R"({"id": "x", "rfile": "", "responses": {"404": null, "0404": null}})", "responses.0404"},
      {R"({"id": "x", "rfile": "", "responses_only": 1})", "responses_only"},
      {R"({"id": "x", "rfile": "", "time": "now"})", "time"},
      {R"({"id": "x", "rfile": "", "time": true})", "time"},
      {R"({"id": "x", "rfile": "", "rfile_timeout_at": -1})", "rfile_timeout_at"},
      {R"({"id": "x", "rfile": "", "wfile_error_at": 1.5})", "wfile_error_at"},
      {R"({"id": "x", "rfile": "", "timeout_kind": "slow"})", "timeout_kind"},
      {R"({"id": "x", "rfile": "", "program": []})", "program"},
      {R"({"id": "x", "rfile": "", "program": {"GET": {}}})", "program.GET"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [[]]}})", "program.GET[0]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["flush"], [1]]}})", "program.GET[1]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["write", "\u0100"]]}})",
       "program.GET[0][1]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["write", 1]]}})", "program.GET[0][1]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["flush", 1]]}})", "program.GET[0]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["set", "a"]]}})", "program.GET[0]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["try", ["flush"]]]}})",
       "program.GET[0][1][0]"},
      {R"({"id": "x", "rfile": "", "program": {"GET": [["send_header", {"$int": "x"}]]}})",
       "program.GET[0][1].$int"},
  };
  for (const auto& [text, key] : broken) {
    try {
      (void)read(text);
      ADD_FAILURE() << text;
    } catch (const JsonError& error) {
      EXPECT_EQ(error.key(), key) << text;
    }
  }
}

TEST(CaseLoaderTest, ErrorsNameFileLineAndKey) {
  const TempFolder folder;
  const auto load = [&](const std::string& text) {
    return message_of<InputError>([&] { (void)load_cases(folder.write("a.jsonl", text)); });
  };
  const std::string file = (folder.path() / "a.jsonl").string();
  EXPECT_TRUE(contains(load("{\"id\": \"x\", \"rfile\": \"\"}\n\n{\"id\": \"y\", \"rfile\": 5}\n"),
                       file + ":3: rfile: must be a string of bytes, not an int"));
  EXPECT_TRUE(contains(load("GET / HTTP/1.1\n"), file + ":1: not"));
  EXPECT_TRUE(contains(load(""), file + ": holds no line"));
  EXPECT_TRUE(contains(load("{\"id\": \"x\", \"rfile\": \"\"}\n{\"id\": \"x\", \"rfile\": \"\"}\n"),
                       file + ":2: id: x is the id of another case too, at " + file + ":1"));
}

TEST(CaseLoaderTest, AnIdIsUniqueOverAllFiles) {
  const TempFolder folder;
  folder.write("a.jsonl", R"({"id": "x", "rfile": ""})");
  folder.write("b.jsonl", R"({"id": "x", "rfile": ""})");
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load_cases(folder.path()); }),
                       "b.jsonl:1: id: x is the id of another case"));
}

TEST(CaseLoaderTest, AFolderWithoutCasesIsAnError) {
  const TempFolder folder;
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load_cases(folder.path()); }),
                       "holds no *.jsonl file"));
  EXPECT_TRUE(contains(message_of<InputError>([&] { (void)load_cases(folder.path() / "no"); }),
                       "No such file"));
}

}  // namespace
}  // namespace basehttp::conformance
