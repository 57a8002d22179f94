#include "conformance/harness/response_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

std::string why_not(std::string_view bytes, const std::vector<std::string>& methods = {"GET"}) {
  return message_of<ResponseError>([&] { (void)read_responses(bytes, methods); });
}

TEST(ResponseReaderTest, ReadsStatusLineFieldsAndBody) {
  const auto responses = read_responses(
      "HTTP/1.1 404 Not  Found\r\nA-b:  c d \t\r\nEmpty:\r\nContent-Length: 2\r\n\r\nok", {"GET"});
  ASSERT_EQ(responses.size(), 1U);
  const Response& response = responses[0];
  EXPECT_EQ(response.version, "HTTP/1.1");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.reason, "Not  Found");
  const std::vector<std::pair<std::string, std::string>> fields = {
      {"A-b", "c d"}, {"Empty", ""}, {"Content-Length", "2"}};
  EXPECT_EQ(response.fields, fields);
  EXPECT_EQ(response.body, "ok");
}

TEST(ResponseReaderTest, NamesAreTheSameInAnyCase) {
  const Response head = read_head("HTTP/1.0 200 \r\nX: 1\r\nx: 2\r\nY: 3\r\n\r\n");
  EXPECT_EQ(head.all("X"), (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(head.only("x"), std::nullopt);
  EXPECT_EQ(head.only("y"), "3");
  EXPECT_EQ(head.only("z"), std::nullopt);
}

TEST(ResponseReaderTest, TheHeadEndsAtTheEmptyLine) {
  std::size_t size = 0;
  EXPECT_TRUE(read_head("HTTP/1.0 200 OK\r\n\r\nA: 1\r\n", &size).fields.empty());
  EXPECT_EQ(size, 19U);
}

TEST(ResponseReaderTest, FindsWhereEachResponseEnds) {
  const auto responses = read_responses(
      "HTTP/1.1 100 Continue\r\n\r\n"
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
      "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n"
      "HTTP/1.1 304 Not Modified\r\n\r\n"
      "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 all that is left",
      {"POST", "HEAD", "GET", "GET"});
  std::vector<std::pair<int, std::string>> read;
  read.reserve(responses.size());
  for (const Response& one : responses) read.emplace_back(one.status, one.body);
  const std::vector<std::pair<int, std::string>> expected = {
      {100, ""}, {200, "a"}, {404, ""}, {304, ""}, {200, "HTTP/1.1 all that is left"}};
  EXPECT_EQ(read, expected);
  EXPECT_TRUE(read_responses("", {"GET"}).empty());
}

TEST(ResponseReaderTest, RefusesWhatIsNoResponse) {
  static constexpr std::tuple<std::string_view, std::string_view> kBad[] = {
      {"hello", "at byte 0: the status line has no end"},
      {"HTTP/1.0 200\r\n\r\n", "at byte 0: no status line"},
      {"HTTP/1.0 2000 OK\r\n\r\n", "at byte 0: no status line"},
      {"HTTP/10 200 OK\r\n\r\n", "at byte 0: no status line"},
      {"http/1.0 200 OK\r\n\r\n", "at byte 0: no status line"},
      {"HTTP/1.0 200 OK\n\n", "at byte 15: the status line holds byte 0x0a"},
      {"HTTP/1.0 200 O\x7f\r\n\r\n", "at byte 14: the status line holds byte 0x7f"},
      {"HTTP/1.0 200 OK\r\n", "at byte 17: a field line has no end"},
      {"HTTP/1.0 200 OK\r\nA: 1\r\n", "at byte 23: a field line has no end"},
      {"HTTP/1.0 200 OK\r\nA: 1\n\r\n", "at byte 21: a field line holds byte 0x0a"},
      {"HTTP/1.0 200 OK\r\nA: 1\r\r\n\r\n", "at byte 21: a field line holds byte 0x0d"},
      {"HTTP/1.0 200 OK\r\nA\r\n\r\n", "at byte 17: a field line has no colon"},
      {"HTTP/1.0 200 OK\r\nA : 1\r\n\r\n", "at byte 17: a field name is no token"},
      {"HTTP/1.0 200 OK\r\n: 1\r\n\r\n", "at byte 17: a field name is no token"},
      {"HTTP/1.0 200 OK\r\nA: 1\r\n B: 2\r\n\r\n", "at byte 23: a field name is no token"},
      {"HTTP/1.0 200 OK\r\n\xe9: 1\r\n\r\n", "at byte 17: a field name is no token"},
      {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n1",
       "at byte 38: the body ends after 1 of 2 bytes"},
      {"HTTP/1.0 200 OK\r\nContent-Length: +1\r\n\r\n1", "at byte 39: Content-Length is no number"},
      {"HTTP/1.0 200 OK\r\nContent-Length: 1, 1\r\n\r\n1",
       "at byte 41: Content-Length is no number"},
      {"HTTP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n1",
       "at byte 57: Content-Length stands twice"},
      {"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       "at byte 47: Transfer-Encoding is not read here"},
      {"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.0 200 OK\r\n\r\n",
       "at byte 38: these bytes answer no request"},
  };
  for (const auto& [bytes, why] : kBad)
    EXPECT_EQ(why_not(bytes), "no response: " + std::string(why)) << bytes;
}

TEST(ResponseReaderTest, TakesWhatAStrictReaderTakes) {
  EXPECT_EQ(why_not("HTTP/1.0 200 caf\xe9\t!\r\nA!#$%&'*+-.^_`|~z9: \xff\r\n\r\n"),
            "nothing was thrown");
  EXPECT_EQ(read_head("HTTP/1.0 599 \r\n\r\n").reason, "");
}

}  // namespace
}  // namespace basehttp::conformance
