#include "basehttp/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>
#include <utility>

#include "basehttp/http_message.h"
#include "basehttp/http_status.h"
#include "basehttp/profile.h"
#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "decimal.h"

namespace basehttp {
namespace {

// repr(float): the shortest digits that read back as the same number, with an
// exponent outside 1e-4 <= x < 1e16.
std::string repr_float(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::array<char, 64> buffer{};
  const auto scientific = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                        std::chars_format::scientific);
  const std::string_view shortest(buffer.data(),
                                  static_cast<std::size_t>(scientific.ptr - buffer.data()));
  const int exponent = std::atoi(std::string(shortest.substr(shortest.find('e') + 1)).c_str());
  if (exponent < -4 || exponent >= 16) return std::string(shortest);
  std::array<char, 64> plain{};
  const auto fixed =
      std::to_chars(plain.data(), plain.data() + plain.size(), value, std::chars_format::fixed);
  std::string text(plain.data(), fixed.ptr);
  if (text.find('.') == std::string::npos) text += ".0";
  return text;
}

// str(int) of a number over the digit limit raises.
Text decimal(const BigInt& number, const Profile& profile) {
  std::string digits = number.digits(10);
  if (profile.int_max_str_digits != 0 && digits.size() > profile.int_max_str_digits) {
    const std::string limit = std::to_string(profile.int_max_str_digits);
    throw PythonError("ValueError",
                      Text("Exceeds the limit (" + limit +
                           (profile.wording.digit_limit_counts_digits ? " digits" : "") +
                           ") for integer string conversion" +
                           "; use sys.set_int_max_str_digits() to increase the limit"));
  }
  return Text((number.negative() ? "-" : "") + std::move(digits));
}

std::string status_member(Status status, const Profile& profile) {
  const StatusEntry* entry = profile.statuses->find(status.code);
  return "HTTPStatus." + (entry != nullptr ? status_name(*entry) : std::to_string(status.code));
}

template <typename Items, typename Write>
Text join(std::string_view open, const Items& items, std::string_view close, const Write& write) {
  Text joined(open);
  bool first = true;
  for (const auto& item : items) {
    if (!first) joined.append(std::string_view(", "));
    first = false;
    write(joined, item);
  }
  return joined.append(close);
}

// Exactly: an int is never rounded to be equal to a float.
bool equal_numbers(const BigInt& integer, double real) {
  return std::isfinite(real) && real == std::trunc(real) && BigInt::from_double(real) == integer;
}

}  // namespace

const Value* Dict::find(const Value& key) const {
  for (const auto& [k, v] : items) {
    if (equal(k, key)) return &v;
  }
  return nullptr;
}

void Dict::set(const Value& key, Value value) {
  for (auto& [k, v] : items) {
    if (equal(k, key)) {
      v = std::move(value);
      return;
    }
  }
  items.emplace_back(key, std::move(value));
}

Value::Value(BigInt i) {  // NOLINT(cppcoreguidelines-pro-type-member-init): kind_ names it
  if (const auto small = i.to_int64()) {
    kind_ = Kind::kInt;
    int_ = *small;
  } else {
    new (&big_int_) std::shared_ptr<const BigInt>(std::make_shared<const BigInt>(std::move(i)));
    kind_ = Kind::kBigInt;
  }
}

Value Value::tuple(std::vector<Value> items) {
  Value value;
  new (&value.tuple_)
      std::shared_ptr<const Tuple>(std::make_shared<const Tuple>(Tuple{std::move(items)}));
  value.kind_ = Kind::kTuple;
  return value;
}

Value Value::list(std::vector<Value> items) {
  return Value(std::make_shared<List>(List{std::move(items)}));
}

Value Value::dict(const std::vector<std::pair<Value, Value>>& items) {
  auto dict = std::make_shared<Dict>();
  for (const auto& [key, value] : items) dict->set(key, value);
  return Value(std::move(dict));
}

template <typename Act>
void Value::with_member(Kind kind, const Act& act) {
  switch (kind) {
    case Kind::kBigInt:
      return act(&Value::big_int_);
    case Kind::kTuple:
      return act(&Value::tuple_);
    case Kind::kList:
      return act(&Value::list_);
    case Kind::kDict:
      return act(&Value::dict_);
    case Kind::kMessage:
      return act(&Value::message_);
    case Kind::kOpaque:
      return act(&Value::opaque_);
    default:
      return act(&Value::int_);
  }
}

void Value::copy_shared(const Value& other) {
  with_member(other.kind_,
              [&](auto member) { std::construct_at(&(this->*member), other.*member); });
  kind_ = other.kind_;
}

void Value::take_shared(Value& other) noexcept {
  with_member(other.kind_,
              [&](auto member) { std::construct_at(&(this->*member), std::move(other.*member)); });
  kind_ = other.kind_;
}

void Value::become(Kind kind, std::string_view bytes) {
  if (!is_plain()) {
    destroy();
    kind_ = Kind::kUnset;
  }
  new (&text_) Text(bytes);
  kind_ = kind;
}

void Value::assign_any(const Value& other) {
  if (is_plain() && other.is_plain()) {
    copy_plain(other);
  } else if (this != &other) {
    // Copied first: what is destroyed may own `other`.
    Value copy(other);
    destroy();
    take(copy);
  }
}

void Value::destroy_shared() noexcept {
  with_member(kind_, [&](auto member) { std::destroy_at(&(this->*member)); });
}

void Value::raise_wrong_kind() { throw std::logic_error("a Value of another kind"); }

BigInt Value::integer() const {
  std::int64_t number = 0;
  return small_integer(number) ? BigInt(number) : as_big_int();
}

bool truth_of_any(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      return false;
    case Value::Kind::kInt:
      return value.as_int() != 0;
    case Value::Kind::kFloat:
      return value.as_float() != 0;
    case Value::Kind::kStr:
      return !value.as_str().empty();
    case Value::Kind::kBytes:
      return !value.as_bytes().empty();
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      return !value.items().empty();
    case Value::Kind::kDict:
      return !value.as_dict()->items.empty();
    default:
      return true;
  }
}

bool equal(const Value& a, const Value& b) {
  std::int64_t small_a = 0;
  std::int64_t small_b = 0;
  if (a.small_integer(small_a) && b.small_integer(small_b)) return small_a == small_b;
  if (a.is_integer() && b.is_integer()) return a.integer() == b.integer();
  using Kind = Value::Kind;
  if (a.is_integer() && b.kind() == Kind::kFloat) return equal_numbers(a.integer(), b.as_float());
  if (b.is_integer() && a.kind() == Kind::kFloat) return equal_numbers(b.integer(), a.as_float());
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::kFloat:
      return a.as_float() == b.as_float();
    case Kind::kStr:
      return a.as_str() == b.as_str();
    case Kind::kBytes:
      return a.as_bytes() == b.as_bytes();
    case Kind::kTuple:
    case Kind::kList: {
      if (a.items().size() != b.items().size()) return false;
      for (std::size_t i = 0; i < a.items().size(); ++i) {
        if (!equal(a.items()[i], b.items()[i])) return false;
      }
      return true;
    }
    case Kind::kDict: {
      if (a.as_dict()->items.size() != b.as_dict()->items.size()) return false;
      for (const auto& [key, value] : a.as_dict()->items) {
        const Value* other = b.as_dict()->find(key);
        if (other == nullptr || !equal(value, *other)) return false;
      }
      return true;
    }
    case Kind::kMessage:
      return a.as_message() == b.as_message();
    case Kind::kOpaque:
      return &a.as_opaque() == &b.as_opaque();
    default:
      return true;  // both unset, both None
  }
}

std::string type_name(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      return "NoneType";
    case Value::Kind::kBool:
      return "bool";
    case Value::Kind::kInt:
    case Value::Kind::kBigInt:
      return "int";
    case Value::Kind::kFloat:
      return "float";
    case Value::Kind::kStr:
      return "str";
    case Value::Kind::kBytes:
      return "bytes";
    case Value::Kind::kStatus:
      return "HTTPStatus";
    case Value::Kind::kTuple:
      return "tuple";
    case Value::Kind::kList:
      return "list";
    case Value::Kind::kDict:
      return "dict";
    case Value::Kind::kMessage:
      return value.as_message()->is_plain ? "Message" : "HTTPMessage";
    case Value::Kind::kOpaque:
      return value.as_opaque().type_name;
  }
  return {};
}

Text str(const Value& value, const Profile& profile) {
  switch (value.kind()) {
    case Value::Kind::kStr:
      return value.as_str();
    case Value::Kind::kStatus:
      return profile.status_str_is_number ? Text(Decimal(value.as_status().code).digits())
                                          : Text(status_member(value.as_status(), profile));
    default:
      return repr(value, profile);
  }
}

Text repr(const Value& value, const Profile& profile) {
  const auto write_repr = [&](Text& out, const Value& item) { out.append(repr(item, profile)); };
  switch (value.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      return "None";
    case Value::Kind::kBool:
      return value.as_bool() ? "True" : "False";
    case Value::Kind::kInt:
      return Decimal(value.as_int()).digits();
    case Value::Kind::kBigInt:
      return decimal(value.as_big_int(), profile);
    case Value::Kind::kFloat:
      return repr_float(value.as_float());
    case Value::Kind::kStr:
      return repr(value.as_str());
    case Value::Kind::kBytes:
      return repr_bytes(value.as_bytes());
    case Value::Kind::kStatus:
      return Text("<" + status_member(value.as_status(), profile) + ": " +
                  std::to_string(value.as_status().code) + ">");
    case Value::Kind::kTuple:
      return join("(", value.items(), value.items().size() == 1 ? ",)" : ")", write_repr);
    case Value::Kind::kList:
      return join("[", value.items(), "]", write_repr);
    case Value::Kind::kDict:
      return join("{", value.as_dict()->items, "}", [&](Text& out, const auto& item) {
        out.append(repr(item.first, profile)).append(std::string_view(": "));
        out.append(repr(item.second, profile));
      });
    case Value::Kind::kMessage:
      // The address is a machine's, not CPython's.
      return value.as_message()->is_plain ? "<email.message.Message object at 0x...>"
                                          : "<http.client.HTTPMessage object at 0x...>";
    case Value::Kind::kOpaque:
      return value.as_opaque().repr;
  }
  return {};
}

Text ascii(const Value& value, const Profile& profile) {
  return escape_non_ascii(repr(value, profile));
}

}  // namespace basehttp
