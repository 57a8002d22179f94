#include "conformance/harness/exchange.h"

#include <gtest/gtest.h>

namespace basehttp::conformance {
namespace {

Outcome writing(std::vector<std::string> writes) {
  Outcome outcome;
  outcome.writes = std::move(writes);
  return outcome;
}

TEST(ExchangeTest, ContentEndsWhereContentLengthSays) {
  const Exchange exchange(
      writing({"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "ok", "<html>"}));
  ASSERT_EQ(exchange.replies.size(), 2U);
  EXPECT_EQ(exchange.replies[0].content, "ok");
  EXPECT_FALSE(exchange.replies[1].head);
  EXPECT_EQ(exchange.replies[1].content, "<html>");
}

TEST(ExchangeTest, AResponseInALaterWriteEndsTheOneBefore) {
  const Exchange exchange(writing(
      {"HTTP/1.1 404 No\r\nContent-Length: 99\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "to the end"}));
  ASSERT_EQ(exchange.replies.size(), 2U);
  EXPECT_EQ(exchange.replies[0].content, "");
  EXPECT_EQ(exchange.replies[1].content, "to the end");
}

TEST(ExchangeTest, InterimResponsesHaveNoContent) {
  const Exchange exchange(
      writing({"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"}));
  ASSERT_EQ(exchange.replies.size(), 2U);
  EXPECT_TRUE(exchange.replies[0].is_interim());
  ASSERT_EQ(exchange.finals().size(), 1U);
  EXPECT_EQ(exchange.finals()[0]->content, "x");
}

TEST(ExchangeTest, AHeadThatIsNotStrictIsNone) {
  const Exchange exchange(writing({"HTTP/1.1 200\r\n\r\n"}));
  ASSERT_EQ(exchange.replies.size(), 1U);
  EXPECT_FALSE(exchange.replies[0].head);
  EXPECT_TRUE(Exchange(writing({})).replies.empty());
}

TEST(ExchangeTest, RequestsAreTheCallsThatTookBytes) {
  Outcome outcome;
  for (const std::int64_t position : {5, 5, 9}) {
    outcome.requests.emplace_back();
    outcome.requests.back().rfile_pos = position;
  }
  EXPECT_EQ(Exchange(outcome).requests.size(), 2U);
  EXPECT_FALSE(Exchange(outcome).closed_after_first);
  outcome.requests.resize(1);
  EXPECT_FALSE(Exchange(outcome).closed_after_first);
  outcome.requests[0].close_connection = Value(true);
  EXPECT_TRUE(Exchange(outcome).closed_after_first);
}

}  // namespace
}  // namespace basehttp::conformance
