// A Python value, as far as a handler can meet one: what the attributes of
// BaseHTTPRequestHandler hold, what its methods take and what they return.
//
// Values are cheap to copy: lists, dicts and objects are shared, as in Python.
#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/big_int.h"
#include "basehttp/text.h"

namespace basehttp {

class Value;
class HTTPMessage;
struct Profile;
struct List;
struct Tuple;
struct Dict;

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

// A value of which only the repr is known (a type, a bound method).
struct Opaque {
  std::string type_name;
  Text repr;
};

class Value {  // NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): kind_ names the member
 public:
  enum class Kind : std::uint8_t {
    kUnset,  // no such attribute; never visible to Python
    kNone,
    kBool,
    kInt,
    kFloat,
    kStatus,
    // Up to here a value is its bits; then come two that are bytes of their own,
    // and then those that are shared.
    kStr,
    kBytes,
    kBigInt,
    kTuple,
    kList,
    kDict,
    kMessage,
    kOpaque,
  };

  Value() noexcept {}  // unset; NOLINT(modernize-use-equals-default): of a union
  // NOLINTBEGIN(google-explicit-constructor): as in Python, a literal is a value
  constexpr Value(std::nullptr_t) noexcept : kind_(Kind::kNone) {}
  Value(bool b) noexcept : kind_(Kind::kBool), bool_(b) {}
  constexpr Value(int i) noexcept : kind_(Kind::kInt), int_(i) {}
  Value(std::int64_t i) noexcept : kind_(Kind::kInt), int_(i) {}
  Value(double d) noexcept : kind_(Kind::kFloat), float_(d) {}
  Value(const Text& t) : kind_(Kind::kStr), text_(t) {}
  Value(Text&& t) noexcept : kind_(Kind::kStr), text_(std::move(t)) {}
  Value(std::string_view latin1) : kind_(Kind::kStr), text_(latin1) {}
  Value(const std::string& latin1) : kind_(Kind::kStr), text_(latin1) {}
  Value(const char* latin1) : kind_(Kind::kStr), text_(latin1) {}
  Value(const Bytes& b) : kind_(Kind::kBytes), text_(b.data) {}
  Value(Status s) noexcept : kind_(Kind::kStatus), status_(s) {}
  Value(std::shared_ptr<HTTPMessage> m) noexcept : kind_(Kind::kMessage), message_(std::move(m)) {}
  Value(std::shared_ptr<List> l) noexcept : kind_(Kind::kList), list_(std::move(l)) {}
  Value(std::shared_ptr<Dict> d) noexcept : kind_(Kind::kDict), dict_(std::move(d)) {}
  Value(Opaque o) : kind_(Kind::kOpaque), opaque_(std::make_shared<const Opaque>(std::move(o))) {}
  // As literal(), of a constant.
  constexpr explicit Value(Text::Literal literal) noexcept : kind_(Kind::kStr), text_(literal) {}
  // An int of any size; small ones are kept as kInt.
  Value(BigInt i);
  // NOLINTEND(google-explicit-constructor)

  Value(const Value& other) { copy(other); }
  Value(Value&& other) noexcept { take(other); }
  Value& operator=(const Value& other) {
    if (kind_ == Kind::kStr && other.kind_ == Kind::kStr) {
      text_ = other.text_;
    } else {
      assign_any(other);
    }
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    if (other.is_plain()) {
      // Read first: what is destroyed may own `other`.
      const Kind kind = other.kind_;
      std::int64_t bits = 0;
      std::memcpy(&bits, &other.int_, sizeof(bits));
      destroy();
      kind_ = kind;
      std::memcpy(&int_, &bits, sizeof(bits));
    } else if (this != &other) {
      // Moved first: what is destroyed may own `other`.
      Value moved(std::move(other));
      destroy();
      take(moved);
    }
    return *this;
  }
  ~Value() { destroy(); }

  static Value none() { return Value(nullptr); }
  static Value tuple(std::vector<Value> items);
  static Value list(std::vector<Value> items);
  static Value dict(const std::vector<std::pair<Value, Value>>& items);

  // A str of bytes that live as long as the program, see Text::literal.
  static Value literal(std::string_view latin1) noexcept { return Value(Text::Literal{latin1}); }
  // A str that refers to bytes of somebody else, see Text::borrow.
  static Value borrow(std::string_view latin1) noexcept {
    Value value;
    value.assign_borrowed(latin1);
    return value;
  }

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_unset() const noexcept { return kind_ == Kind::kUnset; }
  [[nodiscard]] bool is_none() const noexcept { return kind_ == Kind::kNone; }
  [[nodiscard]] bool is_str() const noexcept { return kind_ == Kind::kStr; }
  // A str whose characters are all below U+0100.
  [[nodiscard]] bool is_latin1() const noexcept { return is_str() && text_.is_latin1(); }

  // Each of these only when kind() says so; std::logic_error otherwise.
  [[nodiscard]] bool as_bool() const { return checked(Kind::kBool, bool_); }
  [[nodiscard]] std::int64_t as_int() const { return checked(Kind::kInt, int_); }
  [[nodiscard]] const BigInt& as_big_int() const { return *checked(Kind::kBigInt, big_int_); }
  [[nodiscard]] double as_float() const { return checked(Kind::kFloat, float_); }
  [[nodiscard]] const Text& as_str() const { return checked(Kind::kStr, text_); }
  [[nodiscard]] Text& as_str() {
    if (kind_ != Kind::kStr) raise_wrong_kind();
    return text_;
  }
  // The view lives until the value is changed or moved.
  [[nodiscard]] std::string_view as_bytes() const { return checked(Kind::kBytes, text_).latin1(); }
  [[nodiscard]] Status as_status() const { return checked(Kind::kStatus, status_); }
  // The items of a tuple or a list.
  [[nodiscard]] const std::vector<Value>& items() const;
  [[nodiscard]] const std::shared_ptr<List>& as_list() const { return checked(Kind::kList, list_); }
  [[nodiscard]] const std::shared_ptr<Dict>& as_dict() const { return checked(Kind::kDict, dict_); }
  [[nodiscard]] const std::shared_ptr<HTTPMessage>& as_message() const {
    return checked(Kind::kMessage, message_);
  }
  [[nodiscard]] const Opaque& as_opaque() const { return *checked(Kind::kOpaque, opaque_); }

  // As `*this = Value(b)` and `*this = none()`.
  void assign_bool(bool b) noexcept {
    if (!is_plain()) destroy();
    kind_ = Kind::kBool;
    bool_ = b;
  }
  void assign_none() noexcept {
    destroy();
    kind_ = Kind::kNone;
  }
  // Makes this a str of these ISO 8859-1 bytes, reusing storage: no allocation
  // when the value was a str at least as long.
  void assign_str(std::string_view latin1) {
    if (kind_ != Kind::kStr) [[unlikely]]
      return become(Kind::kStr, latin1);
    text_.assign(latin1);
  }
  // The same for bytes within others, see Text::assign_within.
  void assign_str_within(std::string_view latin1) {
    if (kind_ != Kind::kStr) [[unlikely]]
      return become(Kind::kStr, latin1);
    text_.assign_within(latin1);
  }
  // As assign_str, for bytes.
  void assign_bytes(std::string_view bytes) {
    if (kind_ != Kind::kBytes) [[unlikely]]
      return become(Kind::kBytes, bytes);
    text_.assign(bytes);
  }
  // As `*this = borrow(latin1)`.
  void assign_borrowed(std::string_view latin1) noexcept {
    destroy();
    new (&text_) Text(Text::borrow(latin1));
    kind_ = Kind::kStr;
  }

  // An int, bool or HTTPStatus as an exact number; kind() tells which they are.
  [[nodiscard]] bool is_integer() const noexcept {
    return kind_ == Kind::kInt || kind_ == Kind::kBool || kind_ == Kind::kBigInt ||
           kind_ == Kind::kStatus;
  }
  [[nodiscard]] BigInt integer() const;
  // The same when it is small, which all but big ints are; false for what is no such number.
  [[nodiscard]] bool small_integer(std::int64_t& number) const noexcept {
    switch (kind_) {
      case Kind::kInt:
        number = int_;
        return true;
      case Kind::kStatus:
        number = status_.code;
        return true;
      case Kind::kBool:
        number = bool_ ? 1 : 0;
        return true;
      default:
        return false;
    }
  }

 private:
  // The member of a kind, if it is that kind.
  template <typename Member>
  const Member& checked(Kind kind, const Member& member) const {
    if (kind_ != kind) raise_wrong_kind();
    return member;
  }
  [[noreturn]] static void raise_wrong_kind();

  void assign_any(const Value& other);

  [[nodiscard]] bool is_plain() const noexcept {
    // clang-analyzer loses the kind of a pair's second value on its way out of a function.
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult)
    return kind_ < Kind::kStr;
  }
  [[nodiscard]] bool is_text() const noexcept {
    return kind_ == Kind::kStr || kind_ == Kind::kBytes;
  }

  void destroy() noexcept {
    if (is_plain()) return;
    if (is_text()) {
      text_.~Text();
    } else {
      destroy_shared();
    }
  }
  // A str, or bytes, from something else.  Called last, so that its callers have no registers to
  // save for it.
  void become(Kind kind, std::string_view bytes);
  // Each into a value that holds nothing to destroy.
  void copy(const Value& other) {
    if (other.is_plain()) return copy_plain(other);
    if (!other.is_text()) return copy_shared(other);
    new (&text_) Text(other.text_);
    kind_ = other.kind_;
  }
  void take(Value& other) noexcept {
    if (other.is_plain()) return copy_plain(other);
    if (!other.is_text()) return take_shared(other);
    new (&text_) Text(std::move(other.text_));
    kind_ = other.kind_;
  }
  void copy_plain(const Value& other) noexcept {
    kind_ = other.kind_;
    std::memcpy(&int_, &other.int_, sizeof(int_));
  }
  // Calls `act` with a pointer to the member that a kind stands for.
  template <typename Act>
  static void with_member(Kind kind, const Act& act);
  void copy_shared(const Value& other);
  void take_shared(Value& other) noexcept;
  void destroy_shared() noexcept;

  Kind kind_ = Kind::kUnset;
  union {  // NOLINTBEGIN(readability-identifier-naming): members of Value, private ones
    std::int64_t int_ = 0;  // as large as the other plain ones
    bool bool_;
    double float_;
    Status status_;
    Text text_;  // of a str, and of bytes
    std::shared_ptr<const BigInt> big_int_;
    std::shared_ptr<const Tuple> tuple_;
    std::shared_ptr<List> list_;
    std::shared_ptr<Dict> dict_;
    std::shared_ptr<HTTPMessage> message_;
    std::shared_ptr<const Opaque> opaque_;
  };  // NOLINTEND(readability-identifier-naming)
};    // NOLINTEND(cppcoreguidelines-pro-type-member-init)

// None, where a reference to one is wanted.
inline constinit const Value kNoneValue{nullptr};

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

inline const std::vector<Value>& Value::items() const {
  if (kind_ == Kind::kList) return list_->items;
  return checked(Kind::kTuple, tuple_)->items;
}

// bool(value), of what is no bool.
[[nodiscard]] bool truth_of_any(const Value& value);
// bool(value).
[[nodiscard]] inline bool truth(const Value& value) {
  return value.kind() == Value::Kind::kBool ? value.as_bool() : truth_of_any(value);
}
// a == b.  Numbers compare across types, as in Python; nothing is raised.
[[nodiscard]] bool equal(const Value& a, const Value& b);
// key in container.  Raises what Python raises: TypeError for a container that has no items, for
// a dict and a key that is not hashable, for a str or bytes and a key of another kind.
[[nodiscard]] bool contains(const Value& container, const Value& key, const Profile& profile);
// type(value).__name__, e.g. "NoneType", "HTTPStatus".
[[nodiscard]] std::string type_name(const Value& value);
// str(value) and repr(value).  Raises what Python raises: ValueError for an int
// over the digit limit of the profile.
[[nodiscard]] Text str(const Value& value, const Profile& profile);
[[nodiscard]] Text repr(const Value& value, const Profile& profile);
// ascii(value).
[[nodiscard]] Text ascii(const Value& value, const Profile& profile);

}  // namespace basehttp
