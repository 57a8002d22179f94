#include "basehttp/base_http_request_handler.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/memory_streams.h"
#include "conformance/unit/test_support.h"

namespace basehttp {
namespace {

using conformance::contains;
using conformance::message_of;

// What a C++ developer writes: one method, and hooks that tell what was called.
class Hello : public BaseHTTPRequestHandler {
 public:
  explicit Hello(const Environment& environment) : BaseHTTPRequestHandler(environment) {
    client_address = Value::tuple({"10.0.0.1", 1});
    protocol_version = Value("HTTP/1.1");
    server_version = Value("S/1");
    sys_version = Value("P/3");
    add_method("GET", [this] { do_GET(); });
  }
  virtual void do_GET() {
    send_response(200);
    send_header("Content-Length", "5");
    end_headers();
    wfile().write("hello");
  }
};

constexpr double kTime = 784111777;
const std::string kServerAndDate = "Server: S/1 P/3\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
const std::string kHelloHead = "HTTP/1.1 200 OK\r\n" + kServerAndDate + "Content-Length: 5\r\n\r\n";
const std::string kLogStart = "10.0.0.1 - - [06/Nov/1994 08:49:37] ";

// A connection that is served once.
template <typename Handler = Hello>
struct Connection {
  explicit Connection(std::string bytes, const char* version = "3.13.0")
      : input(std::move(bytes)), handler({rfile, wfile, clock, log, *find_profile(version)}) {}

  [[nodiscard]] std::string output() const {
    std::string all;
    for (const std::string& write : wfile.writes()) all += write;
    return all;
  }

  std::string input;
  MemoryReader rfile{input};
  MemoryWriter wfile;
  FixedClock clock{kTime};
  MemoryLog log;
  Handler handler;
};

TEST(BaseHttpRequestHandlerTest, ARequestCallsItsMethod) {
  Connection<> c("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\nleft");
  c.handler.handle();
  EXPECT_EQ(c.wfile.writes(), std::vector<std::string>({kHelloHead, "hello"}));
  EXPECT_EQ(c.wfile.flushes(), std::vector<std::size_t>({2}));
  EXPECT_EQ(c.log.text(), kLogStart + "\"GET /a HTTP/1.1\" 200 -\n");
  EXPECT_EQ(c.handler.command.as_str(), "GET");
  EXPECT_EQ(c.handler.path.as_str(), "/a");
  EXPECT_EQ(c.handler.request_version.as_str(), "HTTP/1.1");
  EXPECT_EQ(c.handler.requestline.as_str(), "GET /a HTTP/1.1");
  EXPECT_EQ(c.handler.raw_requestline.as_bytes(), "GET /a HTTP/1.1\r\n");
  EXPECT_EQ(c.handler.headers.as_message()->get("host").as_str(), "x");
  EXPECT_TRUE(c.handler.close_connection.as_bool());
  EXPECT_EQ(c.rfile.peek(), "left");
}

TEST(BaseHttpRequestHandlerTest, AConnectionIsKeptUntilItIsClosed) {
  const std::string request = "GET / HTTP/1.1\r\n\r\n";
  const std::string last = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
  Connection<> c(request + request + last + request);
  c.handler.handle();
  const std::string answer = kHelloHead + "hello";
  EXPECT_EQ(c.output(), answer + answer + answer);
  EXPECT_EQ(c.rfile.peek(), request);
}

TEST(BaseHttpRequestHandlerTest, AnyWordCanBeAMethod) {
  Connection<> c("SPAM / HTTP/1.0\r\n\r\n");
  bool called = false;
  c.handler.add_method("SPAM", [&] { called = true; });
  c.handler.handle();
  EXPECT_TRUE(called);
  EXPECT_EQ(c.output(), "");
}

TEST(BaseHttpRequestHandlerTest, AMethodThatIsNotThereIs501) {
  Connection<> c("SPAM / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
  c.handler.handle();
  ASSERT_EQ(c.wfile.writes().size(), 2U);
  EXPECT_TRUE(c.wfile.writes()[0].starts_with(
      "HTTP/1.1 501 Unsupported method ('SPAM')\r\n" + kServerAndDate +
      "Connection: close\r\nContent-Type: text/html;charset=utf-8\r\nContent-Length: 357\r\n"));
  EXPECT_EQ(c.wfile.writes()[1].size(), 357U);
  EXPECT_EQ(c.log.text(), kLogStart + "code 501, message Unsupported method ('SPAM')\n" +
                              kLogStart + "\"SPAM / HTTP/1.1\" 501 -\n");
  EXPECT_EQ(c.rfile.peek(), "GET / HTTP/1.1\r\n\r\n");
}

TEST(BaseHttpRequestHandlerTest, AMethodThatNoRequestLineCanNameIsShownAllTheSame) {
  struct Odd : Hello {
    using Hello::Hello;
    bool parse_request() override {
      const bool parsed = Hello::parse_request();
      command = Value(Text::from_code_points(U"\u20ac"));
      return parsed;
    }
  };
  Connection<Odd> c("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.handle(); }),
            "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 34: "
            "ordinal not in range(256)");
}

TEST(BaseHttpRequestHandlerTest, AHeadRequestGetsNoErrorPage) {
  Connection<> c("HEAD / HTTP/1.0\r\n\r\n");
  c.handler.handle();
  ASSERT_EQ(c.wfile.writes().size(), 1U);
  EXPECT_TRUE(contains(c.output(), "Content-Length: 357\r\n"));
}

TEST(BaseHttpRequestHandlerTest, Http09GetsTheBodyAlone) {
  Connection<> c("GET /\r\n");
  c.handler.handle();
  EXPECT_EQ(c.output(), "hello");
}

TEST(BaseHttpRequestHandlerTest, ExpectationsAreAnsweredBeforeTheMethodIsCalled) {
  Connection<> c("GET / HTTP/1.1\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
  c.handler.handle();
  EXPECT_EQ(c.output(), "HTTP/1.1 100 Continue\r\n\r\n" + kHelloHead + "hello");
}

TEST(BaseHttpRequestHandlerTest, HandleExpect100CanRefuse) {
  struct Refusing : Hello {
    using Hello::Hello;
    bool handle_expect_100() override {
      send_error(417);
      return false;
    }
  };
  Connection<Refusing> c("GET / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n");
  c.handler.handle();
  EXPECT_TRUE(c.output().starts_with("HTTP/1.1 417 Expectation Failed\r\n"));
  EXPECT_FALSE(contains(c.output(), "hello"));
}

TEST(BaseHttpRequestHandlerTest, ErrorsOfTheParserGoThroughSendError) {
  struct Collecting : Hello {
    using Hello::Hello;
    void send_error(const Value& code, const Value& message, const Value& explain) override {
      errors.push_back(repr(Value::tuple({code, message, explain}), profile()).utf8());
    }
    std::vector<std::string> errors;
  };
  const auto errors = [](const std::string& bytes) {
    Connection<Collecting> c(bytes);
    c.handler.handle_one_request();
    return c.handler.errors;
  };
  using Errors = std::vector<std::string>;
  EXPECT_EQ(errors("GET\r\n"),
            Errors({"(<HTTPStatus.BAD_REQUEST: 400>, \"Bad request syntax ('GET')\", None)"}));
  EXPECT_EQ(errors("GET / HTTP/9.0\r\n"), Errors({"(<HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: 505>, "
                                                  "'Invalid HTTP version (9.0)', None)"}));
  EXPECT_EQ(errors(std::string(65537, 'a')),
            Errors({"(<HTTPStatus.URI_TOO_LONG: 414>, None, None)"}));
  EXPECT_EQ(errors("GET / HTTP/1.1\r\n" + std::string(65537, 'a')),
            Errors({"(<HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: 431>, 'Line too long', "
                    "'got more than 65536 bytes when reading header line')"}));
  EXPECT_EQ(errors("\r\n"), Errors());
}

TEST(BaseHttpRequestHandlerTest, LogLinesGoThroughLogMessage) {
  struct Quiet : Hello {
    using Hello::Hello;
    void log_message(const Value& format, std::span<const Value> args) override {
      formats.push_back(format.as_str().utf8());
      counts.push_back(args.size());
    }
    std::vector<std::string> formats;
    std::vector<std::size_t> counts;
  };
  Connection<Quiet> c("SPAM / HTTP/1.0\r\n\r\n");
  c.handler.handle();
  EXPECT_EQ(c.handler.formats, std::vector<std::string>({"code %d, message %s", "\"%s\" %s %s"}));
  EXPECT_EQ(c.handler.counts, std::vector<std::size_t>({2, 3}));
  EXPECT_TRUE(c.log.text().empty());
}

TEST(BaseHttpRequestHandlerTest, TheTextsOfAnAnswerCanBeReplaced) {
  struct Renamed : Hello {
    using Hello::Hello;
    Value address_string() override { return "there"; }
    Value log_date_time_string() override { return "then"; }
    Value version_string() override { return "mine"; }
    Value date_time_string(const Value& timestamp) override {
      return timestamp.is_none() ? "now" : "another time";
    }
  };
  Connection<Renamed> c("GET / HTTP/1.0\r\n\r\n");
  c.handler.handle();
  EXPECT_TRUE(c.output().starts_with("HTTP/1.1 200 OK\r\nServer: mine\r\nDate: now\r\n"));
  EXPECT_EQ(c.log.text(), "there - - [then] \"GET / HTTP/1.0\" 200 -\n");
}

// The log asks for the time, too, and would fail first.
struct Unlogged : Hello {
  using Hello::Hello;
  void log_message(const Value& /*format*/, std::span<const Value> /*args*/) override {}
};

struct Sparing final : Unlogged {
  explicit Sparing(const Environment& environment) : Unlogged(environment) {
    spare_calls<Sparing>();
  }
};

struct WithoutStatusLine : Unlogged {
  using Unlogged::Unlogged;
  void send_response_only(const Value& /*code*/, const Value& /*message*/) override {}
};

struct SparingWithoutStatusLine final : WithoutStatusLine {
  explicit SparingWithoutStatusLine(const Environment& environment)
      : WithoutStatusLine(environment) {
    spare_calls<SparingWithoutStatusLine>();
  }
};

// A response at a time, with the attributes that it is made of.
struct Response {
  double time = kTime;
  Value server_version = Value::literal(newest_profile().server_version);
  Value sys_version = Value::literal(newest_profile().sys_version);
  Value request_version = "HTTP/1.1";
  bool is_written = true;
  double step = 0;  // by which the clock goes on whenever it is asked
};

// What a handler writes for these responses, with the errors of those that fail.
template <typename Handler>
std::string heads(const std::vector<Response>& responses) {
  struct Moment final : Clock {
    double time() override { return std::exchange(seconds, seconds + step); }
    double seconds = 0;
    double step = 0;
  };
  Moment moment;
  MemoryReader rfile("");
  MemoryWriter wfile;
  NullLog log;
  Handler handler({rfile, wfile, moment, log, newest_profile()});
  handler.requestline = Value("");
  std::string errors;
  for (const Response& response : responses) {
    moment.seconds = response.time;
    moment.step = response.step;
    handler.server_version = response.server_version;
    handler.sys_version = response.sys_version;
    handler.request_version = response.request_version;
    try {
      handler.send_response(200);
      if (response.is_written) handler.end_headers();
    } catch (const PythonError& error) {
      errors += error.type(newest_profile()) + "\n";
    }
  }
  std::string all = errors;
  for (const std::string& write : wfile.writes()) all += write;
  return all;
}

// Each of them is sent twice.
std::vector<Response> many_responses() {
  std::vector<Response> responses;
  const auto add = [&](const Response& response) {
    responses.insert(responses.end(), 2, response);
  };
  const Response usual;
  for (const Value& version : {usual.server_version, Value("S/1"), Value("S/2"), Value("")}) {
    for (const double later : {0.0, 0.5, 0.98, 0.995, 1.0, 0.0, 3600.0, -1.0}) {
      add({.time = kTime + later, .server_version = version});
    }
  }
  for (std::size_t size = 40; size < 60; ++size) {
    add({.server_version = std::string(size, 'S')});
  }
  add({.time = kTime + 5, .step = 1});
  add({.time = kTime + 5, .server_version = "S/1", .step = 1});
  // One of the two versions is that of the class, the other is not.
  add(usual);
  add({.sys_version = "P/1"});
  add({.sys_version = ""});
  add(usual);
  add({.server_version = "S/1"});
  add({.server_version = usual.sys_version, .sys_version = usual.server_version});
  add({.server_version = "", .sys_version = usual.server_version});
  add({.server_version = usual.server_version, .sys_version = ""});
  add({.server_version = "", .sys_version = ""});
  add({.server_version = 5});
  add(usual);
  add({.request_version = "HTTP/0.9"});
  add(usual);
  // A time of which no date can be made, and then one that had been.
  constexpr double kNever = std::numeric_limits<double>::quiet_NaN();
  add({.time = kNever});
  add({.time = kNever, .server_version = "S/1"});
  add({.server_version = "S/1"});
  add({.time = kNever, .request_version = "HTTP/0.9"});
  // So many before one is written that the buffer has to grow.
  for (int i = 0; i < 40; ++i) add({.is_written = false});
  add(usual);
  return responses;
}

TEST(BaseHttpRequestHandlerTest, WhoSparesCallsAnswersAsAnyOther) {
  const std::vector<Response> responses = many_responses();
  EXPECT_EQ(heads<Sparing>(responses), heads<Unlogged>(responses));
}

TEST(BaseHttpRequestHandlerTest, WhoSparesCallsAnswersAsAnyOtherWithoutAStatusLine) {
  const std::vector<Response> responses = many_responses();
  EXPECT_EQ(heads<SparingWithoutStatusLine>(responses), heads<WithoutStatusLine>(responses));
}

TEST(BaseHttpRequestHandlerTest, WhatIsOverriddenIsNotSpared) {
  struct Renamed final : Hello {
    explicit Renamed(const Environment& environment) : Hello(environment) {
      spare_calls<Renamed>();
    }
    Value version_string() override { return Value(++calls); }
    int calls = 0;
  };
  Connection<Renamed> c("");
  c.handler.requestline = Value("");
  c.handler.request_version = Value("HTTP/1.1");
  c.handler.send_response(200);
  c.handler.send_response(200);
  EXPECT_EQ(c.handler.calls, 2);
}

TEST(BaseHttpRequestHandlerTest, ClassAttributesCanBeReplaced) {
  Connection<> c("SPAM / HTTP/1.0\r\n\r\n");
  c.handler.error_message_format = Value("%(code)d|%(message)s|%(explain)s");
  c.handler.error_content_type = Value("text/plain");
  c.handler.responses = Value::dict({{501, Value::tuple({"short", "<long>"})}});
  c.handler.MessageClass = Value::none();
  c.handler.handle();
  EXPECT_TRUE(contains(c.output(), "Content-Type: text/plain\r\nContent-Length: 44\r\n\r\n"));
  EXPECT_EQ(c.wfile.writes().back(), "501|Unsupported method ('SPAM')|&lt;long&gt;");
  EXPECT_EQ(type_name(c.handler.headers), "Message");
}

// What Python's attributes hold after an error that came before they were set.
TEST(BaseHttpRequestHandlerTest, AnEarlyErrorLeavesTheAttributesOfTheRequestBefore) {
  Connection<> c("GET /first HTTP/1.1\r\nA: b\r\n\r\n" + std::string(70000, 'a'));
  c.handler.handle();
  EXPECT_TRUE(contains(c.output(), "HTTP/1.1 414 URI Too Long\r\n"));
  EXPECT_EQ(c.handler.path.as_str(), "/first");
  EXPECT_EQ(c.handler.headers.as_message()->get("a").as_str(), "b");
  EXPECT_EQ(c.handler.requestline.as_str(), "");
  EXPECT_EQ(c.handler.command.as_str(), "");
  EXPECT_EQ(c.handler.request_version.as_str(), "");
}

TEST(BaseHttpRequestHandlerTest, ABadLineLeavesTheCommandUnset) {
  Connection<> c("GET /first HTTP/1.1\r\n\r\nnonsense\r\n");
  c.handler.handle();
  EXPECT_TRUE(c.handler.command.is_none());
  EXPECT_EQ(c.handler.path.as_str(), "/first");
  EXPECT_EQ(c.handler.request_version.as_str(), "HTTP/0.9");
}

TEST(BaseHttpRequestHandlerTest, HeadersThatAProgramKeepsAreNotReused) {
  struct Keeping : Hello {
    using Hello::Hello;
    void do_GET() override { kept.push_back(headers.as_message()); }
    std::vector<std::shared_ptr<HTTPMessage>> kept;
  };
  std::string requests;
  const std::string names = "abcdefgh";
  for (const char name : names) {
    // A fold takes the general parser, which has messages of its own.
    requests += std::string("GET / HTTP/1.1\r\nName: ") + name +
                (name < 'e' ? "\r\n\r\n" : "\r\n folded\r\n\r\n");
  }
  Connection<Keeping> c(requests);
  c.handler.handle();
  ASSERT_EQ(c.handler.kept.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    EXPECT_EQ(c.handler.kept[i]->get("name").as_str().latin1().front(), names[i]);
  }
}

TEST(BaseHttpRequestHandlerTest, AnEncodingErrorLeavesTheBufferAsItWas) {
  Connection<> c("GET / HTTP/1.1\r\n\r\n");
  const auto serve = [&] {
    c.handler.request_version = Value("HTTP/1.1");
    c.handler.send_header("A", "b");
    c.handler.send_header("C", Text::from_code_points(U"\u20ac"));
  };
  EXPECT_EQ(message_of<PythonError>(serve),
            "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 3: "
            "ordinal not in range(256)");
  EXPECT_EQ(c.handler.headers_buffer().joined(), "A: b\r\n");
}

TEST(BaseHttpRequestHandlerTest, SendHeaderDecidesWhetherTheConnectionStays) {
  Connection<> c("");
  c.handler.request_version = Value("HTTP/1.1");
  c.handler.close_connection = Value(false);
  c.handler.send_header("CONNECTION", "Close");
  EXPECT_TRUE(c.handler.close_connection.as_bool());
  c.handler.send_header("Connection", "keep-alive");
  EXPECT_FALSE(c.handler.close_connection.as_bool());
  c.handler.send_header("Connection", "close, x");
  c.handler.send_header("Connection2", "close");
  EXPECT_FALSE(c.handler.close_connection.as_bool());
}

TEST(BaseHttpRequestHandlerTest, WhatAMethodRaisesLeavesTheHandler) {
  struct Failing : Hello {
    using Hello::Hello;
    void do_GET() override { throw PythonError("ValueError", Text("no")); }
  };
  Connection<Failing> c("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.handle(); }), "ValueError: no");
  EXPECT_TRUE(c.wfile.flushes().empty());
}

TEST(BaseHttpRequestHandlerTest, ATimeOutIsLoggedAndEndsTheConnection) {
  Connection<> c("GET / HTTP/1.1\r\n");
  c.rfile.plan({16, PythonError("socket.timeout", Text("timed out"))});
  c.handler.handle();
  EXPECT_EQ(c.log.text(), kLogStart + "Request timed out: TimeoutError('timed out')\n");
  EXPECT_TRUE(c.handler.close_connection.as_bool());
  EXPECT_EQ(c.output(), "");
}

TEST(BaseHttpRequestHandlerTest, ABrokenStreamLeavesTheHandler) {
  Connection<> c("GET / HTTP/1.1\r\n\r\n");
  c.wfile.plan({0, PythonError("OSError", {Value(32), Value("Broken pipe")})});
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.handle(); }),
            "BrokenPipeError: [Errno 32] Broken pipe");
}

TEST(BaseHttpRequestHandlerTest, AnAttributeThatIsNotSetIsMissed) {
  Connection<> c("");
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.send_response_only(200); }),
            "AttributeError: 'BaseHTTPRequestHandler' object has no attribute 'request_version'");
  c.handler.request_version = Value("HTTP/1.1");
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.end_headers(); }),
            "AttributeError: 'BaseHTTPRequestHandler' object has no attribute '_headers_buffer'");
  c.handler.flush_headers();
  EXPECT_TRUE(c.wfile.writes().empty());
}

// Python cannot delete an attribute of the class through an instance; C++ can unset it.
TEST(BaseHttpRequestHandlerTest, AnAttributeOfTheClassThatIsUnsetIsMissedByItsName) {
  using Attribute = Value BaseHTTPRequestHandler::*;
  for (const auto& [name, attribute] : std::vector<std::pair<std::string, Attribute>>{
           {"server_version", &BaseHTTPRequestHandler::server_version},
           {"sys_version", &BaseHTTPRequestHandler::sys_version},
           {"error_message_format", &BaseHTTPRequestHandler::error_message_format},
           {"error_content_type", &BaseHTTPRequestHandler::error_content_type},
           {"protocol_version", &BaseHTTPRequestHandler::protocol_version},
           {"default_request_version", &BaseHTTPRequestHandler::default_request_version},
           {"responses", &BaseHTTPRequestHandler::responses},
           {"client_address", &BaseHTTPRequestHandler::client_address}}) {
    Connection<> c("SPAM / HTTP/1.1\r\n\r\n");
    c.handler.*attribute = Value();
    EXPECT_EQ(message_of<PythonError>([&] { c.handler.handle(); }),
              "AttributeError: 'BaseHTTPRequestHandler' object has no attribute '" + name + "'");
  }
  // A request of HTTP/1.0 asks for protocol_version only when it is to be kept alive.
  Connection<> kept("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  kept.handler.protocol_version = Value();
  EXPECT_EQ(message_of<PythonError>([&] { kept.handler.handle(); }),
            "AttributeError: 'BaseHTTPRequestHandler' object has no attribute 'protocol_version'");
  Connection<> c("");
  c.handler.request_version = Value("HTTP/1.1");
  c.handler.protocol_version = Value();
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.send_response_only(200); }),
            "AttributeError: 'BaseHTTPRequestHandler' object has no attribute 'protocol_version'");
  c.handler.responses = Value();
  EXPECT_EQ(message_of<PythonError>([&] { c.handler.send_response_only(200); }),
            "AttributeError: 'BaseHTTPRequestHandler' object has no attribute 'responses'");
}

TEST(BaseHttpRequestHandlerTest, ControlCharactersInALogLineAreEscapedFrom37On) {
  for (const auto& [version, logged] :
       {std::pair("3.6.15", "a\x1b\\\x80\n"), std::pair("3.7.16", "a\\x1b\\\\\\x80\n")}) {
    Connection<> c("", version);
    const Value args[] = {Value("a\x1b\\\x80")};
    c.handler.log_message("%s", args);
    EXPECT_EQ(c.log.text(), kLogStart + logged) << version;
  }
}

TEST(BaseHttpRequestHandlerTest, AMessageThatIsKeptIsNotUsedAgain) {
  Connection<> c("GET /1 HTTP/1.1\r\nA: first\r\n\r\nGET /2 HTTP/1.1\r\nA: second\r\n\r\n");
  c.handler.handle_one_request();
  const Value kept = c.handler.headers;
  c.handler.handle_one_request();
  EXPECT_EQ(kept.as_message()->get("a").as_str(), "first");
  EXPECT_EQ(c.handler.headers.as_message()->get("a").as_str(), "second");
}

// log_message that does what it should not, and one that looks at what it was given after that.
class Meddling final : public Hello {
 public:
  using Hello::Hello;
  void log_message(const Value& /*format*/, std::span<const Value> args) override {
    requestline = Value(std::string(200, 'x'));
    if (depth_++ == 0) log_request(500, "nested");
    seen.push_back(repr(Value::tuple({args.begin(), args.end()}), profile()));
  }
  std::vector<Text> seen;

 private:
  int depth_ = 0;
};

TEST(BaseHttpRequestHandlerTest, WhatLogMessageIsGivenStaysWhatItIs) {
  Connection<Meddling> c("GET /" + std::string(100, 'a') +
                         " HTTP/1.1\r\nConnection: close\r\n\r\n");
  c.handler.handle();
  ASSERT_EQ(c.handler.seen.size(), 2U);
  EXPECT_EQ(c.handler.seen[0], "('" + std::string(200, 'x') + "', '500', 'nested')");
  EXPECT_EQ(c.handler.seen[1], "('GET /" + std::string(100, 'a') + " HTTP/1.1', '200', '-')");
}

TEST(BaseHttpRequestHandlerTest, ALogThatNobodyReadsIsAskedForItsPartsAllTheSame) {
  const std::string bytes = "GET / HTTP/1.1\r\n\r\n";
  MemoryReader rfile(bytes);
  MemoryWriter wfile;
  FixedClock clock(kTime);
  NullLog log;
  Hello handler({rfile, wfile, clock, log, newest_profile()});
  handler.client_address = Value();
  EXPECT_THROW(handler.handle(), PythonError);
  EXPECT_TRUE(wfile.writes().empty());
}

// A reader that shows nothing of what it holds.
class Hidden final : public ByteReader {
 public:
  explicit Hidden(std::string_view bytes) : reader_(bytes) {}
  std::string_view readline(std::size_t limit) override { return reader_.readline(limit); }
  std::string_view read(std::size_t count) override { return reader_.read(count); }

 private:
  MemoryReader reader_;
};

TEST(BaseHttpRequestHandlerTest, AReaderThatShowsNothingGivesTheSameRequest) {
  const std::string bytes =
      "GET / HTTP/1.1\r\nHost: x\r\nA:  b \r\nExpect: 100-continue\r\nConnection: close\r\n\r\n";
  for (const Profile* profile : all_profiles()) {
    FixedClock clock(kTime);
    MemoryLog log;
    MemoryWriter shown_out;
    MemoryReader shown_in(bytes);
    Hello shown({shown_in, shown_out, clock, log, *profile});
    shown.handle();
    MemoryWriter hidden_out;
    Hidden hidden_in(bytes);
    Hello hidden({hidden_in, hidden_out, clock, log, *profile});
    hidden.handle();
    EXPECT_EQ(shown_out.writes(), hidden_out.writes());
    EXPECT_EQ(repr(shown.headers.as_message()->items(), *profile),
              repr(hidden.headers.as_message()->items(), *profile));
  }
}

}  // namespace
}  // namespace basehttp
