#include "conformance/generators/programs.h"

#include <cstdint>
#include <ostream>
#include <utility>

#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/tokens.h"
#include "conformance/generators/values.h"
#include "conformance/harness/escape.h"

namespace basehttp::conformance::generators {
namespace {

constexpr const char* kMethods[] = {"GET", "POST", "HEAD", "PUT"};

Action action(std::string name, std::vector<Value> args = {}) {
  return Action{std::move(name), std::move(args), {}, {}};
}

rc::Gen<Action> actions_named(std::initializer_list<const char*> names) {
  return rc::gen::map(choice(names), [](const std::string& name) { return action(name); });
}

rc::Gen<int> codes() {
  return choice(std::vector<int>{200, 404, 204, 304, 500, 100, 201, 301, 418, 599, 299});
}

rc::Gen<Value> code_values() {
  return rc::gen::weightedOneOf<Value>(
      {{4, rc::gen::map(codes(), [](int code) { return Value(code); })},
       {2, rc::gen::map(choice(std::vector<int>{200, 404, 400, 501}),
                        [](int code) { return Value(Status{code}); })},
       {1, scalars()}});
}

rc::Gen<Action> sending() {
  const auto with_code = [](std::string name) {
    return rc::gen::map(rc::gen::pair(code_values(), list_of(1, scalars())),
                        [name = std::move(name)](const std::pair<Value, std::vector<Value>>& from) {
                          std::vector<Value> args = from.second;
                          args.insert(args.begin(), from.first);
                          return action(name, args);
                        });
  };
  const auto header = rc::gen::map(
      rc::gen::pair(rc::gen::weightedOneOf<Value>(
                        {{4, rc::gen::map(choice({"X-A", "Connection", "Content-Length"}),
                                          [](const std::string& n) { return Value(n); })},
                         {1, scalars()}}),
                    rc::gen::weightedOneOf<Value>(
                        {{2, rc::gen::map(choice({"close", "keep-alive", "0", "Close"}),
                                          [](const std::string& n) { return Value(n); })},
                         {2, scalars()}})),
      [](const std::pair<Value, Value>& from) {
        return action("send_header", {from.first, from.second});
      });
  return rc::gen::weightedOneOf<Action>({{3, with_code("send_response")},
                                         {1, with_code("send_response_only")},
                                         {2, with_code("send_error")},
                                         {3, header},
                                         {3, actions_named({"end_headers", "flush_headers"})}});
}

rc::Gen<Action> streaming() {
  const auto write = rc::gen::map(latin1_strings(), [](const std::string& bytes) {
    return action("write", {Value(Bytes{bytes})});
  });
  const auto read = rc::gen::map(rc::gen::pair(choice({"read", "readline"}), number(0, 12)),
                                 [](const std::pair<std::string, int>& from) {
                                   return action(from.first, {Value(from.second)});
                                 });
  return rc::gen::oneOf(write, read,
                        actions_named({"read_body", "echo_body", "flush", "echo_headers"}));
}

rc::Gen<Action> looking() {
  const auto get =
      rc::gen::map(choice({"a", "HOST", "Connection", "content-type"}),
                   [](const std::string& name) { return action("header_get", {Value(name)}); });
  const auto call =
      rc::gen::map(choice({"keys", "values", "items", "get_content_type", "get_params",
                           "get_boundary", "get_payload", "is_multipart"}),
                   [](const std::string& name) { return action("header_call", {Value(name)}); });
  const auto attribute =
      rc::gen::map(choice({"path", "command", "requestline", "request_version", "close_connection",
                           "client_address", "server_version", "no_such_thing"}),
                   [](const std::string& name) { return action("get", {Value(name)}); });
  return rc::gen::oneOf(get, call, attribute, actions_named({"header_len", "header_keys"}));
}

rc::Gen<Action> meddling() {
  const auto set = rc::gen::map(
      rc::gen::pair(choice({"close_connection", "request_version", "command", "requestline",
                            "protocol_version", "client_address", "error_message_format", "path"}),
                    rc::gen::weightedOneOf<Value>(
                        {{2, rc::gen::map(choice({"HTTP/1.1", "HTTP/0.9", "%(code)d", "HEAD"}),
                                          [](const std::string& n) { return Value(n); })},
                         {2, scalars()}})),
      [](const std::pair<std::string, Value>& from) {
        return action("set", {Value(from.first), from.second});
      });
  const auto remove =
      rc::gen::map(choice({"close_connection", "requestline", "headers", "_headers_buffer"}),
                   [](const std::string& name) { return action("del", {Value(name)}); });
  const auto raising = rc::gen::map(
      rc::gen::pair(choice({"ValueError", "socket.timeout", "TimeoutError", "KeyError"}),
                    list_of(1, texts())),
      [](const std::pair<std::string, std::vector<Text>>& from) {
        Action one = action("raise", {Value(from.first)});
        for (const Text& text : from.second) one.args.emplace_back(text);
        return one;
      });
  const auto logging = rc::gen::map(
      rc::gen::pair(choice({"%s", "%r", "100%", "%%", "%d", "a\x1b\\"}), list_of(1, scalars())),
      [](const std::pair<std::string, std::vector<Value>>& from) {
        Action one = action("log_message", {Value(from.first)});
        one.args.insert(one.args.end(), from.second.begin(), from.second.end());
        return one;
      });
  return rc::gen::oneOf(set, remove, raising, logging, actions_named({"return", "log_request"}));
}

rc::Gen<Action> any_actions() {
  const auto plain = rc::gen::weightedOneOf<Action>(
      {{5, sending()}, {3, streaming()}, {2, looking()}, {2, meddling()}});
  const auto trying = rc::gen::map(list_of(3, plain), [](std::vector<Action> nested) {
    return Action{"try", {}, {}, std::move(nested)};
  });
  return rc::gen::weightedOneOf<Action>({{6, plain}, {1, trying}});
}

}  // namespace

void showValue(const PlannedResponse& response, std::ostream& out) {
  out << response.code;
  for (const FieldLine& field : response.fields) out << " " << escape_bytes(field.text());
  for (const std::string& bytes : response.writes) out << " + " << escape_bytes(bytes);
}

rc::Gen<PlannedResponse> responses() {
  return rc::gen::build<PlannedResponse>(
      rc::gen::set(&PlannedResponse::code, codes()),
      rc::gen::set(&PlannedResponse::fields, list_of(4, plain_field_lines())),
      rc::gen::set(&PlannedResponse::writes, list_of(2, string_over("ab\r\n: <", 10))));
}

Program program_of(const PlannedResponse& response) {
  std::vector<Action> actions = {action("read_body"), action("send_response", {response.code})};
  for (const FieldLine& field : response.fields)
    actions.push_back(action("send_header", {Value(field.name), Value(field.value)}));
  actions.push_back(action("end_headers"));
  for (const std::string& bytes : response.writes)
    actions.push_back(action("write", {Value(Bytes{bytes})}));
  Program program;
  for (const char* method : kMethods) program.methods.emplace_back(method, actions);
  return program;
}

rc::Gen<Program> wild_programs() {
  return rc::gen::map(rc::gen::pair(list_of(8, any_actions()), list_of(3, any_actions())),
                      [](const std::pair<std::vector<Action>, std::vector<Action>>& actions) {
                        Program program;
                        for (const char* method : kMethods)
                          program.methods.emplace_back(method, actions.first);
                        if (!actions.second.empty())
                          program.methods.emplace_back("handle_expect_100", actions.second);
                        return program;
                      });
}

}  // namespace basehttp::conformance::generators
