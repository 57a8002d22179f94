// `basehttp stdio`: what goes in at standard input, and what comes out.
#include <gtest/gtest.h>

#include <string>

#include <fmt/format.h>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// `input` as printf takes it; standard error is apart unless `options` say otherwise.
Ran serve(const std::string& input, const std::string& options = "2>/dev/null") {
  return run_shell(fmt::format("printf '{}' | {} stdio --profile 3.13.0 {}", input,
                               shell_quoted(BASEHTTP_TOOL), options));
}

TEST(StdioCommandTest, AnswersEveryRequestOfAConnection) {
  const Ran ran = serve(
      "GET /a HTTP/1.1\\r\\n\\r\\nHEAD /b HTTP/1.1\\r\\n\\r\\n"
      "POST /c HTTP/1.1\\r\\nContent-Length: 3\\r\\n\\r\\nabcGET /never HTTP/1.1\\r\\n\\r\\n");
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(ran.output.starts_with("HTTP/1.1 200 OK\r\nServer: BaseHTTP/0.6 Python/3.13.0\r\n"));
  EXPECT_TRUE(contains(ran.output, "\r\n\r\nServed by basehttp.\nHTTP/1.1 200 OK\r\n"));
  // POST closes the connection: what follows is not looked at.
  EXPECT_TRUE(ran.output.ends_with("Connection: close\r\n\r\nabc"));
}

TEST(StdioCommandTest, LogsToStandardErrorAsPython) {
  const Ran ran = serve("GET /\\351 HTTP/1.0\\r\\n\\r\\n", "2>&1 >/dev/null");
  EXPECT_TRUE(ran.output.starts_with("127.0.0.1 - - ["));
  EXPECT_TRUE(ran.output.ends_with("] \"GET /\xC3\xA9 HTTP/1.0\" 200 -\n"));
  const Ran told = run_shell(fmt::format(
      "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | SOCAT_PEERADDR=192.0.2.7 SOCAT_PEERPORT=80 "
      "{} stdio 2>&1 >/dev/null",
      shell_quoted(BASEHTTP_TOOL)));
  EXPECT_TRUE(told.output.starts_with("192.0.2.7 - - ["));
}

TEST(StdioCommandTest, RunsTheProgramOfACase) {
  const TempFolder folder;
  const auto file = folder.write("case.json", R"({"id": "x", "rfile": "ignored",
    "server_version": "Mine/1", "program": {"SPAM": [["send_response", 299, "Eggs"],
    ["end_headers"], ["echo_headers"]]}})");
  const Ran ran = serve("SPAM / HTTP/1.0\\r\\nA: b\\r\\n\\r\\n",
                        "--program " + shell_quoted(file.string()) + " 2>/dev/null");
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(ran.output.starts_with("HTTP/1.0 299 Eggs\r\nServer: Mine/1 Python/3.13.0\r\n"));
  EXPECT_TRUE(ran.output.ends_with("\r\n\r\n[[\"A\",\"b\"]]"));
}

TEST(StdioCommandTest, HasNoLimitOfRequests) {
  const Ran ran = run_shell(fmt::format(
      "yes 'GET / HTTP/1.1\n' | head -n 3000 | {} stdio 2>/dev/null | grep -c '^HTTP/1.1 200'",
      shell_quoted(BASEHTTP_TOOL)));
  EXPECT_EQ(ran.output, "1500\n");
}

TEST(StdioCommandTest, AClientThatLeavesIsAnExceptionAndOne) {
  const Ran ran = run_shell(
      fmt::format("{{ printf 'GET / HTTP/1.1\\r\\n\\r\\n'; sleep 0.3; printf 'GET / "
                  "HTTP/1.1\\r\\n\\r\\n'; }} | "
                  "{{ {} stdio 2>&1 >&3; echo \"code $?\" >&2; }} 3>&1 1>&2 | head -c 1 >/dev/null",
                  shell_quoted(BASEHTTP_TOOL)));
  EXPECT_TRUE(contains(ran.output, "basehttp stdio: BrokenPipeError: [Errno 32] Broken pipe\n"));
  EXPECT_TRUE(contains(ran.output, "code 1\n"));
}

TEST(StdioCommandTest, ASilentClientEndsWithTheTimeout) {
  const Ran ran = run_shell(
      fmt::format("sleep 1 | timeout 10 {} stdio --profile 3.13 --timeout 0.1 2>&1; echo code $?",
                  shell_quoted(BASEHTTP_TOOL)));
  EXPECT_TRUE(contains(ran.output, "Request timed out: TimeoutError('timed out')"));
  EXPECT_TRUE(ran.output.ends_with("code 0\n"));
}

TEST(StdioCommandTest, RefusesABadProgramWithItsKey) {
  const TempFolder folder;
  const auto refused = [&](const std::string& text, const std::string& message) {
    const auto file = folder.write("case.json", text);
    const Ran ran = serve("", "--program " + shell_quoted(file.string()));
    EXPECT_EQ(ran.code, 2) << ran.output;
    EXPECT_TRUE(contains(ran.output, "case.json: " + message));
  };
  refused("no json", "not JSON");
  refused(R"({"id": "x", "rfile": "", "program": {"GET": [["write"]]}})", "program.GET[0]: ");
  refused(R"({"id": "x", "rfile": "", "program": {"GET": [["dance"]]}})", "unknown action");
  EXPECT_EQ(serve("", "--program " + shell_quoted(folder.str() + "/missing")).code, 2);
  EXPECT_EQ(serve("", "--profile 2.7").code, 2);
}

}  // namespace
}  // namespace basehttp::conformance
