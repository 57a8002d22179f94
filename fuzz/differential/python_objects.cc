#include "fuzz/differential/python_objects.h"

#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace basehttp::fuzz {
namespace {

using conformance::Action;
using conformance::Answer;
using conformance::Case;
using conformance::Outcome;
using conformance::Program;
using conformance::Raised;
using conformance::RequestState;

[[noreturn]] void fail(const std::string& what) {
  std::string message = "the embedded Python: " + what;
  if (PyErr_Occurred() != nullptr) {
    PyObject* type = nullptr;
    PyObject* value = nullptr;
    PyObject* trace = nullptr;
    PyErr_Fetch(&type, &value, &trace);
    const PyRef owned[] = {PyRef(type), PyRef(value), PyRef(trace)};
    const PyRef text(PyObject_Repr(value == nullptr ? type : value));
    const char* utf8 = text ? PyUnicode_AsUTF8(text.get()) : nullptr;
    if (utf8 != nullptr) message.append(": ").append(utf8);
    PyErr_Clear();
  }
  throw PythonApiError(message);
}

// The name of a key, interned: it lives as long as the interpreter.
class Key {
 public:
  explicit Key(const char* text) : object_(checked(PyUnicode_InternFromString(text)).release()) {}
  [[nodiscard]] PyObject* get() const noexcept { return object_; }

 private:
  PyObject* object_;
};

void set(const PyRef& dict, PyObject* key, const PyRef& value) {
  if (PyDict_SetItem(dict.get(), key, value.get()) != 0) fail("a dict");
}

// --- to Python ---

PyRef object_of(const Value& value);

PyRef object_of(std::string_view latin1) {
  return checked(
      PyUnicode_DecodeLatin1(latin1.data(), static_cast<Py_ssize_t>(latin1.size()), nullptr));
}

PyRef object_of(const Text& text) {
  if (text.is_latin1()) return object_of(text.latin1());
  const std::u32string points = text.code_points();
  return checked(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, points.data(),
                                           static_cast<Py_ssize_t>(points.size())));
}

PyRef object_of_utf8(const std::string& text) { return object_of(Text::from_utf8(text)); }

PyRef object_of(std::int64_t number) { return checked(PyLong_FromLongLong(number)); }

PyRef object_of(const BigInt& number) {
  // Base 16 has no limit of digits.
  return checked(
      PyLong_FromString(((number.negative() ? "-" : "") + number.digits(16)).c_str(), nullptr, 16));
}

template <typename Items, typename Make>
PyRef list_of(const Items& items, Make make) {
  PyRef list = checked(PyList_New(static_cast<Py_ssize_t>(std::size(items))));
  Py_ssize_t at = 0;
  for (const auto& item : items) PyList_SET_ITEM(list.get(), at++, make(item).release());
  return list;
}

PyRef list_of_values(const std::vector<Value>& items) {
  return list_of(items, [](const Value& item) { return object_of(item); });
}

PyRef tagged(const char* tag, const PyRef& content) {
  PyRef dict = checked(PyDict_New());
  set(dict, checked(PyUnicode_InternFromString(tag)).get(), content);
  return dict;
}

PyRef dict_of(const Dict& value) {
  PyRef items = checked(PyDict_New());
  for (const auto& [key, item] : value.items) set(items, object_of(key).get(), object_of(item));
  return tagged("$dict", items);
}

PyRef object_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNone:
      Py_INCREF(Py_None);
      return PyRef(Py_None);
    case Value::Kind::kBool:
      return checked(PyBool_FromLong(value.as_bool() ? 1 : 0));
    case Value::Kind::kInt:
      return object_of(value.as_int());
    case Value::Kind::kBigInt:
      return object_of(value.as_big_int());
    case Value::Kind::kFloat:
      return checked(PyFloat_FromDouble(value.as_float()));
    case Value::Kind::kStr:
      return object_of(value.as_str());
    case Value::Kind::kBytes:
      return tagged("$bytes", object_of(std::string_view(value.as_bytes())));
    case Value::Kind::kStatus:
      return tagged("$status", object_of(std::int64_t{value.as_status().code}));
    case Value::Kind::kTuple:
      return tagged("$tuple", list_of_values(value.items()));
    case Value::Kind::kList:
      return list_of_values(value.items());
    case Value::Kind::kDict:
      return dict_of(*value.as_dict());
    case Value::Kind::kUnset:
    case Value::Kind::kMessage:
    case Value::Kind::kOpaque:
      break;
  }
  fail("a case holds no value of type " + type_name(value));
}

void append(const PyRef& list, const PyRef& item) {
  if (PyList_Append(list.get(), item.get()) != 0) fail("a list");
}

PyRef actions_object(const std::vector<Action>& actions);

PyRef action_object(const Action& action) {
  PyRef list = checked(PyList_New(0));
  append(list, object_of_utf8(action.name));
  for (const Value& argument : action.args) {
    const bool is_data = action.name == "write" && argument.kind() == Value::Kind::kBytes;
    append(list, is_data ? object_of(std::string_view(argument.as_bytes())) : object_of(argument));
  }
  if (action.name == "try") append(list, actions_object(action.nested));
  if (!action.kwargs.empty()) {
    const PyRef keywords = checked(PyDict_New());
    for (const auto& [name, value] : action.kwargs)
      set(keywords, object_of_utf8(name).get(), object_of(value));
    append(list, tagged("$kw", keywords));
  }
  return list;
}

PyRef actions_object(const std::vector<Action>& actions) { return list_of(actions, action_object); }

PyRef program_object(const Program& program) {
  PyRef methods = checked(PyDict_New());
  for (const auto& [name, actions] : program.methods)
    set(methods, object_of_utf8(name).get(), actions_object(actions));
  return methods;
}

PyRef responses_object(const std::vector<std::pair<Value, Value>>& responses) {
  PyRef dict = checked(PyDict_New());
  for (const auto& [code, texts] : responses) {
    const Text key = code.is_str() ? code.as_str() : Text(code.integer().decimal());
    set(dict, object_of(key).get(), object_of(texts));
  }
  return dict;
}

// --- from Python ---

PyObject* member(PyObject* dict, const Key& key) {
  PyObject* value = PyDict_GetItemWithError(dict, key.get());
  if (value == nullptr) fail("an outcome without " + utf8_of(key.get()));
  return value;
}

Text text_of(PyObject* object) {
  if (!PyUnicode_Check(object)) fail("no str");
  const auto size = static_cast<std::size_t>(PyUnicode_GET_LENGTH(object));
  if (PyUnicode_KIND(object) == PyUnicode_1BYTE_KIND)
    return Text(std::string(reinterpret_cast<const char*>(PyUnicode_1BYTE_DATA(object)), size));
  std::u32string points(size, U'\0');
  for (std::size_t i = 0; i < size; ++i)
    points[i] = PyUnicode_READ_CHAR(object, static_cast<Py_ssize_t>(i));
  return Text::from_code_points(points);
}

std::string bytes_of(PyObject* object) {
  if (!PyUnicode_Check(object) || PyUnicode_KIND(object) != PyUnicode_1BYTE_KIND) fail("no bytes");
  return {reinterpret_cast<const char*>(PyUnicode_1BYTE_DATA(object)),
          static_cast<std::size_t>(PyUnicode_GET_LENGTH(object))};
}

std::int64_t int_of(PyObject* object) {
  const long long number = PyLong_AsLongLong(object);
  if (number == -1 && PyErr_Occurred() != nullptr) fail("no int");
  return number;
}

// What `read` makes of each item.
template <typename Read>
auto items_of(PyObject* list, Read read) {
  if (!PyList_Check(list)) fail("no list");
  std::vector<decltype(read(list))> out;
  const Py_ssize_t size = PyList_GET_SIZE(list);
  out.reserve(static_cast<std::size_t>(size));
  for (Py_ssize_t i = 0; i < size; ++i) out.push_back(read(PyList_GET_ITEM(list, i)));
  return out;
}

Value value_of(PyObject* object);

std::vector<std::pair<Value, Value>> pairs_of(PyObject* dict) {
  if (!PyDict_Check(dict)) fail("no dict");
  std::vector<std::pair<Value, Value>> items;
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &key, &value) != 0;)
    items.emplace_back(text_of(key), value_of(value));
  return items;
}

Value big_int_of(PyObject* digits) {
  const auto number = BigInt::from_decimal(utf8_of(digits));
  if (!number) fail("no digits");
  return Value(*number);
}

Value float_of(PyObject* text) {
  const PyRef number = checked(PyFloat_FromString(text));
  return Value(PyFloat_AS_DOUBLE(number.get()));
}

// Nothing when the one key is no tag.
std::optional<Value> tagged_value_of(PyObject* key, PyObject* content) {
  const std::string tag = utf8_of(key);
  if (tag == "$status") return Value(Status{static_cast<int>(int_of(content))});
  if (tag == "$bytes") return Value(Bytes{bytes_of(content)});
  if (tag == "$float") return float_of(content);
  if (tag == "$int") return big_int_of(content);
  if (tag == "$tuple") return Value::tuple(items_of(content, value_of));
  if (tag == "$dict") return Value::dict(pairs_of(content));
  if (tag == "$repr") return Value(Opaque{"", text_of(content)});
  return std::nullopt;
}

Value dict_value_of(PyObject* dict) {
  if (PyDict_Size(dict) == 1) {
    PyObject* key = nullptr;
    PyObject* content = nullptr;
    Py_ssize_t at = 0;
    PyDict_Next(dict, &at, &key, &content);
    if (auto value = tagged_value_of(key, content)) return *std::move(value);
  }
  return Value::dict(pairs_of(dict));
}

Value value_of(PyObject* object) {
  if (object == Py_None) return Value::none();
  if (PyUnicode_Check(object)) return Value(text_of(object));
  if (PyBool_Check(object)) return Value(object == Py_True);
  if (PyLong_Check(object)) return Value(int_of(object));
  if (PyFloat_Check(object)) return Value(PyFloat_AS_DOUBLE(object));
  if (PyList_Check(object)) return Value::list(items_of(object, value_of));
  if (PyDict_Check(object)) return dict_value_of(object);
  fail("no value of an outcome");
}

Raised raised_of(PyObject* object) {
  static const Key kType("type");
  static const Key kMessage("message");
  return {utf8_of(member(object, kType)), text_of(member(object, kMessage))};
}

RequestState request_of(PyObject* object) {
  static const std::pair<Key, Value RequestState::*> kFields[] = {
      {Key("requestline"), &RequestState::requestline},
      {Key("command"), &RequestState::command},
      {Key("path"), &RequestState::path},
      {Key("request_version"), &RequestState::request_version},
      {Key("close_connection"), &RequestState::close_connection},
      {Key("headers"), &RequestState::headers},
      {Key("defects"), &RequestState::defects},
  };
  static const Key kPosition("rfile_pos");
  RequestState request;
  for (const auto& [key, field] : kFields) request.*field = value_of(member(object, key));
  request.rfile_pos = int_of(member(object, kPosition));
  return request;
}

Outcome outcome_of(PyObject* dict) {
  static const Key kWrites("writes");
  static const Key kFlushes("flushes");
  static const Key kLog("log");
  static const Key kRequests("requests");
  static const Key kException("exception");
  static const Key kCaught("caught");
  static const Key kPosition("rfile_pos");
  static const Key kPending("pending");
  static const Key kClose("close_connection");
  Outcome outcome;
  outcome.writes = items_of(member(dict, kWrites), bytes_of);
  outcome.flushes = items_of(member(dict, kFlushes), int_of);
  outcome.log = text_of(member(dict, kLog));
  outcome.requests = items_of(member(dict, kRequests), request_of);
  if (PyObject* raised = member(dict, kException); raised != Py_None)
    outcome.exception = raised_of(raised);
  if (PyObject* caught = PyDict_GetItemWithError(dict, kCaught.get()); caught != nullptr)
    outcome.caught = items_of(caught, raised_of);
  outcome.rfile_pos = int_of(member(dict, kPosition));
  if (PyObject* pending = member(dict, kPending); pending != Py_None)
    outcome.pending = bytes_of(pending);
  outcome.close_connection = value_of(member(dict, kClose));
  return outcome;
}

void set_numbers(const PyRef& dict, const Case& one) {
  static const std::pair<Key, std::optional<std::int64_t> Case::*> kNumbers[] = {
      {Key("rfile_timeout_at"), &Case::rfile_timeout_at},
      {Key("rfile_error_at"), &Case::rfile_error_at},
      {Key("wfile_timeout_at"), &Case::wfile_timeout_at},
      {Key("wfile_error_at"), &Case::wfile_error_at},
  };
  for (const auto& [key, field] : kNumbers)
    if (one.*field) set(dict, key.get(), object_of(*(one.*field)));
  static const Key kKind("timeout_kind");
  if (one.timeout_kind == Case::TimeoutKind::kEtimedout)
    set(dict, kKind.get(), object_of(std::string_view("etimedout")));
}

void set_values(const PyRef& dict, const Case& one) {
  static const std::pair<Key, Value Case::*> kValues[] = {
      {Key("protocol_version"), &Case::protocol_version},
      {Key("default_request_version"), &Case::default_request_version},
      {Key("server_version"), &Case::server_version},
      {Key("sys_version"), &Case::sys_version},
      {Key("error_message_format"), &Case::error_message_format},
      {Key("error_content_type"), &Case::error_content_type},
      {Key("client_address"), &Case::client_address},
      {Key("time"), &Case::time},
  };
  for (const auto& [key, field] : kValues)
    if (!(one.*field).is_unset()) set(dict, key.get(), object_of(one.*field));
}

}  // namespace

PyRef checked(PyObject* object) {
  if (object == nullptr) fail("out of memory, or worse");
  return PyRef(object);
}

std::string utf8_of(PyObject* object) { return text_of(object).utf8(); }

PyRef case_object(const Case& one) {
  static const Key kId("id");
  static const Key kRfile("rfile");
  static const Key kResponses("responses");
  static const Key kResponsesOnly("responses_only");
  static const Key kProgram("program");
  PyRef dict = checked(PyDict_New());
  set(dict, kId.get(), object_of_utf8(one.id));
  set(dict, kRfile.get(), object_of(std::string_view(one.rfile)));
  set_values(dict, one);
  set_numbers(dict, one);
  if (one.responses) set(dict, kResponses.get(), responses_object(*one.responses));
  if (one.responses_only) set(dict, kResponsesOnly.get(), object_of(Value(true)));
  if (one.program) set(dict, kProgram.get(), program_object(*one.program));
  return dict;
}

Answer answer_of(PyObject* object) {
  static const Key kUnsupported("unsupported");
  static const Key kError("error");
  if (!PyDict_Check(object)) fail("an answer that is no dict");
  if (PyObject* why = PyDict_GetItemWithError(object, kUnsupported.get()); why != nullptr)
    return conformance::Unsupported{utf8_of(why)};
  if (PyObject* why = PyDict_GetItemWithError(object, kError.get()); why != nullptr)
    return conformance::Failure{conformance::Failure::Kind::kError, utf8_of(why)};
  return outcome_of(object);
}

}  // namespace basehttp::fuzz
