#include "conformance/harness/reference_subject.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "conformance/harness/case_loader.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class ReferenceSubjectTest : public ::testing::Test {
 protected:
  // The answer to {"id": "a/b", "rfile": ..., <more>}.
  Answer run(const std::string& rfile, const std::string& more, const char* version = "3.13.0") {
    std::string line = R"({"id": "a/b", "about": "x", "refs": ["rfc9112"], "rfile": ")" + rfile +
                       "\"" + (more.empty() ? "" : ", " + more) + "}";
    std::replace(line.begin(), line.end(), '\n', ' ');
    const auto file = folder_.write("a.jsonl", line + "\n");
    return ReferenceSubject(*find_profile(version)).run(load_cases(file).at(0));
  }
  Outcome outcome(const std::string& rfile, const std::string& more = "",
                  const char* version = "3.13.0") {
    const Answer answer = run(rfile, more, version);
    EXPECT_TRUE(std::holds_alternative<Outcome>(answer));
    return std::get<Outcome>(answer);
  }

  TempFolder folder_;
};

constexpr const char* kGet10 = R"(GET / HTTP/1.0\r\n\r\n)";

TEST_F(ReferenceSubjectTest, TellsEverythingThatCouldBeSeen) {
  const Outcome got =
      outcome(kGet10, R"("server_version": "S", "sys_version": "P", "program": {"GET":
      [["send_response", 200], ["end_headers"], ["write", "x"], ["flush"],
       ["send_header", "left", "over"], ["try", [["raise", "KeyError", "k"]]]]})");
  EXPECT_EQ(got.writes, std::vector<std::string>({"HTTP/1.0 200 OK\r\nServer: S P\r\n"
                                                  "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n",
                                                  "x"}));
  EXPECT_EQ(got.flushes, std::vector<std::int64_t>({2, 2}));
  EXPECT_TRUE(contains(got.log.utf8(), "[06/Nov/1994 08:49:37] \"GET / HTTP/1.0\" 200 -\n"));
  EXPECT_EQ(got.requests.size(), 1U);
  EXPECT_FALSE(got.exception.has_value());
  EXPECT_EQ(got.caught, std::vector<Raised>({{"KeyError", "'k'"}}));
  EXPECT_EQ(got.rfile_pos, 18);
  EXPECT_EQ(got.pending, "left: over\r\n");
  EXPECT_TRUE(got.close_connection.as_bool());
}

TEST_F(ReferenceSubjectTest, WithoutAHeadersBufferNothingIsPending) {
  EXPECT_FALSE(outcome("").pending.has_value());
}

TEST_F(ReferenceSubjectTest, AnExceptionIsPartOfTheOutcome) {
  const Outcome got = outcome(kGet10, R"("program": {"GET": [["raise", "OSError", 2, "t"]]})");
  EXPECT_EQ(got.exception, (Raised{"FileNotFoundError", "[Errno 2] t"}));
}

TEST_F(ReferenceSubjectTest, StreamsFailWhereTheCasePlansIt) {
  EXPECT_EQ(outcome(kGet10, R"("rfile_error_at": 3)").exception,
            (Raised{"ConnectionResetError", "[Errno 104] Connection reset by peer"}));
  EXPECT_EQ(outcome("x", R"("wfile_error_at": 0)").exception,
            (Raised{"BrokenPipeError", "[Errno 32] Broken pipe"}));
  EXPECT_TRUE(contains(outcome(kGet10, R"("rfile_timeout_at": 3)").log.utf8(),
                       "Request timed out: TimeoutError('timed out')\n"));
  // At a tie the time-out comes first; otherwise the earlier fault.
  EXPECT_FALSE(
      outcome(kGet10, R"("rfile_timeout_at": 3, "rfile_error_at": 3)").exception.has_value());
  EXPECT_TRUE(
      outcome(kGet10, R"("rfile_timeout_at": 3, "rfile_error_at": 2)").exception.has_value());
}

TEST_F(ReferenceSubjectTest, AnEtimedoutIsATimeOutFrom310On) {
  const char* plan = R"("rfile_timeout_at": 3, "timeout_kind": "etimedout")";
  EXPECT_TRUE(outcome(kGet10, plan, "3.9.18").exception.has_value());
  EXPECT_FALSE(outcome(kGet10, plan, "3.10.13").exception.has_value());
}

TEST_F(ReferenceSubjectTest, TheTableOfTextsTakesTheChangesOfTheCase) {
  const auto status_line = [&](const std::string& more) {
    const Outcome got = outcome(
        kGet10, R"("program": {"GET": [["send_response_only", 404], ["end_headers"]]}, )" + more);
    return got.writes.empty() ? std::string() : got.writes[0];
  };
  EXPECT_EQ(status_line(R"("responses": {"404": ["Gone fishing", ""]})"),
            "HTTP/1.0 404 Gone fishing\r\n\r\n");
  EXPECT_EQ(status_line(R"("responses": {"404": null})"), "HTTP/1.0 404 \r\n\r\n");
  EXPECT_EQ(status_line(R"("responses": {"200": ["Fine", ""]})"), "HTTP/1.0 404 Not Found\r\n\r\n");
  EXPECT_EQ(status_line(R"("responses": {}, "responses_only": true)"), "HTTP/1.0 404 \r\n\r\n");
}

TEST_F(ReferenceSubjectTest, AMethodThatCallsItselfWithoutEndIsUnsupported) {
  for (const char* program :
       {R"({"GET": [["call", "do_GET"]]})", R"({"GET": [["try", [["call", "do_GET"]]]]})",
        R"({"GET": [["call", "handle_expect_100"]], "handle_expect_100": [["call", "do_GET"]]})"}) {
    const Answer answer = run(kGet10, R"("program": )" + std::string(program));
    ASSERT_TRUE(std::holds_alternative<basehttp::conformance::Unsupported>(answer)) << program;
    EXPECT_TRUE(contains(std::get<basehttp::conformance::Unsupported>(answer).why, "without end"));
  }
}

TEST_F(ReferenceSubjectTest, AnUnknownActionIsUnsupported) {
  const Answer answer = run(kGet10, R"("program": {"GET": [["juggle"]]})");
  ASSERT_TRUE(std::holds_alternative<basehttp::conformance::Unsupported>(answer));
  EXPECT_EQ(std::get<basehttp::conformance::Unsupported>(answer).why, "unknown action: juggle");
}

TEST_F(ReferenceSubjectTest, WhatIsNotReproducedIsUnsupportedToo) {
  EXPECT_TRUE(std::holds_alternative<basehttp::conformance::Unsupported>(
      run(kGet10, R"("program": {"GET": [["header_call", "as_string"]]})")));
}

TEST_F(ReferenceSubjectTest, RequestsWithoutEndAreAnError) {
  std::string many;
  for (int i = 0; i < 1001; ++i) many += R"(GET / HTTP/1.1\r\n\r\n)";
  const Answer stopped = run(many, R"("protocol_version": "HTTP/1.1", "program": {"GET": []})");
  ASSERT_TRUE(std::holds_alternative<Failure>(stopped));
  EXPECT_EQ(std::get<Failure>(stopped).kind, Failure::Kind::kError);
}

}  // namespace
}  // namespace basehttp::conformance
