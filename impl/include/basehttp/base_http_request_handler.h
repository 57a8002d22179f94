// http.server.BaseHTTPRequestHandler, with the names of Python's documentation.
//
//   class Hello : public basehttp::BaseHTTPRequestHandler {
//    public:
//     explicit Hello(const basehttp::Environment& environment)
//         : BaseHTTPRequestHandler(environment) {
//       add_method("GET", [this] { do_GET(); });
//     }
//     void do_GET() {
//       send_response(200);
//       send_header("Content-Length", "5");
//       end_headers();
//       wfile().write("hello");
//     }
//   };
//
// A class that is final and says `spare_calls<Hello>()` when it is made answers faster.
//
// A handler serves one connection.  It owns what it read and what it has not
// yet written; streams, clock and log belong to the caller and outlive it.
// Every method may throw PythonError: what Python reports by raising.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "basehttp/clock.h"
#include "basehttp/date_time.h"
#include "basehttp/http_message.h"
#include "basehttp/log.h"
#include "basehttp/profile.h"
#include "basehttp/python_error.h"
#include "basehttp/request_line.h"
#include "basehttp/response_buffer.h"
#include "basehttp/server_and_date.h"
#include "basehttp/streams.h"
#include "basehttp/value.h"

namespace basehttp {

class ErrorPage;

// What a handler needs from outside.  All of it outlives the handler.
struct Environment {
  ByteReader& rfile;
  ByteWriter& wfile;
  Clock& clock;
  Log& log;
  const Profile& profile;
};

class BaseHTTPRequestHandler {
 public:
  explicit BaseHTTPRequestHandler(const Environment& environment);
  virtual ~BaseHTTPRequestHandler() = default;
  BaseHTTPRequestHandler(const BaseHTTPRequestHandler&) = delete;
  BaseHTTPRequestHandler& operator=(const BaseHTTPRequestHandler&) = delete;

  // -- instance variables; unset until something sets them --
  Value client_address;    // (host, port)
  Value close_connection;  // true value: no further request is read
  Value requestline;       // without its line end
  Value command;           // None until a request line has been accepted
  Value path;
  Value request_version;
  // An HTTPMessage; a dict for HTTP/0.9 from 3.14 on.  The message is used again for
  // the next request unless somebody else shares it by then.
  Value headers;
  Value raw_requestline;  // bytes

  // -- class attributes --
  Value server_version;
  Value sys_version;
  Value error_message_format;
  Value error_content_type;
  Value protocol_version;
  Value default_request_version;
  Value responses;     // dict: code to (short, long)
  Value monthname;     // list of names for the log, the first one unused
  Value MessageClass;  // http.client.HTTPMessage; None stands for email.message.Message

  [[nodiscard]] ByteReader& rfile() const noexcept { return environment_.rfile; }
  [[nodiscard]] ByteWriter& wfile() const noexcept { return environment_.wfile; }
  [[nodiscard]] const Profile& profile() const noexcept { return environment_.profile; }

  // A request SPAM calls the function registered for "SPAM", without arguments.
  void add_method(std::string_view command_name, std::function<void()> do_method);

  // -- the connection --
  // One handle_one_request, then more while close_connection is false.
  virtual void handle();
  // Reads, parses and dispatches one request.  A time-out is logged and ends
  // the connection; every other exception leaves.
  virtual void handle_one_request();
  // From raw_requestline to command, path, request_version, headers.  False:
  // the request ends here, an answer has been sent where one is due.
  virtual bool parse_request();
  // Answers `Expect: 100-continue`; false: do not call the method.
  virtual bool handle_expect_100();

  // -- responses --
  // Status line, headers and body; logs twice.  None for message and explain
  // stands for the texts in `responses`.
  virtual void send_error(const Value& code, const Value& message = kNoneValue,
                          const Value& explain = kNoneValue);
  // Logs, then buffers the status line, Server and Date.
  virtual void send_response(const Value& code, const Value& message = kNoneValue);
  // Buffers the status line.
  virtual void send_response_only(const Value& code, const Value& message = kNoneValue);
  // Buffers `keyword: value`; `Connection: close` and `keep-alive` set
  // close_connection.
  virtual void send_header(const Value& keyword, const Value& value);
  // Buffers the blank line and writes the buffer.
  virtual void end_headers();
  // Writes the buffer in one call, even when it is empty.
  virtual void flush_headers();

  // -- log --
  virtual void log_request(const Value& code = Value("-"), const Value& size = Value("-"));
  virtual void log_error(const Value& format, std::span<const Value> args);
  virtual void log_message(const Value& format, std::span<const Value> args);

  // -- texts --
  virtual Value version_string();
  // None: now.
  virtual Value date_time_string(const Value& timestamp = kNoneValue);
  virtual Value log_date_time_string();
  virtual Value address_string();

  // Python's private attribute of that name.
  [[nodiscard]] ResponseBuffer& headers_buffer() noexcept { return headers_buffer_; }
  [[nodiscard]] const ResponseBuffer& headers_buffer() const noexcept { return headers_buffer_; }

 protected:
  // type(self).__name__, for the text of an AttributeError.
  [[nodiscard]] virtual std::string_view class_name() const { return "BaseHTTPRequestHandler"; }
  // Calls self.do_COMMAND; false: there is none.  The method may change the attribute
  // that `command_name` refers to.
  [[nodiscard]] virtual bool call_method(const Text& command_name);

  // For the constructor of a class that nobody can derive from: spares send_response the calls that
  // it makes for `Server` and `Date` if `Handler` overrides none of them, and what they gave last
  // holds.
  template <typename Handler>
  void spare_calls() noexcept {
    static_assert(std::is_final_v<Handler>, "who derives from it could override them");
    spare_calls(std::is_same_v<decltype(&Handler::send_header),
                               decltype(&BaseHTTPRequestHandler::send_header)> &&
                std::is_same_v<decltype(&Handler::version_string),
                               decltype(&BaseHTTPRequestHandler::version_string)> &&
                std::is_same_v<decltype(&Handler::date_time_string),
                               decltype(&BaseHTTPRequestHandler::date_time_string)>);
  }
  // The same for a class that knows only at run time whether they do what they do here.
  void spare_calls(bool spared) noexcept { spares_calls_ = spared; }

  [[nodiscard]] const Environment& environment() const noexcept { return environment_; }
  // The value of an attribute; AttributeError when it is unset.
  [[nodiscard]] const Value& required(const Value& attribute, std::string_view name) const {
    if (attribute.is_unset()) raise_unset(name);
    return attribute;
  }

 private:
  [[noreturn]] void raise_unset(std::string_view name) const;

  // What 3.15 keeps from log_request until the next log_message: `_log_request_info`.
  struct LogRequestInfo {
    bool is_set = false;
    Value code;
    Value size;
  };

  void send_http_error(int status, const Value& message = kNoneValue,
                       const Value& explain = kNoneValue);
  // The message being `what`, repr(shown) and a parenthesis.
  void send_described_error(int status, std::string_view what, const Text& shown);
  // Logs a time-out and ends the connection.
  [[gnu::cold]] void heed_timeout(const PythonError& error);
  // call_method for any name.
  [[gnu::noinline]] bool call_odd_method(const Text& command_name);
  // "do_" + command, of what is no str.
  [[gnu::cold]] void raise_no_method_name() const;
  void refuse_long_line();
  void refuse_method();
  // What parse_request does in turn.  The attributes as they are before anything is known.
  void start_request();
  // Sets requestline, and returns the same bytes in raw_requestline.
  [[gnu::always_inline]] std::string_view take_request_line();
  // Sets what a line says that no profile reads in another way, where nothing else can be wrong;
  // false, and nothing done, for any other line.
  [[nodiscard, gnu::always_inline]] bool take_usual_request(std::string_view line);
  // What follows from any line, without its line end; false when the request ends here.
  [[gnu::noinline]] bool heed_request_line(std::string_view text);
  // Answers a line that is no request, leaving request_version as the profile has it.
  void refuse_request_line(const RequestLine& line);
  // Fills `headers` and heeds it; false when the request is refused.  A block that rfile
  // shows in one piece and that a scan proves to be an ordinary one is taken where it lies.
  bool read_headers();
  // Sets headers to a message that nobody else has, and returns it.
  [[gnu::noinline]] HTTPMessage& make_own_message();
  // read_headers for any block: line by line, and with the whole of email.parser.
  bool read_any_headers();
  // What the first such field brings about; false: the method is not to be called.
  void heed_connection(std::optional<bool> closes);
  bool heed_expect(const Value& expect);
  // Sends `Server` and `Date` as send_response does.
  [[gnu::noinline]] void send_server_and_date();
  // The same without a call that could be overridden.
  [[gnu::noinline]] void send_spared_server_and_date();
  // The same at a time, for versions that are narrow texts.
  [[gnu::noinline]] void send_server_and_date_at(double now);
  [[gnu::noinline]] void renew_server_and_date(double now);
  // Formats a line of any values and buffers it.
  [[gnu::cold]] void buffer_line(const char* format,
                                 std::initializer_list<std::reference_wrapper<const Value>> args);
  // send_response_only and send_header for narrow texts of any length, also where the buffer has
  // to grow.
  void buffer_long_status_line(std::string_view protocol, std::int64_t code,
                               std::string_view phrase);
  void send_long_header(const Text& keyword, const Text& value);
  // The same for anything.
  [[gnu::cold]] void send_any_response_only(const Value& code, const Value& message);
  [[gnu::cold]] void send_any_header(const Value& keyword, const Value& value);
  // What a header brings about when it is sent, and `Connection: value` of them.
  void heed_sent_header(const Value& keyword, const Value& value);
  void heed_sent_connection(const Value& value);
  [[nodiscard]] bool is_http09() const {
    if (request_version.is_str()) return request_version.as_str().equals_ascii("HTTP/0.9");
    (void)required(request_version, "request_version");
    return false;
  }
  // responses[code], unpacked; ??? twice for an unknown code.
  [[nodiscard]] std::pair<Value, Value> texts_of(const Value& code) const;
  // Sets `phrase` to responses[code][0]; false, and nothing done, when something about the table or
  // the code is odd.  The pointer lives until the table changes.
  [[nodiscard]] bool find_phrase(std::int64_t code, const Value*& phrase) const;
  // The same for anything, empty for an unknown code.
  [[nodiscard, gnu::cold]] Value any_phrase_of(const Value& code) const;
  // version_string of what is no narrow str.
  [[nodiscard, gnu::cold]] Value odd_version_string();
  // log_request of an HTTPStatus, and what 3.15 notes in it.
  [[gnu::noinline]] void log_status(Status status, const Value& size);
  [[gnu::noinline]] void keep_log_request_info(const Value& code, const Value& size);
  // The second and the third argument of a log line.
  [[gnu::noinline]] void set_log_request_args(const Value& code, const Value& size);
  // log_request called from within log_message, where the arguments that are kept are taken.
  [[gnu::cold]] void log_request_within(const Value& code, const Value& size);
  // log_message where something may be raised on the way, or a text is wide.
  void log_any_message(const Value& format, std::span<const Value> args);
  Text format_with(const char* format, std::initializer_list<Value> args) const;

  Environment environment_;
  const ErrorPage* error_page_;
  LogRequestInfo log_request_info_;
  std::vector<std::pair<Text, std::function<void()>>> methods_;
  ResponseBuffer headers_buffer_;
  DateCache dates_;
  ServerAndDate server_and_date_;
  bool spares_calls_ = false;

  // Storage to reuse.
  std::string block_;                          // the header block being read
  const HTTPMessage* own_message_ = nullptr;   // the one in `headers`, if that was made here
  std::shared_ptr<HTTPMessage> next_message_;  // the one before
  Text error_message_;
  Text error_body_;  // bytes
  Text log_message_;
  Text log_line_;
  Value log_request_args_[3];
  bool log_request_args_taken_ = false;
  static constexpr std::int64_t kNoCode = -1;
  std::int64_t logged_code_ = kNoCode;  // of which the second of them is the str, the third "-"
};

}  // namespace basehttp
