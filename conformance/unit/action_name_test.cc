#include "conformance/harness/action_name.h"

#include <gtest/gtest.h>

namespace basehttp::conformance {
namespace {

TEST(ActionNameTest, KnowsTheActionsOfTheProtocol) {
  using Kind = ActionName::Kind;
  EXPECT_EQ(ActionName("send_response").kind(), Kind::kSendResponse);
  EXPECT_EQ(ActionName("log_request").kind(), Kind::kLogRequest);
  EXPECT_EQ(ActionName("write").kind(), Kind::kWrite);
  EXPECT_EQ(ActionName("echo_body").kind(), Kind::kEchoBody);
  EXPECT_EQ(ActionName("header_contains").kind(), Kind::kHeaderContains);
  EXPECT_EQ(ActionName("call").kind(), Kind::kCall);
  EXPECT_EQ(ActionName("try").kind(), Kind::kTry);
  EXPECT_EQ(ActionName("").kind(), Kind::kUnknown);
  EXPECT_EQ(ActionName("writes").kind(), Kind::kUnknown);
  EXPECT_EQ(ActionName("writes").text(), "writes");
  EXPECT_EQ(ActionName("writes"), "writes");
}

TEST(ActionNameTest, OnlyMethodsOfTheHandlerTakeAnything) {
  using Kind = ActionName::Kind;
  EXPECT_EQ(shape_of(Kind::kSendError).fewest, 0U);
  EXPECT_EQ(shape_of(Kind::kSendError).most, ActionShape::kAny);
  EXPECT_EQ(shape_of(Kind::kUnknown).most, ActionShape::kAny);
  EXPECT_EQ(shape_of(Kind::kSet).fewest, 2U);
  EXPECT_EQ(shape_of(Kind::kSet).most, 2U);
  EXPECT_TRUE(shape_of(Kind::kSet).first_is_name);
  EXPECT_FALSE(shape_of(Kind::kTry).first_is_name);
}

}  // namespace
}  // namespace basehttp::conformance
