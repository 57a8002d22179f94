// The few combinators that every generator here is made of.  None of them looks at
// RapidCheck's size, so the first run of a law sees the same mix as the last.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <rapidcheck.h>

namespace basehttp::conformance::generators {

// A number in [lowest, highest]; shrinks towards the lowest.
template <typename Number>
rc::Gen<Number> number(Number lowest, Number highest) {
  return rc::gen::resize(rc::kNominalSize,
                         rc::gen::inRange<Number>(lowest, static_cast<Number>(highest + 1)));
}

// One of these; shrinks towards the first, so the simplest comes first.
template <typename T>
rc::Gen<T> choice(std::vector<T> from) {
  const std::size_t last = from.size() - 1;
  return rc::gen::map(number<std::size_t>(0, last),
                      [from = std::move(from)](std::size_t index) { return from[index]; });
}

inline rc::Gen<std::string> choice(std::initializer_list<const char*> from) {
  return choice(std::vector<std::string>(from.begin(), from.end()));
}

// Up to `most` of them; shrinks by leaving out and by shrinking what is left.
template <typename T>
rc::Gen<std::vector<T>> list_of(int most, rc::Gen<T> element) {
  return rc::gen::resize(most, rc::gen::container<std::vector<T>>(std::move(element)));
}

// One to `most` of them.
template <typename T>
rc::Gen<std::vector<T>> some_of(int most, rc::Gen<T> element) {
  return rc::gen::nonEmpty(list_of(most, std::move(element)));
}

// Up to `most` of these bytes; shrinks towards the empty string and the first byte.
inline rc::Gen<std::string> string_over(const std::string& alphabet, int most) {
  return rc::gen::resize(most, rc::gen::container<std::string>(
                                   choice(std::vector<char>(alphabet.begin(), alphabet.end()))));
}

// Up to `most` pieces put together.
inline rc::Gen<std::string> joined(int most, rc::Gen<std::string> piece) {
  return rc::gen::map(list_of(most, std::move(piece)), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& each : pieces) text += each;
    return text;
  });
}

// True `percent` times in a hundred; shrinks to false.
inline rc::Gen<bool> sometimes(int percent) {
  return rc::gen::map(number(0, 99), [percent](int n) { return n >= 100 - percent; });
}

}  // namespace basehttp::conformance::generators
