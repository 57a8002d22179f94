// send_error, given any message, explanation and format, either raises one of Python's exceptions
// before it wrote anything, or writes a body that is as long as its header says; and no character
// of a message becomes markup.
//
// The data: message, explain, error_message_format (empty: the library's), a list with the code
// and the method ([404, "GET"]), and a letter for the profile; a NUL between them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "basehttp/base_http_request_handler.h"
#include "basehttp/memory_streams.h"
#include "fuzz/case_input.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_parts.h"
#include "fuzz/response_check.h"

namespace basehttp::fuzz {
namespace {

constexpr std::string_view kProtocol = "HTTP/1.1";

Value argument(const FuzzParts& input, std::size_t part) {
  return input.part(part).empty() ? Value::none() : Value(input.text(part));
}

bool is_one_line(const Value& text) {
  if (!text.is_str()) return true;
  for (std::size_t i = 0; i < text.as_str().size(); ++i) {
    const char32_t c = text.as_str()[i];
    if (c < U' ' || c == 0x7F) return false;
  }
  return true;
}

std::size_t brackets(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '<'));
}

// Counted where no conversion can show a `<` of its own making.
void check_escaping(const BaseHTTPRequestHandler& handler, std::string_view body) {
  const Text& format = handler.error_message_format.as_str();
  if (body.empty() || !(format == handler.profile().error_message_format)) return;
  FUZZ_CHECK(brackets(body) == brackets(format.latin1()), "markup: " + std::string(body));
}

void check_written(const MemoryWriter& wfile, const BaseHTTPRequestHandler& handler,
                   const Value& message, bool has_status) {
  FUZZ_CHECK(!wfile.writes().empty() && wfile.writes().size() <= 2, "neither head nor body");
  const std::string& head = wfile.writes()[0];
  const std::string body = wfile.writes().size() == 2 ? wfile.writes()[1] : std::string();
  const bool is_head = handler.command.as_str() == "HEAD";
  FUZZ_CHECK(!is_head || body.empty(), "a body for HEAD");
  // A message of two lines, and a code that is no status, are the caller's own doing.
  if (has_status && is_one_line(message)) check_responses(head + body, kProtocol, is_head);
  if (!is_head)
    FUZZ_CHECK(body.empty() || head.find("\r\nContent-Length: " + std::to_string(body.size()) +
                                         "\r\n") != std::string::npos,
               "the length is not " + std::to_string(body.size()) + ": " + head);
  check_escaping(handler, body);
}

bool is_of_python(std::string_view type) {
  constexpr std::string_view kTypes[] = {"AttributeError", "KeyError",           "OverflowError",
                                         "TypeError",      "UnicodeEncodeError", "ValueError"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

void check(const FuzzParts& input) {
  if (asks_for_much(input.part(2))) return;
  MemoryReader rfile("");
  MemoryWriter wfile;
  FixedClock clock(784111777.0);
  NullLog log;
  BaseHTTPRequestHandler handler({rfile, wfile, clock, log, input.profile()});
  handler.client_address = Value::tuple({"127.0.0.1", 54321});
  handler.protocol_version = Value(kProtocol);
  handler.request_version = Value(kProtocol);
  handler.requestline = Value("GET / HTTP/1.1");
  handler.command = Value("GET");
  Value code(404);
  if (const Value list = input.value(3); list.kind() == Value::Kind::kList) {
    if (!list.items().empty()) code = list.items()[0];
    if (list.items().size() > 1 && list.items()[1].is_str()) handler.command = list.items()[1];
  }
  if (!input.part(2).empty()) handler.error_message_format = Value(input.text(2));
  const Value message = argument(input, 0);
  try {
    handler.send_error(code, message, argument(input, 1));
  } catch (const PythonError& error) {
    FUZZ_CHECK(is_of_python(error.raised_as()), error.what());
    FUZZ_CHECK(wfile.writes().empty(), "half an answer");
    return;
  }
  if (!code.is_integer()) return;
  const double number = code.integer().to_double().value_or(0);
  check_written(wfile, handler, message, number >= 100 && number <= 999);
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::check({data, size});
  return 0;
}
