#include "conformance/harness/json_value.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <limits>
#include <optional>

#include "conformance/harness/float_text.h"

namespace basehttp::conformance {
namespace {

// float(text), for what repr(float) can give.
double read_float(Json json) {
  if (!json.is_string()) return json.number();
  std::string text = json.utf8();
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::string_view digits = std::string_view(text).substr(text.starts_with('+') ? 1 : 0);
  double value = 0;
  const auto [end, error] = float_from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size() || digits.empty()) json.fail("must be a float");
  if (error == std::errc::result_out_of_range) {
    // from_chars leaves the value alone; float() gives infinity or zero.
    const bool huge = digits.find("e-") == std::string_view::npos;
    const double limit = huge ? std::numeric_limits<double>::infinity() : 0.0;
    return digits.starts_with('-') ? -limit : limit;
  }
  if (error != std::errc()) json.fail("must be a float");
  return value;
}

std::vector<Value> read_items(Json json, std::vector<std::string>& unknown_tags) {
  if (!json.is_array()) json.fail("must be a list");
  std::vector<Value> items;
  items.reserve(json.size());
  for (const Json item : json) items.push_back(read_value(item, unknown_tags));
  return items;
}

Value read_dict(Json json, std::vector<std::string>& unknown_tags) {
  if (!json.is_object()) json.fail("must be an object");
  std::vector<std::pair<Value, Value>> items;
  items.reserve(json.size());
  for (const Json member : json)
    items.emplace_back(member.key().text(), read_value(member, unknown_tags));
  return Value::dict(items);
}

// The key that makes an object a tagged value.
std::optional<Json> find_tag(Json object) {
  for (const Json member : object)
    if (member.key().utf8().starts_with('$')) return member;
  return std::nullopt;
}

Value read_tagged(Json member, std::string tag, std::vector<std::string>& unknown_tags) {
  if (tag == "$status") return Value(Status{static_cast<int>(member.int64(0, 999))});
  if (tag == "$bytes") return Value(Bytes{member.bytes()});
  if (tag == "$float") return Value(read_float(member));
  if (tag == "$tuple") return Value::tuple(read_items(member, unknown_tags));
  if (tag == "$dict") return read_dict(member, unknown_tags);
  if (tag == "$int") {
    const std::string digits = member.utf8();
    const auto integer = BigInt::from_decimal(digits);
    if (!integer || digits.starts_with('+')) member.fail("must be the digits of an int");
    return Value(*integer);
  }
  unknown_tags.push_back(tag);
  // What an outcome says of other objects; no case can make one of it.
  if (tag == "$repr") return Value(Opaque{"", member.text()});
  return Value(Opaque{std::move(tag), ""});
}

}  // namespace

Value read_value(Json json, std::vector<std::string>& unknown_tags) {
  switch (json.kind()) {
    case Json::Kind::kNull:
      return Value::none();
    case Json::Kind::kBool:
      return json.boolean();
    case Json::Kind::kInt:
      return json.integer();
    case Json::Kind::kFloat:
      return json.number();
    case Json::Kind::kString:
      return json.text();
    case Json::Kind::kArray:
      return Value::list(read_items(json, unknown_tags));
    case Json::Kind::kObject:
      break;
  }
  const auto tag = find_tag(json);
  if (!tag) return read_dict(json, unknown_tags);
  if (json.size() == 1) return read_tagged(*tag, tag->key().utf8(), unknown_tags);
  unknown_tags.push_back(tag->key().utf8());
  return Value(Opaque{unknown_tags.back(), ""});
}

Value read_value(Json json) {
  std::vector<std::string> unknown_tags;
  return read_value(json, unknown_tags);
}

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Value::Kind::kUnset:
    case Value::Kind::kNone:
      return true;
    case Value::Kind::kBool:
      return a.as_bool() == b.as_bool();
    case Value::Kind::kInt:
      return a.as_int() == b.as_int();
    case Value::Kind::kBigInt:
      return a.as_big_int() == b.as_big_int();
    case Value::Kind::kFloat:
      return std::bit_cast<std::uint64_t>(a.as_float()) ==
                 std::bit_cast<std::uint64_t>(b.as_float()) ||
             (a.as_float() != a.as_float() && b.as_float() != b.as_float());
    case Value::Kind::kStr:
      return a.as_str() == b.as_str();
    case Value::Kind::kBytes:
      return a.as_bytes() == b.as_bytes();
    case Value::Kind::kStatus:
      return a.as_status() == b.as_status();
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                        identical);
    case Value::Kind::kDict: {
      // An outcome is JSON, where the order of keys says nothing.
      const auto& left = a.as_dict()->items;
      const auto& right = b.as_dict()->items;
      return left.size() == right.size() &&
             std::all_of(left.begin(), left.end(), [&](const auto& item) {
               return std::any_of(right.begin(), right.end(), [&](const auto& other) {
                 return identical(item.first, other.first) && identical(item.second, other.second);
               });
             });
    }
    case Value::Kind::kMessage:
      return a.as_message() == b.as_message();
    case Value::Kind::kOpaque:
      return a.as_opaque().repr == b.as_opaque().repr;
  }
  return false;
}

}  // namespace basehttp::conformance
