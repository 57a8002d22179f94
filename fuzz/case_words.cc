#include "fuzz/case_words.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_reader.h"

namespace basehttp::fuzz {
namespace {

using conformance::Action;
using conformance::Case;
using conformance::Program;

// Every kind of action, and most of what can be asked of a message.
constexpr std::string_view kActions = R"json([
  ["send_response", 200], ["send_response", 404, "Gone"], ["send_response", {"$status": 204}],
  ["send_response_only", 200], ["send_response_only", 299, "\u00e9"], ["send_header", "A", "1"],
  ["send_header", "Connection", "close"], ["send_header", "Connection", "keep-alive"],
  ["send_header", "A\r\nB", 7], ["send_header", null, ["x"]], ["end_headers"], ["flush_headers"],
  ["send_error", 404], ["send_error", 400, "a<b>&c"], ["send_error", 500, "m", "e\u20ac"],
  ["send_error", {"$status": 304}], ["send_error", 999], ["send_error", "404"],
  ["send_error", 204, null, "x"], ["send_error", true], ["send_error", 431.5],
  ["log_message", "%s %d", "x", 5], ["log_message", "\u0001%r", "\u007f"], ["log_error", "e"],
  ["log_error", "%s"], ["log_request"], ["log_request", 200, 17], ["log_request", {"$status": 200}],
  ["write", "data"], ["flush"], ["read_body"], ["read", 5], ["readline", 9], ["echo_body"],
  ["echo_headers"], ["header_get", "Host"], ["header_get", 5], ["header_len"], ["header_keys"],
  ["header_contains", "a"], ["header_contains", null],
  ["header_call", "items"], ["header_call", "values"], ["header_call", "get_all", "a"],
  ["header_call", "get_content_type"], ["header_call", "get_content_maintype"],
  ["header_call", "get_content_charset"], ["header_call", "get_params"],
  ["header_call", "get_params", null, "content-disposition", false],
  ["header_call", "get_param", "charset"], ["header_call", "get_param", "b", 0, "a"],
  ["header_call", "get_filename"], ["header_call", "get_boundary"],
  ["header_call", "get_content_disposition"], ["header_call", "get_charsets"],
  ["header_call", "is_multipart"], ["header_call", "get_payload"],
  ["header_call", "get_payload", 0], ["header_call", "get_payload", {"$kw": {"decode": true}}],
  ["header_call", "set_payload", "x"], ["header_call", "attach", "x"],
  ["header_call", "add_header", "X", "y", {"$kw": {"a_b": "c", "d": null}}],
  ["header_call", "add_header", "X", "y", {"$kw": {"e": "\u00e9"}}],
  ["header_call", "replace_header", "a", "2"], ["header_call", "set_param", "a", "b; c"],
  ["header_call", "set_param", "n", "v", {"$kw": {"header": "A", "charset": "utf-8"}}],
  ["header_call", "del_param", "a"], ["header_call", "set_type", "a/b"],
  ["header_call", "set_boundary", "zz"], ["header_call", "set_default_type", "message/rfc822"],
  ["header_call", "get_default_type"], ["header_call", "__delitem__", "a"],
  ["header_call", "__setitem__", "a b", "c"], ["header_call", "no_such"],
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
  ["call", "handle_expect_100"], ["call", "send_error", 404, "m", "e", 5],
  ["raise", "ValueError", "v"], ["raise", "socket.timeout", "timed out"],
  ["raise", "TimeoutError", 110, "t"], ["raise", "OSError", 104, "reset"], ["raise", "KeyError", 1],
  ["return"], ["return", false], ["return", 1], ["try", [["send_error", "x"]]],
  ["try", [["header_call", "get_all"]]]
])json";

constexpr std::string_view kValues = R"json([
  0, 1, -1, 200, 404, 4294967296, {"$int": "123456789012345678901234567890"}, 1.5, -0.0, 1e300,
  {"$float": "nan"}, {"$float": "inf"}, true, false, null, "", "a", "HTTP/1.1", "HTTP/1.0",
  "HTTP/0.9", "close", "keep-alive", "GET", "%s", "%d", "%(code)d", "%", "\u0000", "\r\n",
  "\u00e9", "\u20ac", "\ud800", "<b>&", "'\"", {"$bytes": "a\u00ff"}, {"$bytes": ""},
  {"$status": 200}, {"$status": 404}, {"$tuple": [1, "a"]}, {"$tuple": []}, [], [1, [2]],
  {"$dict": {"a": 1}}, "multipart/mixed; boundary=b", "text/plain; charset=utf-8", "a\u001fb"
])json";

// The cases' own reader makes the tables.
const std::vector<Action>& actions() {
  static const std::vector<Action> kRead = [] {
    conformance::JsonDocument document;
    const std::string json =
        R"({"id": "f/f/f", "rfile": "", "program": {"GET": )" + std::string(kActions) + "}}";
    return conformance::read_case(document.parse(json), json).program->methods[0].second;
  }();
  return kRead;
}

const std::vector<Value>& values() {
  static const std::vector<Value> kRead = [] {
    conformance::JsonDocument document;
    const std::string json = R"({"id": "f/f/f", "rfile": "", "program": {"GET": [["set", "x", )" +
                             std::string(kValues) + "]]}}";
    return conformance::read_case(document.parse(json), json)
        .program->methods[0]
        .second[0]
        .args[1]
        .items();
  }();
  return kRead;
}

template <typename T>
auto& any_of(std::vector<T>& items, Random& random) {
  return items[random.below(items.size())];
}
template <typename T>
const auto& any_of(const std::vector<T>& items, Random& random) {
  return items[random.below(items.size())];
}

std::vector<Action>& any_method(Case& one, Random& random) {
  constexpr std::string_view kMethods[] = {"GET", "POST", "HEAD", "PUT", "handle_expect_100"};
  if (!one.program) one.program.emplace();
  auto& methods = one.program->methods;
  if (methods.empty() || random.one_in(12)) {
    const std::string name(kMethods[random.below(std::size(kMethods))]);
    const auto same = [&](const auto& method) { return method.first == name; };
    if (std::none_of(methods.begin(), methods.end(), same)) methods.push_back({name, {}});
  }
  return any_of(methods, random).second;
}

void change_argument(Action& action, Random& random) {
  // The first argument of most actions is a name; the last ones are values.
  if (action.args.empty() || random.one_in(6)) {
    action.args.push_back(any_of(values(), random));
  } else if (random.one_in(6)) {
    action.args.pop_back();
  } else {
    any_of(action.args, random) = any_of(values(), random);
  }
}

void change_program(Case& one, Random& random) {
  std::vector<Action>& method = any_method(one, random);
  const auto place = [&] { return static_cast<std::ptrdiff_t>(random.below(method.size() + 1)); };
  constexpr std::size_t kMostActions = 24;
  if (method.empty() || (method.size() < kMostActions && random.one_in(2))) {
    method.insert(method.begin() + place(), any_of(actions(), random));
    return;
  }
  const auto at = method.begin() + static_cast<std::ptrdiff_t>(random.below(method.size()));
  switch (random.below(4)) {
    case 0:
      method.erase(at);
      return;
    case 1:
      std::iter_swap(at, method.begin());
      return;
    case 2: {
      Action guarded{"try", {}, {}, {*at}};
      *at = std::move(guarded);
      return;
    }
    default:
      return change_argument(*at, random);
  }
}

void change_attribute(Case& one, Random& random) {
  constexpr Value Case::*kAttributes[] = {
      &Case::protocol_version, &Case::protocol_version,     &Case::default_request_version,
      &Case::server_version,   &Case::error_message_format, &Case::error_content_type,
      &Case::sys_version,      &Case::protocol_version};
  constexpr std::string_view kVersions[] = {"HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2"};
  constexpr std::string_view kFormats[] = {
      "%(code)d %(message)s %(explain)s", "%(code)s", "%(message)r", "%(nothing)s", "%s", "%", ""};
  const auto attribute = kAttributes[random.below(std::size(kAttributes))];
  Value& value = one.*attribute;
  if (random.one_in(4)) {
    value = any_of(values(), random);
  } else if (attribute == &Case::error_message_format) {
    value = Value(kFormats[random.below(std::size(kFormats))]);
  } else {
    value = Value(kVersions[random.below(std::size(kVersions))]);
  }
}

void change_fault(Case& one, Random& random) {
  constexpr std::optional<std::int64_t> Case::*kFaults[] = {
      &Case::rfile_timeout_at, &Case::rfile_error_at, &Case::wfile_timeout_at,
      &Case::wfile_error_at};
  const std::size_t which = random.below(std::size(kFaults));
  auto& fault = one.*kFaults[which];
  if (fault && random.one_in(2)) {
    fault.reset();
  } else {
    fault = static_cast<std::int64_t>(random.below(which < 2 ? one.rfile.size() + 2 : 4));
  }
  one.timeout_kind = random.one_in(4) ? Case::TimeoutKind::kEtimedout : Case::TimeoutKind::kSocket;
}

void change_responses(Case& one, Random& random) {
  if (!one.responses) one.responses.emplace();
  const Value code(static_cast<std::int64_t>(random.one_in(2) ? 404 : 200 + random.below(300)));
  const Value texts = random.one_in(3) ? Value::none() : Value::tuple({Value("S"), Value("long")});
  const auto same = [&](const auto& row) { return equal(row.first, code); };
  std::erase_if(*one.responses, same);
  one.responses->emplace_back(code, texts);
  if (random.one_in(8)) one.responses_only = !one.responses_only;
}

}  // namespace

void change_case(Case& one, Random& random) {
  switch (random.below(8)) {
    case 0:
      return change_attribute(one, random);
    case 1:
      return change_fault(one, random);
    case 2:
      return random.one_in(2) ? change_responses(one, random) : change_attribute(one, random);
    default:
      return change_program(one, random);
  }
}

void join_programs(Case& to, const Case& from) {
  if (!from.program) return;
  if (!to.program) to.program.emplace();
  for (const auto& [name, more] : from.program->methods) {
    const auto same =
        std::find_if(to.program->methods.begin(), to.program->methods.end(),
                     [&name = name](const auto& method) { return method.first == name; });
    if (same == to.program->methods.end()) {
      to.program->methods.emplace_back(name, more);
    } else {
      same->second.insert(same->second.end(), more.begin(), more.end());
    }
  }
}

}  // namespace basehttp::fuzz
