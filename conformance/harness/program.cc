#include "conformance/harness/program.h"

#include <algorithm>
#include <cstdint>
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

std::string no_status(const Status& status) {
  return std::to_string(status.code) + " is not a valid HTTPStatus";
}

// A value that a program can neither change nor find to be none here.
bool is_itself(const Value& raw) {
  switch (raw.kind()) {
    case Value::Kind::kStatus:
    case Value::Kind::kList:
    case Value::Kind::kTuple:
    case Value::Kind::kDict:
      return false;
    default:
      return true;
  }
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
    switch (action.name.kind()) {
      case ActionName::Kind::kUnknown:
        return "unknown action: " + action.name.text();
      case ActionName::Kind::kRaise:
        if (!is_exception_type(action.args[0].as_str().utf8(), profile))
          return "no such exception here: " + action.args[0].as_str().utf8();
        break;
      case ActionName::Kind::kTry:
        if (std::string reason = reason_in(action.nested, profile); !reason.empty()) return reason;
        break;
      default:
        break;
    }
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
  for (Value Case::*const setting : kSettings) {
    if (is_itself(one.*setting)) continue;
    if (std::string reason = reason_in(one.*setting, profile); !reason.empty()) return reason;
  }
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
  std::vector<Value> made;
  for (const Action& action : actions) {
    if (action.name.kind() == Kind::kTry) {
      try {
        Value result = run(action.nested);
        if (!result.is_unset()) return result;
      } catch (const PythonError& error) {
        caught_.push_back(describe(error, handler_.profile()));
      }
      continue;
    }
    const bool as_they_are = std::all_of(action.args.begin(), action.args.end(), is_itself);
    if (!as_they_are) {
      made.clear();
      for (const Value& raw : action.args) made.push_back(evaluated(raw, handler_.profile()));
    }
    const std::vector<Value>& args = as_they_are ? action.args : made;
    if (action.name.kind() == Kind::kReturn) return args.empty() ? Value::none() : args[0];
    act(action, args);
  }
  return {};
}

void Interpreter::act(const Action& action, const std::vector<Value>& args) {
  const Kind kind = action.name.kind();
  if (kind <= Kind::kLogRequest) {
    (void)handler_.call(action.name.text(), args);
  } else if (kind <= Kind::kEchoBody) {
    act_on_streams(kind, args);
  } else if (kind <= Kind::kHeaderContains) {
    act_on_headers(action, args);
  } else {
    act_on_attributes(kind, args);
  }
}

void Interpreter::act_on_streams(Kind kind, const std::vector<Value>& args) {
  switch (kind) {
    case Kind::kWrite:
      return handler_.wfile().write(args[0].as_bytes());
    case Kind::kFlush:
      return handler_.wfile().flush();
    case Kind::kReadBody:
      return read_body();
    case Kind::kRead:
      body_ = handler_.rfile().read(read_size(args, handler_.profile()));
      return;
    case Kind::kReadline:
      body_ = handler_.rfile().readline(read_size(args, handler_.profile()));
      return;
    default:  // echo_body
      return handler_.wfile().write(body_);
  }
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

void Interpreter::act_on_headers(const Action& action, const std::vector<Value>& args) {
  const Profile& profile = handler_.profile();
  Keywords keywords;
  for (const auto& [name, raw] : action.kwargs)
    keywords.emplace_back(name, evaluated(raw, profile));
  const Value headers = handler_.get_attribute("headers");
  switch (action.name.kind()) {
    case Kind::kEchoHeaders:
      return handler_.wfile().write(python_json(headers_items(headers, profile), profile));
    case Kind::kHeaderGet:
      return write_repr(call_headers_method(headers, "get", args, {}, profile));
    case Kind::kHeaderCall:
      return write_repr(call_headers_method(headers, args[0].as_str().utf8(),
                                            {args.begin() + 1, args.end()}, keywords, profile));
    case Kind::kHeaderLen:
      return write_repr(headers_len(headers, profile));
    case Kind::kHeaderKeys:
      return write_repr(call_headers_method(headers, "keys", {}, {}, profile));
    default:  // header_contains
      return write_repr(Value(headers_contain(headers, args[0], profile)));
  }
}

void Interpreter::act_on_attributes(Kind kind, const std::vector<Value>& args) {
  const std::string attribute = args[0].as_str().utf8();
  switch (kind) {
    case Kind::kSet:
      return handler_.set_attribute(attribute, args[1]);
    case Kind::kDel:
      return handler_.delete_attribute(attribute);
    case Kind::kGet:
      return write_repr(handler_.get_attribute(attribute));
    case Kind::kCall:
      return write_repr(handler_.call(attribute, {args.begin() + 1, args.end()}));
    default:  // raise
      raise_exception(attribute, {args.begin() + 1, args.end()}, handler_.profile());
  }
}

void Interpreter::write_repr(const Value& value) {
  handler_.wfile().write(encode_latin1_backslashreplace(repr(value, handler_.profile())));
}

}  // namespace basehttp::conformance
