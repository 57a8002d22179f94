#include "fuzz/differential/python_objects.h"

#include <marshal.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/harness/protocol_fields.h"
#include "fuzz/differential/marshal.h"
#include "fuzz/differential/marshalled.h"

namespace basehttp::fuzz {
namespace {

using conformance::Outcome;
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

PyRef object_of(const std::string& marshalled) {
  return checked(PyMarshal_ReadObjectFromString(marshalled.data(),
                                                static_cast<Py_ssize_t>(marshalled.size())));
}

// The name of a key, interned: it lives as long as the interpreter.
class Key {
 public:
  explicit Key(const char* text) : object_(checked(PyUnicode_InternFromString(text)).release()) {}
  // What stands under it; null when nothing does.
  [[nodiscard]] PyObject* of(PyObject* dict) const {
    return PyDict_GetItemWithError(dict, object_);
  }
  [[nodiscard]] PyObject* get() const noexcept { return object_; }

 private:
  PyObject* object_;
};

// Whether an object says what is given, looked at where it is.  False for null, and for what is
// of another type.
struct InPlace {
  static bool says(PyObject* object, std::string_view latin1) {
    return object != nullptr && PyUnicode_Check(object) &&
           PyUnicode_KIND(object) == PyUnicode_1BYTE_KIND &&
           static_cast<std::size_t>(PyUnicode_GET_LENGTH(object)) == latin1.size() &&
           std::memcmp(PyUnicode_1BYTE_DATA(object), latin1.data(), latin1.size()) == 0;
  }

  static bool says(PyObject* object, const std::string& latin1) {
    return says(object, std::string_view(latin1));
  }

  // Wide texts are left to same_outcome().
  static bool says(PyObject* object, const Text& text) {
    return text.is_latin1() && says(object, text.latin1());
  }

  static bool says(PyObject* object, std::int64_t number) {
    if (object == nullptr || !PyLong_CheckExact(object)) return false;
    int overflow = 0;
    return PyLong_AsLongLongAndOverflow(object, &overflow) == number && overflow == 0;
  }

  template <typename Item>
  static bool says(PyObject* object, const std::vector<Item>& items) {
    if (object == nullptr || !PyList_Check(object) ||
        static_cast<std::size_t>(PyList_GET_SIZE(object)) != items.size())
      return false;
    Py_ssize_t at = 0;
    return std::all_of(items.begin(), items.end(),
                       [&](const Item& item) { return says(PyList_GET_ITEM(object, at++), item); });
  }

  static bool says(PyObject* object, const Value& value) {
    switch (value.kind()) {
      case Value::Kind::kNone:
        return object == Py_None;
      case Value::Kind::kBool:
        return object == (value.as_bool() ? Py_True : Py_False);
      case Value::Kind::kInt:
        return says(object, value.as_int());
      case Value::Kind::kStr:
        return says(object, value.as_str());
      case Value::Kind::kList:
        return says(object, value.items());
      default:
        return false;
    }
  }

  static bool says(PyObject* object, const Raised& raised) {
    static const Key kType("type");
    static const Key kMessage("message");
    return object != nullptr && PyDict_Check(object) && says(kType.of(object), raised.type) &&
           says(kMessage.of(object), raised.message);
  }

  static bool says(PyObject* object, const RequestState& request) {
    static const auto kFields = [] {
      std::vector<std::pair<Key, Value RequestState::*>> fields;
      for (const auto& [key, field] : conformance::kRequestValues)
        fields.emplace_back(Key(key.data()), field);
      return fields;
    }();
    static const Key kPosition("rfile_pos");
    return object != nullptr && PyDict_Check(object) &&
           says(kPosition.of(object), request.rfile_pos) &&
           std::all_of(kFields.begin(), kFields.end(), [&](const auto& field) {
             return says(field.first.of(object), request.*field.second);
           });
  }

  // None for what is not there.
  template <typename T>
  static bool says_optional(PyObject* object, const std::optional<T>& value) {
    return value ? says(object, *value) : object == Py_None;
  }
};

}  // namespace

PyRef checked(PyObject* object) {
  if (object == nullptr) fail("out of memory, or worse");
  return PyRef(object);
}

std::string utf8_of(PyObject* object) {
  Py_ssize_t size = 0;
  const char* utf8 = PyUnicode_Check(object) ? PyUnicode_AsUTF8AndSize(object, &size) : nullptr;
  if (utf8 == nullptr) fail("no str");
  return {utf8, static_cast<std::size_t>(size)};
}

PyRef CaseObjects::make(const conformance::Case& one) {
  static const Key kProgram("program");
  try {
    marshalled_.clear();
    MarshalWriter writer(marshalled_);
    marshal_case(one, writer);
    PyRef dict = object_of(marshalled_);
    if (one.program && PyDict_SetItem(dict.get(), kProgram.get(), program(*one.program)) != 0)
      fail("a dict");
    return dict;
  } catch (const MarshalError& error) {
    fail(error.what());
  }
}

PyObject* CaseObjects::program(const conformance::Program& program) {
  constexpr std::size_t kMost = 256;
  marshalled_.clear();
  MarshalWriter writer(marshalled_);
  marshal_program(program, writer);
  const auto found = programs_.find(marshalled_);
  if (found != programs_.end()) return found->second.get();
  if (programs_.size() == kMost) programs_.clear();
  return programs_.emplace(marshalled_, object_of(marshalled_)).first->second.get();
}

conformance::Answer answer_of(PyObject* object) {
  constexpr int kVersion = 2;
  const PyRef marshalled = checked(PyMarshal_WriteObjectToString(object, kVersion));
  MarshalReader reader({PyBytes_AS_STRING(marshalled.get()),
                        static_cast<std::size_t>(PyBytes_GET_SIZE(marshalled.get()))});
  try {
    return read_answer(reader);
  } catch (const MarshalError& error) {
    fail(error.what());
  }
}

bool says(PyObject* object, const Outcome& outcome) {
  static const Key kWrites("writes");
  static const Key kFlushes("flushes");
  static const Key kLog("log");
  static const Key kRequests("requests");
  static const Key kException("exception");
  static const Key kCaught("caught");
  static const Key kPosition("rfile_pos");
  static const Key kPending("pending");
  static const Key kClose("close_connection");
  if (!PyDict_Check(object)) return false;
  PyObject* const caught = kCaught.of(object);
  return InPlace::says(kRequests.of(object), outcome.requests) &&
         InPlace::says(kWrites.of(object), outcome.writes) &&
         InPlace::says(kLog.of(object), outcome.log) &&
         InPlace::says(kFlushes.of(object), outcome.flushes) &&
         InPlace::says_optional(kException.of(object), outcome.exception) &&
         (caught == nullptr ? outcome.caught.empty() : InPlace::says(caught, outcome.caught)) &&
         InPlace::says(kPosition.of(object), outcome.rfile_pos) &&
         InPlace::says_optional(kPending.of(object), outcome.pending) &&
         InPlace::says(kClose.of(object), outcome.close_connection);
}

}  // namespace basehttp::fuzz
