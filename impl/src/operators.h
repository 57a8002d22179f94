// The operators that http.server applies to attributes which a program may have
// set to anything, with the exceptions of each release.
#pragma once

#include <string_view>
#include <utility>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

// container[key].
[[nodiscard]] Value subscript(const Value& container, const Value& key, const Profile& profile);
// key in container.
[[nodiscard]] bool contains(const Value& container, const Value& key, const Profile& profile);
// first, second = value.
[[nodiscard]] std::pair<Value, Value> unpack_two(const Value& value, const Profile& profile);
// left + right.
[[nodiscard]] Value add(const Value& left, const Value& right, const Profile& profile);
// value >= text.
[[nodiscard]] bool at_least(const Value& value, std::string_view latin1);
// value >= number.
[[nodiscard]] bool at_least(const Value& value, int number);
// value == text.
[[nodiscard]] bool equals(const Value& value, std::string_view latin1) noexcept;

// AttributeError: 'int' object has no attribute 'lower'.
[[noreturn]] void raise_no_attribute(std::string_view type, std::string_view attribute);
// value.lower() == lowered; False for bytes, AttributeError for what has no lower.
[[nodiscard]] bool lower_equals(const Value& value, std::string_view lowered);
// The text of a str that is about to be translated; TypeError for bytes.
[[nodiscard]] const Text& str_to_translate(const Value& value);
// The text of a str; AttributeError for `attribute` otherwise.
[[nodiscard]] const Text& str_with(const Value& value, std::string_view attribute);

}  // namespace basehttp
