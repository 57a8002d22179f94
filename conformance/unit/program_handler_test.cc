#include "conformance/harness/program_handler.h"

#include <gtest/gtest.h>

#include <string>

#include "basehttp/memory_streams.h"
#include "basehttp/unsupported.h"
#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

class ProgramHandlerTest : public ::testing::Test {
 protected:
  explicit ProgramHandlerTest(std::string bytes = "GET / HTTP/1.0\r\nA: b\r\n\r\n")
      : bytes_(std::move(bytes)) {
    handler_.client_address = Value::tuple({"h", 1});
  }

  std::string error(const std::function<void()>& function) {
    return message_of<PythonError>(function);
  }

  // Lets `method` be do_GET and handle_expect_100.
  void set_method(const std::function<Value()>& method) {
    handler_.set_program(program_, [method](const std::vector<Action>&) { return method(); });
  }

  const Program program_{{{"GET", {}}, {"handle_expect_100", {}}}};
  std::string bytes_;
  MemoryReader rfile_{bytes_};
  MemoryWriter wfile_;
  FixedClock clock_{0};
  MemoryLog log_;
  ProgramHandler handler_{{rfile_, wfile_, clock_, log_, *find_profile("3.13.0")},
                          [this] { return rfile_.position(); }};
};

TEST_F(ProgramHandlerTest, AnAttributeOfAProgramIsThereUntilItIsDeleted) {
  const std::string missing = "AttributeError: 'Handler' object has no attribute 'mine'";
  EXPECT_EQ(error([&] { (void)handler_.get_attribute("mine"); }), missing);
  handler_.set_attribute("mine", 5);
  EXPECT_EQ(handler_.get_attribute("mine").as_int(), 5);
  handler_.delete_attribute("mine");
  EXPECT_EQ(error([&] { handler_.delete_attribute("mine"); }), missing);
}

TEST_F(ProgramHandlerTest, DeletingAClassAttributeShowsTheOneBehindIt) {
  handler_.set_attribute("protocol_version", "HTTP/1.1");
  EXPECT_EQ(handler_.protocol_version.as_str(), "HTTP/1.1");
  handler_.delete_attribute("protocol_version");
  EXPECT_EQ(handler_.get_attribute("protocol_version").as_str(), "HTTP/1.0");
  EXPECT_EQ(error([&] { handler_.delete_attribute("protocol_version"); }),
            "AttributeError: 'Handler' object has no attribute 'protocol_version'");
}

TEST_F(ProgramHandlerTest, TheHeadersBufferIsAListOfBytes) {
  EXPECT_TRUE(contains(error([&] { (void)handler_.get_attribute("_headers_buffer"); }),
                       "'_headers_buffer'"));
  handler_.set_attribute("_headers_buffer", Value::list({Bytes{"a"}, Bytes{"b"}}));
  EXPECT_EQ(handler_.headers_buffer().joined(), "ab");
  EXPECT_EQ(repr(handler_.get_attribute("_headers_buffer"), newest_profile()), "[b'a', b'b']");
  handler_.delete_attribute("_headers_buffer");
  EXPECT_FALSE(handler_.headers_buffer().exists());
}

TEST_F(ProgramHandlerTest, MethodsAreCalledByNameWithTheirDefaults) {
  handler_.set_attribute("request_version", "HTTP/1.1");
  handler_.set_attribute("requestline", "x");
  EXPECT_TRUE(handler_.call("send_response", {404}).is_none());
  EXPECT_TRUE(handler_.headers_buffer().joined().starts_with("HTTP/1.0 404 Not Found\r\n"));
  EXPECT_EQ(handler_.call("date_time_string", {0}).as_str(), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(error([&] { (void)handler_.call("send_header", {"A"}); }),
            "TypeError: BaseHTTPRequestHandler.send_header() missing 1 required positional "
            "argument: 'value'");
  EXPECT_EQ(error([&] { (void)handler_.call("path", {}); }),
            "AttributeError: 'Handler' object has no attribute 'path'");
}

TEST_F(ProgramHandlerTest, AValueInThePlaceOfAMethodIsNotCallable) {
  handler_.set_attribute("log_request", 5);
  set_method([&] {
    handler_.send_response(200, Value::none());
    return Value();
  });
  EXPECT_EQ(error([&] { handler_.handle(); }), "TypeError: 'int' object is not callable");
  handler_.delete_attribute("log_request");
  EXPECT_EQ(error([&] { handler_.send_response(200, Value::none()); }), "nothing was thrown");
}

TEST_F(ProgramHandlerTest, EachRequestLeavesItsState) {
  set_method([] { return Value(); });
  handler_.handle();
  ASSERT_EQ(handler_.requests().size(), 1U);
  const RequestState& state = handler_.requests()[0];
  EXPECT_EQ(state.command.as_str(), "GET");
  EXPECT_EQ(state.path.as_str(), "/");
  EXPECT_EQ(repr(state.headers, newest_profile()), "[['A', 'b']]");
  EXPECT_EQ(repr(state.defects, newest_profile()), "[]");
  EXPECT_EQ(state.rfile_pos, static_cast<std::int64_t>(bytes_.size()));
  EXPECT_TRUE(state.close_connection.as_bool());
}

TEST_F(ProgramHandlerTest, HandleExpect100MeansYesUnlessTheProgramSaysNo) {
  for (const auto& [result, expected] :
       {std::pair(Value(), true), std::pair(Value(true), true), std::pair(Value(0), false)}) {
    set_method([result = result] { return result; });
    EXPECT_EQ(handler_.handle_expect_100(), expected);
  }
}

TEST_F(ProgramHandlerTest, WhatIsNotReproducedIsNoGuess) {
  EXPECT_THROW(handler_.set_attribute("rfile", 5), basehttp::Unsupported);
  EXPECT_THROW((void)handler_.get_attribute("__dict__"), basehttp::Unsupported);
  EXPECT_THROW((void)handler_.call("finish", {}), basehttp::Unsupported);
  EXPECT_THROW(handler_.set_attribute("_headers_buffer", "x"), basehttp::Unsupported);
}

TEST_F(ProgramHandlerTest, RequestsWithoutEndAreStopped) {
  handler_.set_attribute("close_connection", false);
  set_method([] { return Value(); });
  EXPECT_THROW(
      {
        for (;;) handler_.handle_one_request();
      },
      CaseStopped);
  EXPECT_EQ(handler_.requests().size(), 1000U);
}

}  // namespace
}  // namespace basehttp::conformance
