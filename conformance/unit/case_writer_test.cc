#include "conformance/harness/case_writer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "conformance/harness/case_loader.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

Case parsed(std::string_view json) {
  JsonDocument document;
  return read_case(document.parse(json), json);
}

TEST(CaseWriter, WritesOnlyWhatIsNoDefault) {
  Case one;
  one.id = "a/b/c";
  one.rfile = "GET / HTTP/1.0\r\n\xff";
  EXPECT_EQ(write_case(one), R"({"id": "a/b/c", "rfile": "GET / HTTP/1.0\r\n\u00ff"})");
}

TEST(CaseWriter, WritesEveryKey) {
  const std::string json =
      R"({"id": "a/b/\u2603", "about": "why", "refs": ["doc:path", "x"], )"
      R"("protocol_version": "HTTP/1.1", "default_request_version": null, "server_version": "S", )"
      R"("sys_version": {"$bytes": "\u00ff"}, "error_message_format": "%s", )"
      R"("error_content_type": 1, "time": 1.5, "client_address": {"$tuple": ["h", 1]}, )"
      R"("responses": {"404": {"$tuple": ["a", "b"]}, "no": null}, "responses_only": true, )"
      R"("rfile_timeout_at": 1, "rfile_error_at": 2, "wfile_timeout_at": 3, "wfile_error_at": 4, )"
      R"("timeout_kind": "etimedout", "program": {"GET": [["write", "\u00e9"], )"
      R"(["header_call", "get", "a", {"$kw": {"failobj": 1}}], ["try", [["raise", "OSError"]]], )"
      R"(["send_error", {"$status": 404}, null], ["return"]], "handle_expect_100": []}, )"
      R"("rfile": "x"})";
  EXPECT_EQ(write_case(parsed(json)), json);
}

// The hash is of all that a subject can notice, so it shows whether anything was lost.
TEST(CaseWriter, NothingOfTheCorpusIsLost) {
  for (const Case& one : load_cases(std::string(BASEHTTP_CORPUS) + "/cases")) {
    if (!one.unknown_keys.empty() || !one.unknown_tags.empty()) continue;
    const std::string written = write_case(one);
    const Case again = parsed(written);
    EXPECT_EQ(write_case(again), written) << one.id;
    EXPECT_EQ(again.rfile, one.rfile) << one.id;
    EXPECT_EQ(again.refs, one.refs) << one.id;
    EXPECT_EQ(again.id, one.id);
  }
}

TEST(CaseWriter, AFinishedCaseHasTheHashOfItsJson) {
  Case one;
  one.id = "a";
  one.rfile = "b";
  finish_case(one);
  EXPECT_EQ(one.json, R"({"id": "a", "rfile": "b"})");
  EXPECT_EQ(one.hash, parsed(one.json).hash);
}

}  // namespace
}  // namespace basehttp::conformance
