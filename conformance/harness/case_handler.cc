#include "conformance/harness/case_handler.h"

#include <memory>
#include <string>
#include <utility>

namespace basehttp::conformance {
namespace {

// The table of status texts with the changes of the case.
Value responses_of(const Case& one, const Value& library) {
  const auto table = std::make_shared<Dict>();
  if (!one.responses_only) table->items = library.as_dict()->items;
  if (one.responses) {
    for (const auto& [key, value] : *one.responses) {
      if (value.is_none()) {
        std::erase_if(table->items,
                      [&key = key](const auto& item) { return equal(item.first, key); });
      } else {
        const bool is_list = value.kind() == Value::Kind::kList;
        table->set(key, is_list ? Value::tuple(value.items()) : value);
      }
    }
  }
  return Value(table);
}

constexpr std::pair<Value Case::*, Value BaseHTTPRequestHandler::*> kClassAttributes[] = {
    {&Case::protocol_version, &BaseHTTPRequestHandler::protocol_version},
    {&Case::default_request_version, &BaseHTTPRequestHandler::default_request_version},
    {&Case::server_version, &BaseHTTPRequestHandler::server_version},
    {&Case::sys_version, &BaseHTTPRequestHandler::sys_version},
    {&Case::error_message_format, &BaseHTTPRequestHandler::error_message_format},
    {&Case::error_content_type, &BaseHTTPRequestHandler::error_content_type},
};

}  // namespace

void configure(const Case& one, ProgramHandler& handler) {
  for (const auto& [from, to] : kClassAttributes) {
    if (!(one.*from).is_unset()) handler.*to = one.*from;
  }
  if (one.responses || one.responses_only) {
    handler.responses = responses_of(one, handler.responses);
  }
  handler.client_address = one.client_address.kind() == Value::Kind::kList
                               ? Value::tuple(one.client_address.items())
                               : one.client_address;
}

void add_methods(const Case& one, ProgramHandler& handler, Interpreter& interpreter) {
  if (!one.program) return;
  handler.set_program(*one.program, [&interpreter](const std::vector<Action>& actions) {
    return interpreter.run(actions);
  });
}

}  // namespace basehttp::conformance
