#include "conformance/harness/program_handler.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "basehttp/http_message.h"
#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/python_call.h"

namespace basehttp::conformance {
namespace {

constexpr std::size_t kMaxRequests = 1000;
constexpr std::string_view kBuffer = "_headers_buffer";
constexpr std::string_view kExpect100 = "handle_expect_100";
constexpr std::string_view kDo = "do_";

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
  Value (*call)(ProgramHandler&, const FittingArguments&);
};

const std::vector<HandlerMethod>& handler_methods() {
  constexpr std::string_view kOwner = "BaseHTTPRequestHandler";
  const Value none = Value::none();
  static const std::vector<HandlerMethod> kMethods = {
      {{kOwner, "handle", {}},
       [](ProgramHandler& h, const FittingArguments&) {
         h.handle();
         return Value::none();
       }},
      {{kOwner, "handle_one_request", {}},
       [](ProgramHandler& h, const FittingArguments&) {
         h.handle_one_request();
         return Value::none();
       }},
      {{kOwner, "parse_request", {}},
       [](ProgramHandler& h, const FittingArguments&) { return Value(h.parse_request()); }},
      {{kOwner, "handle_expect_100", {}},
       [](ProgramHandler& h, const FittingArguments&) { return Value(h.handle_expect_100()); }},
      {{kOwner, "send_error", {{"code", {}}, {"message", none}, {"explain", none}}},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.send_error(a[0], a[1], a[2]);
         return Value::none();
       }},
      {{kOwner, "send_response", {{"code", {}}, {"message", none}}},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.send_response(a[0], a[1]);
         return Value::none();
       }},
      {{kOwner, "send_response_only", {{"code", {}}, {"message", none}}},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.send_response_only(a[0], a[1]);
         return Value::none();
       }},
      {{kOwner, "send_header", {{"keyword", {}}, {"value", {}}}},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.send_header(a[0], a[1]);
         return Value::none();
       }},
      {{kOwner, "end_headers", {}},
       [](ProgramHandler& h, const FittingArguments&) {
         h.end_headers();
         return Value::none();
       }},
      {{kOwner, "flush_headers", {}},
       [](ProgramHandler& h, const FittingArguments&) {
         h.flush_headers();
         return Value::none();
       }},
      {{kOwner, "log_request", {{"code", Value("-")}, {"size", Value("-")}}},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.log_request(a[0], a[1]);
         return Value::none();
       }},
      {{kOwner, "log_error", {{"format", {}}}, true},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.log_error(a[0], a.more());
         return Value::none();
       }},
      {{kOwner, "log_message", {{"format", {}}}, true},
       [](ProgramHandler& h, const FittingArguments& a) {
         h.log_message(a[0], a.more());
         return Value::none();
       }},
      {{kOwner, "version_string", {}},
       [](ProgramHandler& h, const FittingArguments&) { return h.version_string(); }},
      {{kOwner, "date_time_string", {{"timestamp", none}}},
       [](ProgramHandler& h, const FittingArguments& a) { return h.date_time_string(a[0]); }},
      {{kOwner, "log_date_time_string", {}},
       [](ProgramHandler& h, const FittingArguments&) { return h.log_date_time_string(); }},
      {{kOwner, "address_string", {}},
       [](ProgramHandler& h, const FittingArguments&) { return h.address_string(); }},
  };
  return kMethods;
}

Value list_of(const Value& name, Value value) {
  std::vector<Value> pair;
  pair.reserve(2);
  pair.push_back(name);
  pair.push_back(std::move(value));
  return Value::list(std::move(pair));
}

// The actions of the last method of that name; null: there is none.
const std::vector<Action>* find_method_named(const Program& program, std::string_view name) {
  const auto& methods = program.methods;
  const auto found = std::find_if(methods.rbegin(), methods.rend(),
                                  [&](const auto& method) { return method.first == name; });
  return found == methods.rend() ? nullptr : &found->second;
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

struct ProgramHandler::Slot {
  std::string_view name;
  Value ProgramHandler::*member;
  bool of_class;
};

const ProgramHandler::Slot* ProgramHandler::find_slot(std::string_view name) {
  static constexpr Slot kSlots[] = {
      {"client_address", &ProgramHandler::client_address, false},
      {"close_connection", &ProgramHandler::close_connection, false},
      {"requestline", &ProgramHandler::requestline, false},
      {"command", &ProgramHandler::command, false},
      {"path", &ProgramHandler::path, false},
      {"request_version", &ProgramHandler::request_version, false},
      {"headers", &ProgramHandler::headers, false},
      {"raw_requestline", &ProgramHandler::raw_requestline, false},
      {"server_version", &ProgramHandler::server_version, true},
      {"sys_version", &ProgramHandler::sys_version, true},
      {"error_message_format", &ProgramHandler::error_message_format, true},
      {"error_content_type", &ProgramHandler::error_content_type, true},
      {"protocol_version", &ProgramHandler::protocol_version, true},
      {"default_request_version", &ProgramHandler::default_request_version, true},
      {"responses", &ProgramHandler::responses, true},
      {"monthname", &ProgramHandler::monthname, true},
      {"MessageClass", &ProgramHandler::MessageClass, true},
      {"server", &ProgramHandler::server_, false},
      {"request", &ProgramHandler::request_, false},
      {"connection", &ProgramHandler::connection_, false},
  };
  const auto* slot = std::find_if(std::begin(kSlots), std::end(kSlots),
                                  [&](const Slot& candidate) { return candidate.name == name; });
  return slot == std::end(kSlots) ? nullptr : slot;
}

void ProgramHandler::set_program(const Program& program, Run run) {
  program_ = &program;
  run_ = std::move(run);
}

const std::vector<Action>* ProgramHandler::program_method(std::string_view attribute) const {
  if (program_ == nullptr) return nullptr;
  if (attribute == kExpect100) return find_method_named(*program_, attribute);
  if (!attribute.starts_with(kDo)) return nullptr;
  attribute.remove_prefix(kDo.size());
  return attribute == kExpect100 ? nullptr : find_method_named(*program_, attribute);
}

void ProgramHandler::raise_no_attribute(const std::string& name) const {
  throw PythonError(
      "AttributeError",
      Text("'Handler' object has no attribute '").append(Text::from_utf8(name)).append(U'\''));
}

Value ProgramHandler::get_attribute(const std::string& name) {
  if (const auto found = extra_.find(name); found != extra_.end()) return found->second;
  if (const Slot* found = find_slot(name)) {
    const Value& value = this->*found->member;
    if (value.is_unset()) raise_no_attribute(name);
    return value;
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
  if (program_method(name) != nullptr)
    throw basehttp::Unsupported("the repr of a method of the program");
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
  if (const std::vector<Action>* actions = program_method(name)) {
    if (!args.empty()) throw basehttp::Unsupported("arguments for a method of the program");
    const Value result = run_(*actions);
    return result.is_unset() ? (name == kExpect100 ? Value(true) : Value::none()) : result;
  }
  if (const HandlerMethod* method = find_method(name)) {
    // Raises, since they do not fit.
    if (!fits(method->signature, args.size())) (void)bind(method->signature, args, {}, profile());
    return method->call(*this, {method->signature, args});
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
  if (!extra_.empty()) check_not_hidden("do_" + command_name.utf8());
  if (program_ == nullptr) return false;
  // Most names are ASCII, whose bytes are their UTF-8.
  const std::vector<Action>* actions = is_ascii(command_name)
                                           ? find_method_named(*program_, command_name.latin1())
                                           : find_method_named(*program_, command_name.utf8());
  if (actions == nullptr || command_name == kExpect100) return false;
  (void)run_(*actions);
  return true;
}

void ProgramHandler::handle_one_request() {
  check_not_hidden("handle_one_request");
  if (!position_) return BaseHTTPRequestHandler::handle_one_request();
  if (requests_begun_ == kMaxRequests) {
    throw CaseStopped("more than " + std::to_string(kMaxRequests) + " requests");
  }
  ++requests_begun_;
  constexpr std::size_t kFew = 4;
  if (requests_.capacity() == 0) requests_.reserve(kFew);
  try {
    BaseHTTPRequestHandler::handle_one_request();
  } catch (...) {
    requests_.push_back(snapshot());
    throw;
  }
  requests_.push_back(snapshot());
}

RequestState ProgramHandler::snapshot() const {
  static const Value kNoDefects = Value::list({});
  static const Value kNoAttribute = Value::list({Value("<AttributeError>")});
  const auto or_none = [](const Value& value) -> const Value& {
    return value.is_unset() ? kNoneValue : value;
  };
  RequestState state{or_none(requestline),
                     or_none(command),
                     or_none(path),
                     or_none(request_version),
                     or_none(close_connection),
                     Value::none(),
                     Value::none(),
                     static_cast<std::int64_t>(position_())};
  std::vector<Value> items;
  switch (headers.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      return state;
    case Value::Kind::kMessage:
      break;
    case Value::Kind::kDict:
      state.defects = kNoAttribute;
      for (const auto& [name, value] : headers.as_dict()->items)
        items.push_back(list_of(name, value));
      state.headers = Value::list(std::move(items));
      return state;
    default:
      state.defects = kNoAttribute;
      state.headers = kNoAttribute;
      return state;
  }
  const HTTPMessage& message = *headers.as_message();
  state.defects = kNoDefects;
  if (!message.defects.empty())
    state.defects = Value::list({message.defects.begin(), message.defects.end()});
  try {
    items.reserve(message.fields().size());
    for (const HTTPMessage::Field& field : message.fields())
      items.push_back(list_of(field.name, HTTPMessage::fetched(field)));
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
  const std::vector<Action>* actions = program_method(kExpect100);
  if (actions == nullptr) return BaseHTTPRequestHandler::handle_expect_100();
  const Value result = run_(*actions);
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
