#include "conformance/harness/program.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

#include "basehttp/http_status.h"
#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/exception_types.h"
#include "conformance/harness/message_calls.h"
#include "conformance/harness/python_json.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kHandlerMethods[] = {
    "send_response", "send_response_only", "send_header", "end_headers", "flush_headers",
    "send_error",    "log_message",        "log_error",   "log_request"};
constexpr std::string_view kOtherActions[] = {
    "write",       "flush",           "read_body",  "read",        "readline",
    "echo_body",   "echo_headers",    "header_get", "header_call", "header_len",
    "header_keys", "header_contains", "set",        "del",         "get",
    "call",        "raise",           "return",     "try"};

template <std::size_t kSize>
bool one_of(const std::string_view (&names)[kSize], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::string no_status(const Status& status) {
  return std::to_string(status.code) + " is not a valid HTTPStatus";
}

// The value that an argument stands for, made anew: a program may change it.
// ValueError for a status that the release has not.
Value evaluated(const Value& raw, const Profile& profile) {
  const auto evaluated_items = [&] {
    std::vector<Value> items;
    for (const Value& item : raw.items()) items.push_back(evaluated(item, profile));
    return items;
  };
  switch (raw.kind()) {
    case Value::Kind::kStatus:
      if (profile.statuses->find(raw.as_status().code) == nullptr)
        throw PythonError("ValueError", Text(no_status(raw.as_status())));
      return raw;
    case Value::Kind::kList:
      return Value::list(evaluated_items());
    case Value::Kind::kTuple:
      return Value::tuple(evaluated_items());
    case Value::Kind::kDict: {
      std::vector<std::pair<Value, Value>> items;
      for (const auto& [key, value] : raw.as_dict()->items) {
        items.emplace_back(key, evaluated(value, profile));
      }
      return Value::dict(items);
    }
    default:
      return raw;
  }
}

// The size argument of rfile.read and rfile.readline, as a count of bytes.
std::size_t read_size(const std::vector<Value>& args, const Profile& profile) {
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  if (args.empty() || args[0].is_none()) return kAll;
  const Value& size = args[0];
  if (!size.is_integer()) {
    throw PythonError("TypeError",
                      Text(profile.wording.read_size_may_be_none
                               ? "argument should be integer or None, not '" + type_name(size) + "'"
                               : "integer argument expected, got '" + type_name(size) + "'"));
  }
  const auto number = size.integer().to_int64();
  if (!number) {
    throw PythonError("OverflowError", Text(profile.wording.read_size_may_be_none
                                                ? "cannot fit 'int' into an index-sized integer"
                                                : "Python int too large to convert to C ssize_t"));
  }
  return *number < 0 ? kAll : static_cast<std::size_t>(*number);
}

std::string reason_in(const std::vector<Action>& actions, const Profile& profile) {
  for (const Action& action : actions) {
    if (!one_of(kHandlerMethods, action.name) && !one_of(kOtherActions, action.name)) {
      return "unknown action: " + action.name;
    }
    if (action.name == "raise" && !is_exception_type(action.args[0].as_str().utf8(), profile)) {
      return "no such exception here: " + action.args[0].as_str().utf8();
    }
    if (std::string reason = reason_in(action.nested, profile); !reason.empty()) return reason;
  }
  return {};
}

// Why a setting cannot be made: a status that the release has not, which nothing could catch.
std::string reason_in(const Value& setting, const Profile& profile) {
  switch (setting.kind()) {
    case Value::Kind::kStatus:
      return profile.statuses->find(setting.as_status().code) == nullptr
                 ? no_status(setting.as_status())
                 : std::string();
    case Value::Kind::kList:
    case Value::Kind::kTuple:
      for (const Value& item : setting.items())
        if (std::string reason = reason_in(item, profile); !reason.empty()) return reason;
      return {};
    case Value::Kind::kDict:
      for (const auto& [key, value] : setting.as_dict()->items)
        if (std::string reason = reason_in(value, profile); !reason.empty()) return reason;
      return {};
    default:
      return {};
  }
}

// Counts how deep a call is in itself.
class Deeper {
 public:
  explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
  ~Deeper() { --depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;

 private:
  int& depth_;
};

constexpr Value Case::*kSettings[] = {
    &Case::protocol_version, &Case::default_request_version, &Case::server_version,
    &Case::sys_version,      &Case::error_message_format,    &Case::error_content_type,
    &Case::client_address,
};

}  // namespace

Raised describe(const PythonError& error, const Profile& profile) {
  return {error.type(profile), error.message(profile)};
}

std::string unsupported_reason(const Case& one, const Profile& profile) {
  if (!one.unknown_tags.empty()) return "unknown value: " + one.unknown_tags.front();
  if (one.program) {
    for (const auto& [name, actions] : one.program->methods)
      if (std::string reason = reason_in(actions, profile); !reason.empty()) return reason;
  }
  for (Value Case::*const setting : kSettings)
    if (std::string reason = reason_in(one.*setting, profile); !reason.empty()) return reason;
  if (one.responses) {
    for (const auto& [key, texts] : *one.responses)
      if (std::string reason = reason_in(texts, profile); !reason.empty()) return reason;
  }
  return {};
}

Value Interpreter::run(const std::vector<Action>& actions) {
  // Python takes a thousand frames, and needs fewer than ten for one of these.
  constexpr int kDeepest = 64;
  const Deeper deeper(depth_);
  if (depth_ > kDeepest) throw basehttp::Unsupported("methods that call each other without end");
  for (const Action& action : actions) {
    if (action.name == "try") {
      try {
        Value result = run(action.nested);
        if (!result.is_unset()) return result;
      } catch (const PythonError& error) {
        caught_.push_back(describe(error, handler_.profile()));
      }
      continue;
    }
    std::vector<Value> args;
    for (const Value& raw : action.args) args.push_back(evaluated(raw, handler_.profile()));
    if (action.name == "return") return args.empty() ? Value::none() : args[0];
    Keywords keywords;
    for (const auto& [name, raw] : action.kwargs) {
      keywords.emplace_back(name, evaluated(raw, handler_.profile()));
    }
    act(action, args, keywords);
  }
  return {};
}

void Interpreter::act(const Action& action, const std::vector<Value>& args,
                      const Keywords& keywords) {
  if (one_of(kHandlerMethods, action.name)) {
    (void)handler_.call(action.name, args);
  } else if (!act_on_streams(action.name, args) && !act_on_headers(action, args, keywords)) {
    act_on_attributes(action.name, args);
  }
}

bool Interpreter::act_on_streams(const std::string& name, const std::vector<Value>& args) {
  if (name == "write") {
    handler_.wfile().write(args[0].as_bytes());
  } else if (name == "flush") {
    handler_.wfile().flush();
  } else if (name == "read") {
    body_ = handler_.rfile().read(read_size(args, handler_.profile()));
  } else if (name == "readline") {
    body_ = handler_.rfile().readline(read_size(args, handler_.profile()));
  } else if (name == "read_body") {
    read_body();
  } else if (name == "echo_body") {
    handler_.wfile().write(body_);
  } else {
    return false;
  }
  return true;
}

void Interpreter::read_body() {
  const Value length = call_headers_method(handler_.get_attribute("headers"), "get",
                                           {Value("Content-Length")}, {}, handler_.profile());
  body_.clear();
  if (length.is_none()) return;
  if (!length.is_str()) {
    throw PythonError("AttributeError",
                      Text("'" + type_name(length) + "' object has no attribute 'strip'"));
  }
  if (!length.as_str().is_latin1()) return;
  std::string_view digits = length.as_str().latin1();
  const std::size_t first = digits.find_first_not_of(" \t");
  if (first == std::string_view::npos) return;
  digits = digits.substr(first, digits.find_last_not_of(" \t") - first + 1);
  constexpr std::size_t kMostDigits = 18;
  const bool number = digits.size() <= kMostDigits &&
                      digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (!number) return;
  body_ =
      handler_.rfile().read(static_cast<std::size_t>(*BigInt::from_decimal(digits)->to_int64()));
}

bool Interpreter::act_on_headers(const Action& action, const std::vector<Value>& args,
                                 const Keywords& keywords) {
  if (action.name.find("header") == std::string::npos) return false;
  const Profile& profile = handler_.profile();
  const Value headers = handler_.get_attribute("headers");
  if (action.name == "echo_headers") {
    handler_.wfile().write(python_json(headers_items(headers, profile), profile));
  } else if (action.name == "header_get") {
    write_repr(call_headers_method(headers, "get", args, {}, profile));
  } else if (action.name == "header_call") {
    write_repr(call_headers_method(headers, args[0].as_str().utf8(), {args.begin() + 1, args.end()},
                                   keywords, profile));
  } else if (action.name == "header_len") {
    write_repr(headers_len(headers, profile));
  } else if (action.name == "header_keys") {
    write_repr(call_headers_method(headers, "keys", {}, {}, profile));
  } else {
    write_repr(Value(headers_contain(headers, args[0], profile)));
  }
  return true;
}

void Interpreter::act_on_attributes(const std::string& name, const std::vector<Value>& args) {
  const std::string attribute = args[0].as_str().utf8();
  if (name == "set") {
    handler_.set_attribute(attribute, args[1]);
  } else if (name == "del") {
    handler_.delete_attribute(attribute);
  } else if (name == "get") {
    write_repr(handler_.get_attribute(attribute));
  } else if (name == "call") {
    write_repr(handler_.call(attribute, {args.begin() + 1, args.end()}));
  } else {
    raise_exception(attribute, {args.begin() + 1, args.end()}, handler_.profile());
  }
}

void Interpreter::write_repr(const Value& value) {
  handler_.wfile().write(encode_latin1_backslashreplace(repr(value, handler_.profile())));
}

}  // namespace basehttp::conformance
