#include "fuzz/differential/connection_case.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/harness/case_loader.h"

namespace basehttp::fuzz {
namespace {

using conformance::Case;
using conformance::SharedProgram;

// What the methods do, as the `program` of a case; the first is what a handler usually does.
constexpr std::string_view kPrograms[] = {
    R"({"GET": [["send_response", 200], ["send_header", "Content-Length", "2"], ["end_headers"],
                ["write", "ok"]],
        "HEAD": [["send_response", 200], ["end_headers"]],
        "POST": [["read_body"], ["send_response", 201], ["end_headers"], ["echo_body"]]})",
    R"({})",
    R"({"GET": [["send_error", 404]], "HEAD": [["send_error", 404]],
        "POST": [["read_body"], ["send_error", 400, "No", "<why>"]],
        "PUT": [["send_error", 304]]})",
    R"({"GET": [["send_response", 200], ["send_header", "Connection", "keep-alive"],
                ["send_header", "Content-Length", "0"], ["end_headers"]],
        "HEAD": [["send_response", 200], ["send_header", "Connection", "close"], ["end_headers"]],
        "POST": [["read_body"], ["send_response_only", 204], ["end_headers"]]})",
    R"({"GET": [["echo_headers"], ["header_len"], ["header_keys"], ["header_contains", "host"]],
        "HEAD": [["header_get", "Host"], ["header_call", "get_all", "Cookie"]],
        "POST": [["header_call", "items"], ["header_call", "values"], ["read_body"],
                 ["echo_body"]]})",
    R"({"GET": [["try", [["header_call", "get_content_type"]]],
                ["try", [["header_call", "get_content_charset"]]],
                ["try", [["header_call", "get_params"]]],
                ["try", [["header_call", "get_boundary"]]],
                ["try", [["header_call", "get_filename"]]]],
        "POST": [["try", [["header_call", "get_param", "charset"]]],
                 ["try", [["header_call", "get_params", null, "content-disposition"]]],
                 ["try", [["header_call", "get_content_disposition"]]],
                 ["try", [["header_call", "get_charsets"]]]]})",
    R"({"GET": [["try", [["header_call", "is_multipart"]]],
                ["try", [["header_call", "get_payload"]]],
                ["try", [["header_call", "get_payload", {"$kw": {"decode": true}}]]],
                ["try", [["header_call", "as_string"]]]],
        "POST": [["try", [["header_call", "add_header", "X", "y", {"$kw": {"z": "\u00e9"}}]]],
                 ["try", [["header_call", "replace_header", "Host", "other"]]],
                 ["try", [["header_call", "set_param", "charset", "utf-8"]]],
                 ["header_call", "items"]]})",
    R"({"GET": [["send_response", 200], ["end_headers"]],
        "POST": [["read_body"], ["send_response", 200], ["end_headers"], ["echo_body"]],
        "handle_expect_100": [["send_error", 417], ["return", false]]})",
    R"({"GET": [["get", "requestline"], ["get", "command"], ["get", "path"],
                ["get", "request_version"], ["get", "close_connection"], ["get", "raw_requestline"]],
        "POST": [["call", "address_string"], ["call", "version_string"],
                 ["call", "date_time_string"], ["readline", 20], ["echo_body"], ["read", 5],
                 ["echo_body"], ["flush"]]})",
    R"({"GET": [["send_response", 200, "Fine"], ["send_header", "A", "1"], ["flush_headers"],
                ["send_header", "B", "2"]],
        "HEAD": [["log_request", 200, 5], ["log_error", "bad %s", "thing"],
                 ["set", "close_connection", false]],
        "POST": [["raise", "ValueError", "planned"]]})",
};

SharedProgram read_program(std::string_view text) {
  conformance::JsonDocument document;
  std::string json = R"({"id": "fuzz", "rfile": "", "program": )";
  json.append(text).push_back('}');
  SharedProgram program = conformance::read_case_unhashed(document.parse(json), json).program;
  return program && program->methods.empty() ? SharedProgram() : program;
}

// A case for each program, with all that an input does not choose.
std::vector<Case> make_cases() {
  std::vector<Case> cases;
  for (const std::string_view text : kPrograms) {
    Case one;
    one.id = "fuzz";
    // The library's own words differ from release to release.
    one.server_version = Value("S/1");
    one.sys_version = Value("Python/3");
    one.program = read_program(text);
    cases.push_back(std::move(one));
  }
  return cases;
}

void plan(PlannedFault fault, std::size_t at, std::optional<std::int64_t>& timeout_at,
          std::optional<std::int64_t>& error_at, Case& one) {
  if (fault == PlannedFault::kNone) return;
  (fault == PlannedFault::kError ? error_at : timeout_at) = static_cast<std::int64_t>(at);
  if (fault == PlannedFault::kEtimedout) one.timeout_kind = Case::TimeoutKind::kEtimedout;
}

}  // namespace

const Case& case_of(const FuzzInput& input) {
  static std::vector<Case>& cases = *new std::vector<Case>(make_cases());
  Case& one = cases[input.choice(Choice::kMethods) % cases.size()];
  // Of its own size, which the block of the case before is not.
  one.rfile = std::string(input.stream());
  one.protocol_version = Value(input.protocol_version());
  one.default_request_version = Value(input.default_request_version());
  one.rfile_timeout_at.reset();
  one.rfile_error_at.reset();
  one.wfile_timeout_at.reset();
  one.wfile_error_at.reset();
  one.timeout_kind = Case::TimeoutKind::kSocket;
  plan(input.read_fault(), input.read_fault_at(), one.rfile_timeout_at, one.rfile_error_at, one);
  plan(input.write_fault(), input.write_fault_at(), one.wfile_timeout_at, one.wfile_error_at, one);
  return one;
}

}  // namespace basehttp::fuzz
