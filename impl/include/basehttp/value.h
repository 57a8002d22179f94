// A Python value, as far as a handler can meet one: what the attributes of
// BaseHTTPRequestHandler hold, what its methods take and what they return.
//
// Values are cheap to copy: lists, dicts and objects are shared, as in Python.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "basehttp/big_int.h"
#include "basehttp/text.h"

namespace basehttp {

class Value;
class HTTPMessage;
struct Profile;

// Python's `bytes`.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

// A member of http.HTTPStatus, by number; its names depend on the profile.
struct Status {
  int code = 0;
  friend bool operator==(const Status&, const Status&) = default;
};

struct List {
  std::vector<Value> items;
};
struct Tuple {
  std::vector<Value> items;
};
// Insertion-ordered, as Python's dict.  Keys are compared with equal().
struct Dict {
  std::vector<std::pair<Value, Value>> items;
  // Null when the key is absent.  The pointer lives until the dict changes.
  [[nodiscard]] const Value* find(const Value& key) const;
  void set(const Value& key, Value value);
};

// A value of which only the repr is known (a type, a bound method).
struct Opaque {
  std::string type_name;
  Text repr;
};

class Value {
 public:
  enum class Kind : std::uint8_t {
    kUnset,  // no such attribute; never visible to Python
    kNone,
    kBool,
    kInt,
    kBigInt,
    kFloat,
    kStr,
    kBytes,
    kStatus,
    kTuple,
    kList,
    kDict,
    kMessage,
    kOpaque,
  };

  Value() = default;  // unset
  // NOLINTBEGIN(google-explicit-constructor): as in Python, a literal is a value
  Value(std::nullptr_t) : data_(None{}) {}
  Value(bool b) : data_(b) {}
  Value(int i) : data_(std::int64_t{i}) {}
  Value(std::int64_t i) : data_(i) {}
  Value(double d) : data_(d) {}
  Value(Text t) : data_(std::move(t)) {}
  Value(std::string_view latin1) : data_(Text(latin1)) {}
  Value(std::string latin1) : data_(Text(std::move(latin1))) {}
  Value(const char* latin1) : data_(Text(latin1)) {}
  Value(Bytes b) : data_(std::move(b)) {}
  Value(Status s) : data_(s) {}
  Value(std::shared_ptr<HTTPMessage> m) : data_(std::move(m)) {}
  Value(std::shared_ptr<List> l) : data_(std::move(l)) {}
  Value(std::shared_ptr<Dict> d) : data_(std::move(d)) {}
  Value(Opaque o) : data_(std::make_shared<const Opaque>(std::move(o))) {}
  // An int of any size; small ones are kept as kInt.
  Value(BigInt i);
  // NOLINTEND(google-explicit-constructor)

  static Value none() { return Value(nullptr); }
  static Value tuple(std::vector<Value> items);
  static Value list(std::vector<Value> items);
  static Value dict(const std::vector<std::pair<Value, Value>>& items);

  [[nodiscard]] Kind kind() const noexcept { return static_cast<Kind>(data_.index()); }
  [[nodiscard]] bool is_unset() const noexcept { return kind() == Kind::kUnset; }
  [[nodiscard]] bool is_none() const noexcept { return kind() == Kind::kNone; }
  [[nodiscard]] bool is_str() const noexcept { return kind() == Kind::kStr; }

  // Each of these only when kind() says so.
  [[nodiscard]] bool as_bool() const { return std::get<bool>(data_); }
  [[nodiscard]] std::int64_t as_int() const { return std::get<std::int64_t>(data_); }
  [[nodiscard]] const BigInt& as_big_int() const {
    return *std::get<std::shared_ptr<const BigInt>>(data_);
  }
  [[nodiscard]] double as_float() const { return std::get<double>(data_); }
  [[nodiscard]] const Text& as_str() const { return std::get<Text>(data_); }
  [[nodiscard]] Text& as_str() { return std::get<Text>(data_); }
  [[nodiscard]] const std::string& as_bytes() const { return std::get<Bytes>(data_).data; }
  [[nodiscard]] Status as_status() const { return std::get<Status>(data_); }
  // The items of a tuple or a list.
  [[nodiscard]] const std::vector<Value>& items() const;
  [[nodiscard]] const std::shared_ptr<List>& as_list() const {
    return std::get<std::shared_ptr<List>>(data_);
  }
  [[nodiscard]] const std::shared_ptr<Dict>& as_dict() const {
    return std::get<std::shared_ptr<Dict>>(data_);
  }
  [[nodiscard]] const std::shared_ptr<HTTPMessage>& as_message() const {
    return std::get<std::shared_ptr<HTTPMessage>>(data_);
  }
  [[nodiscard]] const Opaque& as_opaque() const {
    return *std::get<std::shared_ptr<const Opaque>>(data_);
  }

  // Makes this a str of these ISO 8859-1 bytes, reusing storage: no allocation
  // when the value was a str at least as long.
  void assign_str(std::string_view latin1);

  // An int, bool or HTTPStatus as an exact number; kind() tells which they are.
  [[nodiscard]] bool is_integer() const noexcept;
  [[nodiscard]] BigInt integer() const;

 private:
  struct Unset {};
  struct None {};
  // The order is that of Kind.
  std::variant<Unset, None, bool, std::int64_t, std::shared_ptr<const BigInt>, double, Text, Bytes,
               Status, std::shared_ptr<const Tuple>, std::shared_ptr<List>, std::shared_ptr<Dict>,
               std::shared_ptr<HTTPMessage>, std::shared_ptr<const Opaque>>
      data_;
};

// bool(value).
[[nodiscard]] bool truth(const Value& value);
// a == b.  Numbers compare across types, as in Python; nothing is raised.
[[nodiscard]] bool equal(const Value& a, const Value& b);
// type(value).__name__, e.g. "NoneType", "HTTPStatus".
[[nodiscard]] std::string type_name(const Value& value);
// str(value) and repr(value).  Raises what Python raises: ValueError for an int
// over the digit limit of the profile.
[[nodiscard]] Text str(const Value& value, const Profile& profile);
[[nodiscard]] Text repr(const Value& value, const Profile& profile);
// ascii(value).
[[nodiscard]] Text ascii(const Value& value, const Profile& profile);

}  // namespace basehttp
