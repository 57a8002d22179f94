// Whatever bytes a connection brings, serving it ends, each request takes the bytes behind the one
// before it and no others, and every answer is one well-formed response (RFC 9112), unless it
// answers HTTP/0.9.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "basehttp/base_http_request_handler.h"
#include "basehttp/memory_streams.h"
#include "basehttp/unsupported.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_faults.h"
#include "fuzz/fuzz_input.h"
#include "fuzz/response_check.h"

namespace basehttp::fuzz {
namespace {

class Sink final : public ByteWriter {
 public:
  explicit Sink(const FuzzInput& input) : input_(input) {}

  void write(std::string_view more) override {
    if (input_.write_fault() != PlannedFault::kNone && calls_++ >= input_.write_fault_at()) {
      failed = true;
      throw write_error(input_.write_fault());
    }
    bytes.append(more);
  }
  void flush() override {}

  std::string bytes;
  bool failed = false;

 private:
  const FuzzInput& input_;
  std::size_t calls_ = 0;
};

// What readline gives at `position`.
std::string_view line_of(std::string_view stream, std::size_t position) {
  const std::string_view rest = stream.substr(position, kMaxRequestLine + 1);
  return rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
}

std::size_t end_of_headers(std::string_view stream, std::size_t position) {
  for (;;) {
    const std::string_view line = line_of(stream, position);
    position += line.size();
    if (line.empty() || line == "\n" || line == "\r\n") return position;
  }
}

class Handler final : public BaseHTTPRequestHandler {
 public:
  Handler(const Environment& environment, const FuzzInput& input, MemoryReader& reader, Sink& sink)
      : BaseHTTPRequestHandler(environment), input_(input), reader_(reader), sink_(sink) {
    spare_calls<Handler>();
    protocol_version.assign_str(input.protocol_version());
    default_request_version.assign_str(input.default_request_version());
    client_address = Value::tuple({"127.0.0.1", 54321});
    for (const char* method : {"GET", "HEAD", "POST"}) add_method(method, [this] { answer(); });
  }

  void handle_one_request() override {
    begin_ = reader_.position();
    sink_.bytes.clear();
    BaseHTTPRequestHandler::handle_one_request();
    FUZZ_CHECK(reader_.position() > begin_ || truth(close_connection), "no byte, and not the end");
    FUZZ_CHECK(reader_.position() <= input_.stream().size(), "read beyond the end");
    // A stall may have cut the answer short.
    if (input_.read_fault() != PlannedFault::kNone || sink_.failed) return;
    FUZZ_CHECK(raw_requestline.as_bytes() == line_of(input_.stream(), begin_), "another line");
    const bool is_http09 = request_version.is_str() && request_version.as_str() == "HTTP/0.9";
    if (is_http09 || raw_requestline.as_bytes().empty()) return;
    const bool is_head = command.is_str() && command.as_str() == "HEAD";
    check_responses(sink_.bytes, input_.protocol_version(), is_head);
  }

 private:
  void answer() {
    const std::size_t line_end = begin_ + raw_requestline.as_bytes().size();
    const bool has_headers = headers.kind() == Value::Kind::kMessage;
    FUZZ_CHECK(
        reader_.position() == (has_headers ? end_of_headers(input_.stream(), line_end) : line_end),
        "the headers end elsewhere");
    const std::string body = command.as_str() == "POST" ? read_body() : std::string();
    const std::uint8_t choice = input_.choice(Choice::kMethods);
    if (choice % 4U == 3) return send_error(Value(404 + choice / 4 % 4));
    send_response(Value(200));
    if (choice % 4U == 1) send_header(Value("Connection"), Value("keep-alive"));
    if (choice % 4U == 2) send_header(Value("Connection"), Value("close"));
    send_header(Value("Content-Length"), Value(static_cast<std::int64_t>(body.size())));
    end_headers();
    if (command.as_str() != "HEAD") wfile().write(body);
  }

  // A body of up to 999 bytes, as announced.
  std::string read_body() {
    if (headers.kind() != Value::Kind::kMessage) return {};
    const Value* length = headers.as_message()->find("content-length");
    if (length == nullptr || !length->is_str() || !length->as_str().is_latin1()) return {};
    const std::string_view digits = length->as_str().latin1();
    if (digits.empty() || digits.size() > 3 ||
        digits.find_first_not_of("0123456789") != std::string_view::npos)
      return {};
    const std::size_t begin = reader_.position();
    std::string body(rfile().read(std::stoul(std::string(digits))));
    FUZZ_CHECK(body == input_.stream().substr(begin, body.size()), "another body");
    return body;
  }

  const FuzzInput& input_;
  MemoryReader& reader_;
  Sink& sink_;
  std::size_t begin_ = 0;
};

void serve(const FuzzInput& input) {
  MemoryReader reader(input.stream());
  if (input.read_fault() != PlannedFault::kNone)
    reader.plan({input.read_fault_at(), read_error(input.read_fault())});
  Sink sink(input);
  FixedClock clock(784111777.0);
  NullLog log;
  Handler handler({reader, sink, clock, log, input.profile()}, input, reader, sink);
  try {
    handler.handle();
  } catch (const Unsupported&) {
    // A codec that the reference does not know.
  } catch (const PythonError& error) {
    FUZZ_CHECK(may_escape(error, input), std::string(error.raised_as()) + " escaped");
  }
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::serve({data, size});
  return 0;
}
