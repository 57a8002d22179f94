#include "conformance/harness/program.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/memory_streams.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

// An interpreter for a handler that has read one request with a body.
class ProgramTest : public ::testing::Test {
 protected:
  ProgramTest() {
    handler_.client_address = Value::tuple({"h", 1});
    handler_.set_program(program_, [](const std::vector<Action>&) { return Value(); });
    handler_.handle();
  }

  // What the actions wrote.
  std::vector<std::string> written(const std::vector<Action>& actions) {
    const std::size_t before = wfile_.writes().size();
    (void)interpreter_.run(actions);
    return {wfile_.writes().begin() + static_cast<std::ptrdiff_t>(before), wfile_.writes().end()};
  }
  std::string error(const std::vector<Action>& actions) {
    return message_of<PythonError>([&] { (void)interpreter_.run(actions); });
  }

  const std::string bytes_ = "POST /p HTTP/1.0\r\nContent-Length: 4\r\nA: b\r\n\r\nbodyrest\nmore";
  const Program program_{{{"POST", {}}}};
  MemoryReader rfile_{bytes_};
  MemoryWriter wfile_;
  FixedClock clock_{0};
  MemoryLog log_;
  ProgramHandler handler_{{rfile_, wfile_, clock_, log_, *find_profile("3.13.0")},
                          [this] { return rfile_.position(); }};
  Interpreter interpreter_{handler_};
};

using Writes = std::vector<std::string>;

Action action(std::string name, std::vector<Value> args = {}) {
  return {std::move(name), std::move(args), {}, {}};
}

TEST_F(ProgramTest, ReadsTheBodyThatTheHeadersAnnounce) {
  EXPECT_EQ(written({action("echo_body"), action("read_body"), action("echo_body")}),
            Writes({"", "body"}));
  EXPECT_EQ(written({action("readline"), action("echo_body"), action("read", {2}),
                     action("echo_body"), action("read", {-1}), action("echo_body")}),
            Writes({"rest\n", "mo", "re"}));
  EXPECT_EQ(error({action("read", {"x"})}),
            "TypeError: argument should be integer or None, not 'str'");
}

TEST_F(ProgramTest, WritesAndFlushes) {
  EXPECT_EQ(written({action("write", {Bytes{"a"}}), action("flush")}), Writes({"a"}));
  EXPECT_EQ(wfile_.flushes().back(), 1U);
}

TEST_F(ProgramTest, LooksIntoTheHeaders) {
  EXPECT_EQ(written({action("echo_headers"), action("header_get", {"a"}),
                     action("header_get", {"z", 1}), action("header_len"), action("header_keys"),
                     action("header_contains", {"A"}), action("header_call", {"get_all", "a"})}),
            Writes({R"([["Content-Length","4"],["A","b"]])", "'b'", "1", "2",
                    "['Content-Length', 'A']", "True", "['b']"}));
  EXPECT_EQ(written({{"header_call", {"add_header", "X", "y"}, {{"z_z", "1"}}, {}},
                     action("header_get", {"x"})}),
            Writes({"None", "'y; z-z=\"1\"'"}));
}

TEST_F(ProgramTest, SetsGetsDeletesAndCallsByName) {
  EXPECT_EQ(written({action("set", {"x", "\xe9"}), action("get", {"x"}), action("del", {"x"}),
                     action("get", {"path"}), action("call", {"date_time_string", 0})}),
            Writes({"'\xe9'", "'/p'", "'Thu, 01 Jan 1970 00:00:00 GMT'"}));
  EXPECT_EQ(error({action("get", {"x"})}), "AttributeError: 'Handler' object has no attribute 'x'");
}

TEST_F(ProgramTest, CallsTheHandlersOwnMethods) {
  EXPECT_EQ(written({action("send_response_only", {200}), action("send_header", {"A", "b"}),
                     action("end_headers")}),
            Writes({"HTTP/1.0 200 OK\r\nA: b\r\n\r\n"}));
}

TEST_F(ProgramTest, ReturnEndsTheRun) {
  const Value result =
      interpreter_.run({action("return", {7}), action("raise", {"ValueError", "not reached"})});
  EXPECT_EQ(result.as_int(), 7);
  EXPECT_TRUE(interpreter_.run({action("return")}).is_none());
  EXPECT_TRUE(interpreter_.run({}).is_unset());
}

TEST_F(ProgramTest, TrySwallowsAndTellsWhatWasRaised) {
  const Action raising = action("raise", {"KeyError", "k"});
  const Action guarded{"try", {}, {}, {action("set", {"x", 1}), raising, action("set", {"x", 2})}};
  EXPECT_EQ(written({guarded, action("get", {"x"})}), Writes({"1"}));
  ASSERT_EQ(interpreter_.caught().size(), 1U);
  EXPECT_EQ(interpreter_.caught()[0], (Raised{"KeyError", "'k'"}));
  EXPECT_EQ(error({raising}), "KeyError: 'k'");
  EXPECT_EQ(interpreter_.run({{"try", {}, {}, {action("return", {3})}}}).as_int(), 3);
}

TEST_F(ProgramTest, AStatusThatTheReleaseHasNotIsAValueError) {
  EXPECT_EQ(error({action("set", {"x", Status{499}})}),
            "ValueError: 499 is not a valid HTTPStatus");
}

TEST_F(ProgramTest, AnArgumentIsMadeAnewEachTime) {
  const std::vector<Action> actions = {action("set", {"x", Value::list({1})})};
  (void)interpreter_.run(actions);
  handler_.get_attribute("x").as_list()->items.clear();
  (void)interpreter_.run(actions);
  EXPECT_EQ(handler_.get_attribute("x").items().size(), 1U);
}

TEST(UnsupportedReasonTest, NamesWhatTheReferenceDoesNotKnow) {
  const auto reason = [](std::vector<Action> actions, const char* version = "3.13.0") {
    Case one;
    one.program = Program{{{"GET", std::move(actions)}}};
    return unsupported_reason(one, *find_profile(version));
  };
  EXPECT_EQ(reason({action("write", {Bytes{"a"}})}), "");
  EXPECT_EQ(reason({action("juggle")}), "unknown action: juggle");
  EXPECT_EQ(reason({{"try", {}, {}, {action("juggle")}}}), "unknown action: juggle");
  EXPECT_EQ(reason({action("raise", {"EncodingWarning"})}), "");
  EXPECT_EQ(reason({action("raise", {"EncodingWarning"})}, "3.9.18"),
            "no such exception here: EncodingWarning");
  Case with_tag;
  with_tag.unknown_tags = {"$set"};
  EXPECT_EQ(unsupported_reason(with_tag, newest_profile()), "unknown value: $set");
}

TEST(UnsupportedReasonTest, NamesAStatusInASettingThatTheReleaseHasNot) {
  const auto reason = [](const Case& one, const char* version = "3.13.0") {
    return unsupported_reason(one, *find_profile(version));
  };
  const Value known = Status{404};
  const Value unknown = Status{0};
  for (Value Case::*const setting :
       {&Case::protocol_version, &Case::default_request_version, &Case::server_version,
        &Case::sys_version, &Case::error_message_format, &Case::error_content_type,
        &Case::client_address}) {
    Case one;
    one.*setting = known;
    EXPECT_EQ(reason(one), "");
    one.*setting = unknown;
    EXPECT_EQ(reason(one), "0 is not a valid HTTPStatus");
    one.*setting = Value::tuple({"a", Value::list({Value::dict({{Value("k"), unknown}})})});
    EXPECT_EQ(reason(one), "0 is not a valid HTTPStatus");
  }
  Case one;
  one.responses = {{Value(404), Value::tuple({known, "long"})}, {Value(405), Value::none()}};
  EXPECT_EQ(reason(one), "");
  one.responses->emplace_back(Value(406), Value::tuple({"short", Status{418}}));
  EXPECT_EQ(reason(one), "");
  EXPECT_EQ(reason(one, "3.8.18"), "418 is not a valid HTTPStatus");
}

}  // namespace
}  // namespace basehttp::conformance
