#include "conformance/grammar/case_words.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <string>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_reader.h"

namespace basehttp::conformance::grammar {
namespace {

struct Actions {
  unsigned weight;
  std::string_view json;
};

// By ActionKind.  Every action of PROTOCOL.md, and most of what can be asked of a message.
constexpr Actions kActions[] = {{10, R"json([
  ["send_response", 200], ["send_response", 404, "Gone"], ["send_response", {"$status": 204}],
  ["send_response_only", 200], ["send_response_only", 299, "\u00e9"], ["send_header", "A", "1"],
  ["send_header", "Connection", "close"], ["send_header", "Connection", "keep-alive"],
  ["send_header", "A\r\nB", 7], ["send_header", null, ["x"]], ["end_headers"], ["end_headers"],
  ["flush_headers"], ["send_error", 404], ["send_error", 400, "a<b>&c"],
  ["send_error", 500, "m", "e\u20ac"], ["send_error", {"$status": 304}], ["send_error", 999],
  ["send_error", "404"], ["send_error", 204, null, "x"], ["send_error", true],
  ["send_error", 431.5]])json"},
                                {6, R"json([
  ["write", "data"], ["flush"], ["read_body"], ["read", 5], ["readline", 9], ["echo_body"],
  ["echo_headers"]])json"},
                                {4, R"json([
  ["header_get", "Host"], ["header_get", 5], ["header_len"], ["header_keys"],
  ["header_contains", "a"], ["header_contains", null],
  ["header_call", "items"], ["header_call", "values"], ["header_call", "get_all", "a"],
  ["header_call", "get_content_type"], ["header_call", "get_content_maintype"],
  ["header_call", "get_content_subtype"],
  ["header_call", "get_content_charset"], ["header_call", "get_params"],
  ["header_call", "get_params", null, "content-disposition", false],
  ["header_call", "get_param", "charset"], ["header_call", "get_param", "b", 0, "a"],
  ["header_call", "get_filename"], ["header_call", "get_boundary"],
  ["header_call", "get_content_disposition"], ["header_call", "get_charsets"],
  ["header_call", "is_multipart"], ["header_call", "get_payload"],
  ["header_call", "get_payload", 0], ["header_call", "get_payload", {"$kw": {"decode": true}}],
  ["header_call", "get_default_type"], ["header_call", "get_unixfrom"],
  ["header_call", "no_such"]])json"},
                                {3, R"json([
  ["header_call", "set_payload", "x"], ["header_call", "attach", "x"],
  ["header_call", "add_header", "X", "y", {"$kw": {"a_b": "c", "d": null}}],
  ["header_call", "add_header", "X", "y", {"$kw": {"e": "\u00e9"}}],
  ["header_call", "replace_header", "a", "2"], ["header_call", "set_param", "a", "b; c"],
  ["header_call", "set_param", "n", "v", {"$kw": {"header": "A", "charset": "utf-8"}}],
  ["header_call", "del_param", "a"], ["header_call", "set_type", "a/b"],
  ["header_call", "set_boundary", "zz"], ["header_call", "set_default_type", "message/rfc822"],
  ["header_call", "__delitem__", "a"], ["header_call", "__setitem__", "a b", "c"]])json"},
                                {6, R"json([
  ["set", "close_connection", false], ["set", "close_connection", true],
  ["set", "protocol_version", "HTTP/1.1"], ["set", "request_version", "HTTP/0.9"],
  ["set", "command", "HEAD"], ["set", "error_message_format", "%(code)d %(message)s"],
  ["set", "responses", {"$dict": {}}], ["set", "raw_requestline", {"$bytes": "GET / HTTP/1.0\r\n"}],
  ["set", "requestline", 5], ["set", "headers", null], ["set", "extra", 1],
  ["del", "close_connection"], ["del", "headers"], ["del", "command"], ["del", "request_version"],
  ["get", "path"], ["get", "headers"], ["get", "no_such"], ["get", "responses"],
  ["call", "address_string"], ["call", "version_string"], ["call", "date_time_string", 0],
  ["call", "date_time_string", 1e18], ["call", "date_time_string", "x"],
  ["call", "log_date_time_string"], ["call", "parse_request"], ["call", "handle_one_request"],
  ["call", "handle_expect_100"], ["call", "send_error", 404, "m", "e", 5]])json"},
                                {2, R"json([
  ["log_message", "%s %d", "x", 5], ["log_message", "\u0001%r", "\u007f"], ["log_error", "e"],
  ["log_error", "%s"], ["log_request"], ["log_request", 200, 17],
  ["log_request", {"$status": 200}]])json"},
                                {1, R"json([
  ["raise", "ValueError", "v"], ["raise", "socket.timeout", "timed out"],
  ["raise", "TimeoutError", 110, "t"], ["raise", "OSError", 104, "reset"],
  ["raise", "KeyError", 1], ["try", [["send_error", "x"]]],
  ["try", [["header_call", "get_all"]]]])json"},
                                {1, R"json([["return"], ["return", false], ["return", 1]])json"}};

constexpr std::string_view kValues = R"json([
  0, 1, -1, 200, 404, 4294967296, {"$int": "123456789012345678901234567890"}, 1.5, -0.0, 1e300,
  {"$float": "nan"}, {"$float": "inf"}, true, false, null, "", "a", "HTTP/1.1", "HTTP/1.0",
  "HTTP/0.9", "close", "keep-alive", "GET", "%s", "%d", "%(code)d", "%", "\u0000", "\r\n",
  "\u00e9", "\u20ac", "\ud800", "<b>&", "'\"", {"$bytes": "a\u00ff"}, {"$bytes": ""},
  {"$status": 200}, {"$status": 404}, {"$tuple": [1, "a"]}, {"$tuple": []}, [], [1, [2]],
  {"$dict": {"a": 1}}, "multipart/mixed; boundary=b", "text/plain; charset=utf-8", "a\u001fb"
])json";

constexpr std::string_view kProgramMethods[] = {"GET", "POST", "HEAD", "PUT", "handle_expect_100"};

// The cases' own reader makes the tables.
std::vector<Action> read_actions(std::string_view actions) {
  JsonDocument document;
  std::string json = R"({"id": "f/f/f", "rfile": "", "program": {"GET": )";
  json.append(actions).append("}}");
  return read_case(document.parse(json), json).program->methods[0].second;
}

const std::vector<std::vector<Action>>& actions() {
  static const std::vector<std::vector<Action>> kRead = [] {
    std::vector<std::vector<Action>> read;
    for (const Actions& kind : kActions) read.push_back(read_actions(kind.json));
    return read;
  }();
  return kRead;
}

}  // namespace

const Action& choose_action(ActionKind kind, Random& random) {
  const std::vector<Action>& all = actions()[static_cast<std::size_t>(kind)];
  return all[random.below(all.size())];
}

const Action& choose_action(Random& random) {
  static constexpr std::size_t kTotal = [] {
    std::size_t total = 0;
    for (const Actions& kind : kActions) total += kind.weight;
    return total;
  }();
  std::size_t left = random.below(kTotal);
  std::size_t kind = 0;
  for (; left >= kActions[kind].weight; ++kind) left -= kActions[kind].weight;
  return choose_action(static_cast<ActionKind>(kind), random);
}

const Value& choose_value(Random& random) {
  static const std::vector<Value> kRead =
      read_actions(R"([["set", "x", )" + std::string(kValues) + "]]")[0].args[1].items();
  return kRead[random.below(kRead.size())];
}

std::string_view choose_method(Random& random) {
  return kProgramMethods[random.below(std::size(kProgramMethods))];
}

}  // namespace basehttp::conformance::grammar
