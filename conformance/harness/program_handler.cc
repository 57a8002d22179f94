#include "conformance/harness/program_handler.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "basehttp/http_message.h"
#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/message_calls.h"
#include "conformance/harness/python_call.h"

namespace basehttp::conformance {
namespace {

constexpr std::size_t kMaxRequests = 1000;
constexpr std::string_view kBuffer = "_headers_buffer";

struct Slot {
  std::string_view name;
  Value BaseHTTPRequestHandler::*member;
  bool of_class;
};

constexpr Slot kSlots[] = {
    {"client_address", &BaseHTTPRequestHandler::client_address, false},
    {"close_connection", &BaseHTTPRequestHandler::close_connection, false},
    {"requestline", &BaseHTTPRequestHandler::requestline, false},
    {"command", &BaseHTTPRequestHandler::command, false},
    {"path", &BaseHTTPRequestHandler::path, false},
    {"request_version", &BaseHTTPRequestHandler::request_version, false},
    {"headers", &BaseHTTPRequestHandler::headers, false},
    {"raw_requestline", &BaseHTTPRequestHandler::raw_requestline, false},
    {"server_version", &BaseHTTPRequestHandler::server_version, true},
    {"sys_version", &BaseHTTPRequestHandler::sys_version, true},
    {"error_message_format", &BaseHTTPRequestHandler::error_message_format, true},
    {"error_content_type", &BaseHTTPRequestHandler::error_content_type, true},
    {"protocol_version", &BaseHTTPRequestHandler::protocol_version, true},
    {"default_request_version", &BaseHTTPRequestHandler::default_request_version, true},
    {"responses", &BaseHTTPRequestHandler::responses, true},
    {"monthname", &BaseHTTPRequestHandler::monthname, true},
    {"MessageClass", &BaseHTTPRequestHandler::MessageClass, true},
};

const Slot* find_slot(std::string_view name) {
  const auto* slot = std::find_if(std::begin(kSlots), std::end(kSlots),
                                  [&](const Slot& candidate) { return candidate.name == name; });
  return slot == std::end(kSlots) ? nullptr : slot;
}

// Attributes that every handler has and that no behaviour here depends on.
const Value* constant_attribute(std::string_view name) {
  static const std::map<std::string_view, Value> kConstants = [] {
    return std::map<std::string_view, Value>{
        {"timeout", Value::none()},
        {"rbufsize", Value(-1)},
        {"wbufsize", Value(0)},
        {"disable_nagle_algorithm", Value(false)},
        {"rfile", Value(Opaque{"RFile", "<__main__.RFile object at 0x...>"})},
        {"wfile", Value(Opaque{"WFile", "<__main__.WFile object at 0x...>"})},
        {"__class__", Value(Opaque{"type", "<class '__main__.Handler'>"})},
        {"weekdayname", Value::list({"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})},
    };
  }();
  const auto found = kConstants.find(name);
  return found == kConstants.end() ? nullptr : &found->second;
}

// Attributes whose replacement would change what the handler does in ways the
// reference does not follow.
bool is_fixed(std::string_view name) {
  constexpr std::string_view kFixed[] = {"rfile",
                                         "wfile",
                                         "_control_char_table",
                                         "_log_request_info",
                                         "_log_is_error",
                                         "_default_response_headers"};
  return name.starts_with("__") ||
         std::find(std::begin(kFixed), std::end(kFixed), name) != std::end(kFixed);
}

// The methods of the handler that can be called by name.
struct HandlerMethod {
  Signature signature;
  Value (*call)(ProgramHandler&, BoundArguments&);
};

const std::vector<HandlerMethod>& handler_methods() {
  constexpr std::string_view kOwner = "BaseHTTPRequestHandler";
  const Value none = Value::none();
  static const std::vector<HandlerMethod> kMethods = {
      {{kOwner, "handle", {}},
       [](ProgramHandler& h, BoundArguments&) {
         h.handle();
         return Value::none();
       }},
      {{kOwner, "handle_one_request", {}},
       [](ProgramHandler& h, BoundArguments&) {
         h.handle_one_request();
         return Value::none();
       }},
      {{kOwner, "parse_request", {}},
       [](ProgramHandler& h, BoundArguments&) { return Value(h.parse_request()); }},
      {{kOwner, "handle_expect_100", {}},
       [](ProgramHandler& h, BoundArguments&) { return Value(h.handle_expect_100()); }},
      {{kOwner, "send_error", {{"code", {}}, {"message", none}, {"explain", none}}},
       [](ProgramHandler& h, BoundArguments& a) {
         h.send_error(a.values[0], a.values[1], a.values[2]);
         return Value::none();
       }},
      {{kOwner, "send_response", {{"code", {}}, {"message", none}}},
       [](ProgramHandler& h, BoundArguments& a) {
         h.send_response(a.values[0], a.values[1]);
         return Value::none();
       }},
      {{kOwner, "send_response_only", {{"code", {}}, {"message", none}}},
       [](ProgramHandler& h, BoundArguments& a) {
         h.send_response_only(a.values[0], a.values[1]);
         return Value::none();
       }},
      {{kOwner, "send_header", {{"keyword", {}}, {"value", {}}}},
       [](ProgramHandler& h, BoundArguments& a) {
         h.send_header(a.values[0], a.values[1]);
         return Value::none();
       }},
      {{kOwner, "end_headers", {}},
       [](ProgramHandler& h, BoundArguments&) {
         h.end_headers();
         return Value::none();
       }},
      {{kOwner, "flush_headers", {}},
       [](ProgramHandler& h, BoundArguments&) {
         h.flush_headers();
         return Value::none();
       }},
      {{kOwner, "log_request", {{"code", Value("-")}, {"size", Value("-")}}},
       [](ProgramHandler& h, BoundArguments& a) {
         h.log_request(a.values[0], a.values[1]);
         return Value::none();
       }},
      {{kOwner, "log_error", {{"format", {}}}, true},
       [](ProgramHandler& h, BoundArguments& a) {
         h.log_error(a.values[0], a.more);
         return Value::none();
       }},
      {{kOwner, "log_message", {{"format", {}}}, true},
       [](ProgramHandler& h, BoundArguments& a) {
         h.log_message(a.values[0], a.more);
         return Value::none();
       }},
      {{kOwner, "version_string", {}},
       [](ProgramHandler& h, BoundArguments&) { return h.version_string(); }},
      {{kOwner, "date_time_string", {{"timestamp", none}}},
       [](ProgramHandler& h, BoundArguments& a) { return h.date_time_string(a.values[0]); }},
      {{kOwner, "log_date_time_string", {}},
       [](ProgramHandler& h, BoundArguments&) { return h.log_date_time_string(); }},
      {{kOwner, "address_string", {}},
       [](ProgramHandler& h, BoundArguments&) { return h.address_string(); }},
  };
  return kMethods;
}

const HandlerMethod* find_method(std::string_view name) {
  const auto& all = handler_methods();
  const auto found = std::find_if(all.begin(), all.end(), [&](const HandlerMethod& method) {
    return method.signature.name == name;
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

// -- attributes --

void ProgramHandler::add_program_method(const std::string& name, ProgramMethod method) {
  program_[name] = std::move(method);
}

Value* ProgramHandler::slot(std::string_view name) {
  const Slot* found = find_slot(name);
  return found == nullptr ? nullptr : &(this->*found->member);
}

bool ProgramHandler::is_method(const std::string& name) const {
  return find_method(name) != nullptr || program_.contains(name);
}

void ProgramHandler::raise_no_attribute(const std::string& name) const {
  throw PythonError(
      "AttributeError",
      Text("'Handler' object has no attribute '").append(Text::from_utf8(name)).append(U'\''));
}

Value ProgramHandler::get_attribute(const std::string& name) {
  if (const auto found = extra_.find(name); found != extra_.end()) return found->second;
  if (const Value* value = slot(name)) {
    if (value->is_unset()) raise_no_attribute(name);
    return *value;
  }
  if (name == kBuffer) {
    if (!headers_buffer().exists()) raise_no_attribute(name);
    std::vector<Value> pieces;
    for (std::size_t i = 0; i < headers_buffer().piece_count(); ++i) {
      pieces.emplace_back(Bytes{std::string(headers_buffer().piece(i))});
    }
    return Value::list(std::move(pieces));
  }
  if (const Value* constant = constant_attribute(name)) return *constant;
  if (program_.contains(name)) throw basehttp::Unsupported("the repr of a method of the program");
  if (find_method(name) != nullptr) {
    return Value(Opaque{"method", Text("<bound method BaseHTTPRequestHandler." + name +
                                       " of <__main__.Handler object at 0x...>>")});
  }
  if (is_fixed(name) || name == "finish" || name == "setup") {
    throw basehttp::Unsupported("the attribute " + name);
  }
  raise_no_attribute(name);
}

void ProgramHandler::set_attribute(const std::string& name, const Value& value) {
  if (is_fixed(name)) throw basehttp::Unsupported("setting the attribute " + name);
  if (name == kBuffer) {
    const bool list_of_bytes =
        value.kind() == Value::Kind::kList &&
        std::all_of(value.items().begin(), value.items().end(),
                    [](const Value& item) { return item.kind() == Value::Kind::kBytes; });
    if (!list_of_bytes) throw basehttp::Unsupported("a _headers_buffer that is no list of bytes");
    headers_buffer().clear();
    headers_buffer().create();
    for (const Value& piece : value.items()) headers_buffer().append(piece.as_bytes());
    return;
  }
  const Slot* found = find_slot(name);
  if (found == nullptr) {
    extra_[name] = value;
    heed_hidden_methods();
    return;
  }
  Value& member = this->*found->member;
  if (found->of_class) class_values_.try_emplace(name, member);
  member = value;
}

void ProgramHandler::delete_attribute(const std::string& name) {
  if (extra_.erase(name) == 1) return heed_hidden_methods();
  const Slot* found = find_slot(name);
  if (found != nullptr && found->of_class) {
    if (const auto behind = class_values_.find(name); behind != class_values_.end()) {
      this->*found->member = behind->second;
      class_values_.erase(behind);
      return;
    }
  } else if (found != nullptr && !(this->*found->member).is_unset()) {
    this->*found->member = Value();
    return;
  } else if (name == kBuffer && headers_buffer().exists()) {
    headers_buffer().destroy();
    return;
  } else if (is_fixed(name)) {
    throw basehttp::Unsupported("deleting the attribute " + name);
  }
  // delattr itself named only the attribute up to 3.10.
  if (!profile().wording.delattr_names_the_class)
    throw PythonError("AttributeError", Text::from_utf8(name));
  raise_no_attribute(name);
}

Value ProgramHandler::call(const std::string& name, const std::vector<Value>& args) {
  if (const auto hidden = extra_.find(name); hidden != extra_.end()) {
    raise_not_callable(hidden->second);
  }
  if (const auto method = program_.find(name); method != program_.end()) {
    if (!args.empty()) throw basehttp::Unsupported("arguments for a method of the program");
    const Value result = method->second();
    return result.is_unset() ? (name == "handle_expect_100" ? Value(true) : Value::none()) : result;
  }
  if (const HandlerMethod* method = find_method(name)) {
    BoundArguments bound = bind(method->signature, args, {}, profile());
    return method->call(*this, bound);
  }
  if (name == "finish" || name == "setup") throw basehttp::Unsupported("calling " + name);
  const Value attribute = get_attribute(name);
  if (attribute.kind() == Value::Kind::kOpaque) throw basehttp::Unsupported("calling " + name);
  raise_not_callable(attribute);
}

void ProgramHandler::check_not_hidden(std::string_view method) const {
  if (extra_.empty()) return;
  if (const auto hidden = extra_.find(method); hidden != extra_.end()) {
    raise_not_callable(hidden->second);
  }
}

void ProgramHandler::heed_hidden_methods() {
  spare_calls(!extra_.contains("send_header") && !extra_.contains("version_string") &&
              !extra_.contains("date_time_string"));
}

// -- dispatch --

bool ProgramHandler::call_method(const Text& command_name) {
  const std::string attribute = "do_" + command_name.utf8();
  if (!extra_.contains(attribute) && !program_.contains(attribute)) return false;
  check_not_hidden(attribute);
  (void)program_.at(attribute)();
  return true;
}

void ProgramHandler::handle_one_request() {
  check_not_hidden("handle_one_request");
  if (!position_) return BaseHTTPRequestHandler::handle_one_request();
  if (requests_begun_ == kMaxRequests) {
    throw CaseStopped("more than " + std::to_string(kMaxRequests) + " requests");
  }
  ++requests_begun_;
  try {
    BaseHTTPRequestHandler::handle_one_request();
  } catch (...) {
    requests_.push_back(snapshot());
    throw;
  }
  requests_.push_back(snapshot());
}

RequestState ProgramHandler::snapshot() const {
  const auto or_none = [](const Value& value) { return value.is_unset() ? Value::none() : value; };
  RequestState state;
  state.requestline = or_none(requestline);
  state.command = or_none(command);
  state.path = or_none(path);
  state.request_version = or_none(request_version);
  state.close_connection = or_none(close_connection);
  state.rfile_pos = static_cast<std::int64_t>(position_());
  const Value no_attribute = Value::list({Value("<AttributeError>")});
  if (headers.is_unset() || headers.is_none()) return state;
  if (headers.kind() != Value::Kind::kMessage) {
    state.defects = no_attribute;
    state.headers = headers.kind() == Value::Kind::kDict ? Value::list({}) : no_attribute;
    if (headers.kind() != Value::Kind::kDict) return state;
  } else {
    std::vector<Value> defects;
    for (const std::string& defect : headers.as_message()->defects) defects.emplace_back(defect);
    state.defects = Value::list(std::move(defects));
  }
  try {
    std::vector<Value> items;
    const Value pairs = headers_items(headers, profile());
    for (const Value& pair : pairs.items()) items.push_back(Value::list(pair.items()));
    state.headers = Value::list(std::move(items));
  } catch (const PythonError& error) {
    state.headers = Value::list({Value("<" + error.type(profile()) + ">")});
  }
  return state;
}

// -- overrides --

void ProgramHandler::handle() {
  check_not_hidden("handle");
  BaseHTTPRequestHandler::handle();
}

bool ProgramHandler::parse_request() {
  check_not_hidden("parse_request");
  return BaseHTTPRequestHandler::parse_request();
}

bool ProgramHandler::handle_expect_100() {
  check_not_hidden("handle_expect_100");
  const auto method = program_.find("handle_expect_100");
  if (method == program_.end()) return BaseHTTPRequestHandler::handle_expect_100();
  const Value result = method->second();
  return result.is_unset() || truth(result);
}

void ProgramHandler::send_error(const Value& code, const Value& message, const Value& explain) {
  check_not_hidden("send_error");
  BaseHTTPRequestHandler::send_error(code, message, explain);
}

void ProgramHandler::send_response(const Value& code, const Value& message) {
  check_not_hidden("send_response");
  BaseHTTPRequestHandler::send_response(code, message);
}

void ProgramHandler::send_response_only(const Value& code, const Value& message) {
  check_not_hidden("send_response_only");
  BaseHTTPRequestHandler::send_response_only(code, message);
}

void ProgramHandler::send_header(const Value& keyword, const Value& value) {
  check_not_hidden("send_header");
  BaseHTTPRequestHandler::send_header(keyword, value);
}

void ProgramHandler::end_headers() {
  check_not_hidden("end_headers");
  BaseHTTPRequestHandler::end_headers();
}

void ProgramHandler::flush_headers() {
  check_not_hidden("flush_headers");
  BaseHTTPRequestHandler::flush_headers();
}

void ProgramHandler::log_request(const Value& code, const Value& size) {
  check_not_hidden("log_request");
  BaseHTTPRequestHandler::log_request(code, size);
}

void ProgramHandler::log_error(const Value& format, std::span<const Value> args) {
  check_not_hidden("log_error");
  BaseHTTPRequestHandler::log_error(format, args);
}

void ProgramHandler::log_message(const Value& format, std::span<const Value> args) {
  check_not_hidden("log_message");
  BaseHTTPRequestHandler::log_message(format, args);
}

Value ProgramHandler::version_string() {
  check_not_hidden("version_string");
  return BaseHTTPRequestHandler::version_string();
}

Value ProgramHandler::date_time_string(const Value& timestamp) {
  check_not_hidden("date_time_string");
  return BaseHTTPRequestHandler::date_time_string(timestamp);
}

Value ProgramHandler::log_date_time_string() {
  check_not_hidden("log_date_time_string");
  return BaseHTTPRequestHandler::log_date_time_string();
}

Value ProgramHandler::address_string() {
  check_not_hidden("address_string");
  return BaseHTTPRequestHandler::address_string();
}

}  // namespace basehttp::conformance
