#include "fuzz/response_check.h"

#include <string>

#include <gtest/gtest.h>

#include "fuzz/fuzz_check.h"

namespace basehttp::fuzz {
namespace {

void check(const std::string& bytes, bool is_head = false) {
  check_responses(bytes, "HTTP/1.1", is_head);
}

TEST(ResponseCheck, PassesWhatIsWellFormed) {
  check("");
  check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
  check("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 \r\nA: \xe9\t\r\n\r\n");
  check("HTTP/1.1 404 Not Found\r\nContent-Length: 99\r\n\r\n", true);
  check("HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n");
}

using ResponseCheckDeathTest = ::testing::Test;

TEST(ResponseCheckDeathTest, StopsAtWhatIsNot) {
  EXPECT_DEATH(check("HTTP/1.0 200 OK\r\n\r\n"), "the version");
  EXPECT_DEATH(check("HTTP/1.1 20 OK\r\n\r\n"), "the status");
  EXPECT_DEATH(check("HTTP/1.1 200 OK\r\n"), "without an end");
  EXPECT_DEATH(check("HTTP/1.1 200 OK\r\nA\r\n\r\n"), "no field");
  EXPECT_DEATH(check("HTTP/1.1 200 OK\r\nA B: c\r\n\r\n"), "the name");
  EXPECT_DEATH(check("HTTP/1.1 200 O\nK\r\n\r\n"), "control characters");
  EXPECT_DEATH(check("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nhi"), "another length");
  EXPECT_DEATH(check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi"),
               "twice");
  EXPECT_DEATH(check("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", true), "another length");
}

TEST(ResponseCheckDeathTest, ACheckSaysWhereAndWhat) {
  EXPECT_DEATH(FUZZ_CHECK(1 + 1 == 3, "sums"), R"(FUZZ_CHECK\(1 \+ 1 == 3\) failed: sums)");
}

}  // namespace
}  // namespace basehttp::fuzz
