#include "basehttp/http_status.h"

#include <gtest/gtest.h>

#include <vector>

#include "basehttp/base_http_request_handler.h"
#include "basehttp/memory_streams.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

using conformance::agrees_with_recorded;

TEST(HttpStatusTest, TheTableIsThatOfTheRelease) {
  EXPECT_TRUE(agrees_with_recorded("library", "statuses", [](const auto&, const Profile& profile) {
    std::vector<Value> rows;
    for (const StatusEntry& entry : status_table(profile.minor).entries) {
      rows.push_back(Value::list(
          {entry.code, Value(status_name(entry)), Value(entry.phrase), Value(entry.description)}));
    }
    return Value::list(std::move(rows));
  }));
}

TEST(HttpStatusTest, TheHandlersTextsAreThoseOfTheRelease) {
  EXPECT_TRUE(agrees_with_recorded("library", "responses", [](const auto&, const Profile& profile) {
    MemoryReader rfile("");
    MemoryWriter wfile;
    FixedClock clock(0);
    NullLog log;
    const BaseHTTPRequestHandler handler({rfile, wfile, clock, log, profile});
    std::vector<Value> rows;
    for (const auto& [code, texts] : handler.responses.as_dict()->items) {
      rows.push_back(Value::list({code, texts}));
    }
    return Value::list(std::move(rows));
  }));
}

TEST(HttpStatusTest, ACodeIsFoundOrNot) {
  const StatusTable& oldest = status_table(6);
  ASSERT_NE(oldest.find(404), nullptr);
  EXPECT_EQ(oldest.find(404)->phrase, "Not Found");
  for (const int code : {-1, 0, 99, 418, 499, 599, 1000}) {
    EXPECT_EQ(oldest.find(code), nullptr) << code;
  }
  EXPECT_NE(status_table(9).find(418), nullptr);
}

}  // namespace
}  // namespace basehttp
