// What a handler answers to any bytes is read back by two strict readers that share no code with
// it, http_parser and the harness's own: both find one response for each request, with the status,
// the fields and the content that were sent.
#include <http_parser.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/base_http_request_handler.h"
#include "basehttp/memory_streams.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/response_reader.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_faults.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {
namespace {

using conformance::Response;

// One response at a time, pushed by the parser's callbacks.
class Parser {
 public:
  Parser() {
    http_parser_init(&parser_, HTTP_RESPONSE);
    http_parser_settings_init(&settings_);
    parser_.data = this;
    settings_.on_message_begin = [](http_parser* parser) {
      self(parser).responses.emplace_back();
      return 0;
    };
    settings_.on_header_field = [](http_parser* parser, const char* at, std::size_t size) {
      auto& fields = self(parser).responses.back().fields;
      if (std::exchange(self(parser).in_value_, false) || fields.empty()) fields.emplace_back();
      fields.back().first.append(at, size);
      return 0;
    };
    settings_.on_header_value = [](http_parser* parser, const char* at, std::size_t size) {
      self(parser).in_value_ = true;
      self(parser).responses.back().fields.back().second.append(at, size);
      return 0;
    };
    settings_.on_headers_complete = [](http_parser* parser) {
      self(parser).in_value_ = false;
      self(parser).responses.back().status = static_cast<int>(parser->status_code);
      return self(parser).is_head ? 1 : 0;  // 1: there is no content
    };
    settings_.on_body = [](http_parser* parser, const char* at, std::size_t size) {
      self(parser).responses.back().body.append(at, size);
      return 0;
    };
    settings_.on_message_complete = [](http_parser* parser) {
      if (parser->status_code >= 200) ++self(parser).complete;
      return 0;
    };
  }

  void read(std::string_view bytes) {
    const std::size_t size = http_parser_execute(&parser_, &settings_, bytes.data(), bytes.size());
    FUZZ_CHECK(size == bytes.size() && HTTP_PARSER_ERRNO(&parser_) == HPE_OK,
               std::string(http_errno_description(HTTP_PARSER_ERRNO(&parser_))) + ": " +
                   conformance::escape_bytes(bytes));
  }

  std::vector<Response> responses;
  std::size_t complete = 0;
  bool is_head = false;

 private:
  static Parser& self(http_parser* parser) { return *static_cast<Parser*>(parser->data); }

  http_parser parser_{};
  http_parser_settings settings_{};
  bool in_value_ = false;
};

class Handler final : public BaseHTTPRequestHandler {
 public:
  Handler(const Environment& environment, const MemoryWriter& sent, std::uint8_t choice)
      : BaseHTTPRequestHandler(environment), sent_(sent), choice_(choice) {
    spare_calls<Handler>();
    client_address = Value::tuple({"127.0.0.1", 54321});
    for (const char* method : {"GET", "HEAD", "POST"}) add_method(method, [this] { answer(); });
  }

  void handle_one_request() override {
    const std::size_t before = sent_.writes().size();
    BaseHTTPRequestHandler::handle_one_request();
    if (sent_.writes().size() == before) return;
    // An answer without a head ends the connection.
    if (request_version.as_str() == "HTTP/0.9") return;
    std::string bytes;
    for (std::size_t i = before; i < sent_.writes().size(); ++i) bytes += sent_.writes()[i];
    const std::string method(command.is_str() ? command.as_str().latin1() : "");
    check_readers(bytes, method);
  }

 private:
  void answer() {
    constexpr int kCodes[] = {200, 201, 204, 304, 404, 500, 599, 302};
    const int code = kCodes[choice_ % 8];
    if (choice_ % 64 >= 48) return send_error(Value(code), reason());
    const std::string content =
        code == 204 || code == 304 ? "" : std::string(path.as_str().latin1());
    send_response(Value(code));
    if (choice_ % 3 == 1) send_header(Value("Connection"), Value("keep-alive"));
    if (choice_ % 3 == 2) send_header(Value("Connection"), Value("close"));
    send_header(Value("X-Number"), Value(choice_));
    send_header(Value("Content-Length"), Value(static_cast<std::int64_t>(content.size())));
    end_headers();
    if (command.as_str() != "HEAD") wfile().write(content);
  }

  // Some of the path, unless it holds what may stand in no status line.
  Value reason() const {
    const Text start = path.as_str().substr(1, 20);
    for (const char c : start.latin1())
      if ((c >= 0 && c < ' ') || c == 0x7F) return Value::none();
    return Value(start);
  }

  void check_readers(const std::string& bytes, const std::string& method) {
    const auto own = conformance::read_responses(bytes, {method});
    const std::size_t known = parser_.responses.size();
    parser_.is_head = method == "HEAD";
    parser_.read(bytes);
    FUZZ_CHECK(parser_.complete == ++answered_, "not one response for each request: " + bytes);
    FUZZ_CHECK(parser_.responses.size() - known == own.size(), "another count: " + bytes);
    for (std::size_t i = 0; i < own.size(); ++i) {
      const Response& other = parser_.responses[known + i];
      FUZZ_CHECK(own[i].status == other.status && own[i].fields == other.fields &&
                     own[i].body == other.body,
                 "the readers differ: " + bytes);
    }
  }

  const MemoryWriter& sent_;
  std::uint8_t choice_;
  Parser parser_;
  std::size_t answered_ = 0;
};

void serve(const FuzzInput& input) {
  MemoryReader rfile(input.stream());
  MemoryWriter wfile;
  FixedClock clock(784111777.0);
  NullLog log;
  Handler handler({rfile, wfile, clock, log, input.profile()}, wfile,
                  input.choice(Choice::kMethods));
  if (input.choice(Choice::kProtocolVersion) % 4U != 3)
    handler.protocol_version = Value("HTTP/1.1");
  try {
    handler.handle();
  } catch (const Unsupported&) {
    // A codec that the reference does not know.
  } catch (const PythonError& error) {
    FUZZ_CHECK(may_escape(error, input), error.what());
  } catch (const conformance::ResponseError& error) {
    FUZZ_CHECK(false, error.what());
  }
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::serve({data, size});
  return 0;
}
