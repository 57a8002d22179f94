#include "operators.h"

#include <string>
#include <vector>

#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"

namespace basehttp {
namespace {

[[noreturn]] void raise_type_error(const std::string& text) {
  throw PythonError("TypeError", Text(text));
}

std::string quoted_type(const Value& value) { return "'" + type_name(value) + "'"; }

// The first unhashable value in a key, as hash() meets it; null when there is none.
const Value* unhashable(const Value& key) {
  if (key.kind() == Value::Kind::kList || key.kind() == Value::Kind::kDict) return &key;
  if (key.kind() == Value::Kind::kTuple) {
    for (const Value& item : key.items()) {
      if (const Value* found = unhashable(item)) return found;
    }
  }
  return nullptr;
}

void check_hashable(const Value& key, const Profile& profile) {
  const Value* found = unhashable(key);
  if (found == nullptr) return;
  const std::string reason = "unhashable type: " + quoted_type(*found);
  raise_type_error(profile.wording.unhashable_key_is_named
                       ? "cannot use " + quoted_type(key) + " as a dict key (" + reason + ")"
                       : reason);
}

// The items that iteration over a value gives; raises for what cannot be iterated.
std::vector<Value> iterate(const Value& value, const Profile& profile) {
  std::vector<Value> items;
  switch (value.kind()) {
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      return value.items();
    case Value::Kind::kStr:
      for (std::size_t i = 0; i < value.as_str().size(); ++i) {
        items.emplace_back(value.as_str().substr(i, 1));
      }
      return items;
    case Value::Kind::kBytes:
      for (const char c : value.as_bytes()) items.emplace_back(int{static_cast<unsigned char>(c)});
      return items;
    case Value::Kind::kDict:
      for (const auto& [key, ignored] : value.as_dict()->items) items.push_back(key);
      return items;
    default:
      raise_type_error(profile.wording.unpacking_names_the_type
                           ? "cannot unpack non-iterable " + type_name(value) + " object"
                           : quoted_type(value) + " object is not iterable");
  }
}

[[noreturn]] void raise_too_large_index() {
  throw PythonError("IndexError", "cannot fit 'int' into an index-sized integer");
}

std::size_t checked_index(const Value& container, const Value& key, std::size_t size,
                          const Profile& profile) {
  const std::string type = type_name(container);
  const bool is_str = container.is_str();
  const bool is_bytes = container.kind() == Value::Kind::kBytes;
  if (!key.is_integer()) {
    if (is_str) {
      raise_type_error("string indices must be integers" + (profile.wording.str_index_names_the_type
                                                                ? ", not " + quoted_type(key)
                                                                : std::string()));
    }
    raise_type_error((is_bytes ? std::string("byte") : type) +
                     " indices must be integers or slices, not " + type_name(key));
  }
  const auto number = key.integer().to_int64();
  if (!number) raise_too_large_index();
  auto index = *number;
  if (index < 0) index += static_cast<std::int64_t>(size);
  if (index < 0 || index >= static_cast<std::int64_t>(size)) {
    throw PythonError("IndexError", Text(is_bytes ? "index out of range"
                                                  : (is_str ? std::string("string") : type) +
                                                        " index out of range"));
  }
  return static_cast<std::size_t>(index);
}

}  // namespace

Value subscript(const Value& container, const Value& key, const Profile& profile) {
  switch (container.kind()) {
    case Value::Kind::kDict: {
      check_hashable(key, profile);
      const Value* found = container.as_dict()->find(key);
      if (found == nullptr) throw PythonError("KeyError", std::vector<Value>{key});
      return *found;
    }
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      return container.items()[checked_index(container, key, container.items().size(), profile)];
    case Value::Kind::kStr: {
      const Text& text = container.as_str();
      return Value(text.substr(checked_index(container, key, text.size(), profile), 1));
    }
    case Value::Kind::kBytes: {
      const std::string_view bytes = container.as_bytes();
      return Value(int{
          static_cast<unsigned char>(bytes[checked_index(container, key, bytes.size(), profile)])});
    }
    default:
      if (profile.wording.member_does_not_support_indexing &&
          container.kind() == Value::Kind::kStatus && key.is_integer()) {
        if (!key.integer().to_int64()) raise_too_large_index();
        raise_type_error(quoted_type(container) + " object does not support indexing");
      }
      raise_type_error(quoted_type(container) + " object is not subscriptable");
  }
}

bool contains(const Value& container, const Value& key, const Profile& profile) {
  switch (container.kind()) {
    case Value::Kind::kDict:
      check_hashable(key, profile);
      return container.as_dict()->find(key) != nullptr;
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      for (const Value& item : container.items()) {
        if (equal(item, key)) return true;
      }
      return false;
    case Value::Kind::kStr:
      if (!key.is_str()) {
        raise_type_error("'in <string>' requires string as left operand, not " + type_name(key));
      }
      return container.as_str().code_points().find(key.as_str().code_points()) !=
             std::u32string::npos;
    case Value::Kind::kBytes: {
      if (key.kind() == Value::Kind::kBytes)
        return container.as_bytes().find(key.as_bytes()) != std::string_view::npos;
      if (!key.is_integer()) {
        raise_type_error("a bytes-like object is required, not " + quoted_type(key));
      }
      const auto byte = key.integer().to_int64().value_or(-1);
      if (byte < 0 || byte > 255) {
        throw PythonError("ValueError", "byte must be in range(0, 256)");
      }
      return container.as_bytes().find(static_cast<char>(byte)) != std::string_view::npos;
    }
    default:
      raise_type_error("argument of type " + quoted_type(container) +
                       (profile.wording.container_or_iterable ? " is not a container or iterable"
                                                              : " is not iterable"));
  }
}

std::pair<Value, Value> unpack_two(const Value& value, const Profile& profile) {
  const std::vector<Value> items = iterate(value, profile);
  if (items.size() == 2) return {items[0], items[1]};
  if (items.size() < 2) {
    throw PythonError("ValueError", Text("not enough values to unpack (expected 2, got " +
                                         std::to_string(items.size()) + ")"));
  }
  // The count is told where it is known beforehand.
  const bool counted = profile.wording.unpacked_count_is_told && !value.is_str() &&
                       value.kind() != Value::Kind::kBytes;
  throw PythonError(
      "ValueError",
      Text("too many values to unpack (expected 2" +
           (counted ? ", got " + std::to_string(items.size()) : std::string()) + ")"));
}

Value add(const Value& left, const Value& right, const Profile& profile) {
  const auto kind = left.kind();
  if (kind == Value::Kind::kStr) {
    if (right.is_str()) return Value(left.as_str() + right.as_str());
    raise_type_error(profile.wording.concatenation_names_both_types
                         ? "can only concatenate str (not \"" + type_name(right) + "\") to str"
                         : "must be str, not " + type_name(right));
  }
  const std::string type = type_name(left);
  if (kind == Value::Kind::kBytes) {
    raise_type_error("can't concat " + type_name(right) + " to bytes");
  }
  if (kind == Value::Kind::kList || kind == Value::Kind::kTuple) {
    raise_type_error("can only concatenate " + type + " (not \"" + type_name(right) + "\") to " +
                     type);
  }
  raise_type_error("unsupported operand type(s) for +: '" + type + "' and " + quoted_type(right));
}

std::size_t length(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kStr:
      return value.as_str().size();
    case Value::Kind::kBytes:
      return value.as_bytes().size();
    case Value::Kind::kTuple:
    case Value::Kind::kList:
      return value.items().size();
    case Value::Kind::kDict:
      return value.as_dict()->items.size();
    default:
      throw PythonError("TypeError",
                        Text("object of type '" + type_name(value) + "' has no len()"));
  }
}

bool at_least_slowly(const Value& value, std::string_view latin1) {
  if (!value.is_str()) {
    raise_type_error("'>=' not supported between instances of " + quoted_type(value) +
                     " and 'str'");
  }
  const Text& text = value.as_str();
  return text.is_latin1() ? text.latin1() >= latin1 : text.compare(Text(latin1)) >= 0;
}

bool at_least(const Value& value, int number) {
  if (std::int64_t small = 0; value.small_integer(small)) return small >= number;
  if (value.is_integer()) return value.integer().compare(BigInt(number)) >= 0;
  if (value.kind() == Value::Kind::kFloat) return value.as_float() >= number;
  raise_type_error("'>=' not supported between instances of " + quoted_type(value) + " and 'int'");
}

bool equals(const Value& value, std::string_view latin1) noexcept {
  return value.is_str() && value.as_str() == latin1;
}

void raise_no_attribute(std::string_view type, std::string_view attribute) {
  throw PythonError("AttributeError", Text("'" + std::string(type) + "' object has no attribute '" +
                                           std::string(attribute) + "'"));
}

bool lower_equals(const Value& value, std::string_view lowered) {
  return value.kind() != Value::Kind::kBytes && lower_equals(str_with(value, "lower"), lowered);
}

const Text& str_to_translate(const Value& value) {
  if (value.kind() == Value::Kind::kBytes) {
    raise_type_error("a bytes-like object is required, not 'dict'");
  }
  return str_with(value, "translate");
}

const Text& str_with(const Value& value, std::string_view attribute) {
  if (!value.is_str()) raise_no_attribute(type_name(value), attribute);
  return value.as_str();
}

}  // namespace basehttp
