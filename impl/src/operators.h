// The operators that http.server applies to attributes which a program may have
// set to anything, with the exceptions of each release.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "any_case.h"
#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

// container[key].
[[nodiscard]] Value subscript(const Value& container, const Value& key, const Profile& profile);
// first, second = value.
[[nodiscard]] std::pair<Value, Value> unpack_two(const Value& value, const Profile& profile);
// left + right.
[[nodiscard]] Value add(const Value& left, const Value& right, const Profile& profile);
// len(value); TypeError for what has none.
[[nodiscard]] std::size_t length(const Value& value);
// value >= text, compared.
[[nodiscard]] bool at_least_slowly(const Value& value, std::string_view latin1);
// value >= text; they are equal more often than not.
[[nodiscard, gnu::always_inline]] inline bool at_least(const Value& value,
                                                       std::string_view latin1) {
  return (value.is_str() && value.as_str() == latin1) || at_least_slowly(value, latin1);
}
// value >= number.
[[nodiscard]] bool at_least(const Value& value, int number);
// value == number.
[[nodiscard]] inline bool equals(const Value& value, int number) {
  std::int64_t small = 0;
  return value.small_integer(small) ? small == number : equal(value, Value(number));
}
// value == text.
[[nodiscard]] bool equals(const Value& value, std::string_view latin1) noexcept;

// AttributeError: 'int' object has no attribute 'lower'.
[[noreturn]] void raise_no_attribute(std::string_view type, std::string_view attribute);
// value.lower() == lowered; False for bytes, AttributeError for what has no lower.
[[nodiscard]] bool lower_equals(const Value& value, std::string_view lowered);
// The same for a text that is known beforehand.
template <Literal kLowered>
[[nodiscard]] bool lower_equals(const Value& value) {
  if (value.is_latin1()) return is_in_any_case<kLowered>(value.as_str().latin1());
  return lower_equals(value, kLowered.view());
}
// The text of a str that is about to be translated; TypeError for bytes.
[[nodiscard]] const Text& str_to_translate(const Value& value);
// The text of a str; AttributeError for `attribute` otherwise.
[[nodiscard]] const Text& str_with(const Value& value, std::string_view attribute);

}  // namespace basehttp
