// Python values: truth, equality, repr, the operators (value.h, operators.h).
#include "basehttp/value.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/values.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"
#include "conformance/properties/python_literal.h"
#include "operators.h"

namespace basehttp::conformance {
namespace {

rc::Gen<std::vector<Value>> sequences() { return generators::list_of(4, generators::scalars()); }

std::string raised_by(const Profile& profile, const std::function<void()>& function) {
  try {
    function();
  } catch (const PythonError& error) {
    return error.type(profile);
  }
  return "";
}

LIBRARY_PROP(ValueLaws, AReprIsEvaluatedBack, ()) {
  const Value value = *generators::values();
  RC_TAG(type_name(value));
  const Text shown = repr(value, **recorded_profiles());
  RC_LOG() << shown.utf8() << "\n";
  const auto read = read_literal(shown);
  RC_ASSERT(read.has_value());
  RC_ASSERT(identical(*read, value));
}

LIBRARY_PROP(ValueLaws, TheStrOfAStrIsItselfAndOfTheRestItsRepr, ()) {
  const Value value = *generators::values();
  const Profile& profile = **recorded_profiles();
  RC_TAG(type_name(value));
  RC_ASSERT(str(value, profile) == (value.is_str() ? value.as_str() : repr(value, profile)));
}

LIBRARY_PROP(ValueLaws, EqualityIsReflexiveAndSymmetric, ()) {
  const Value a = *generators::values();
  const Value b = *rc::gen::oneOf(generators::values(), rc::gen::just(a));
  RC_TAG(equal(a, b) ? "equal" : "different");
  RC_ASSERT(equal(a, a));
  RC_ASSERT(equal(a, b) == equal(b, a));
  if (identical(a, b)) RC_ASSERT(equal(a, b));
}

LIBRARY_PROP(ValueLaws, NumbersAreEqualAcrossTheirTypes, ()) {
  const auto number = *generators::number<std::int64_t>(-3, 3);
  const auto other = *generators::number<std::int64_t>(-3, 3);
  std::vector<Value> forms = {Value(number), Value(static_cast<double>(number)),
                              Value(BigInt(number))};
  if (number == 0 || number == 1) forms.emplace_back(number == 1);
  RC_TAG(number == other ? "equal" : "different");
  for (const Value& form : forms) {
    RC_ASSERT(equal(form, Value(other)) == (number == other));
    RC_ASSERT(equal(form, Value(static_cast<double>(other))) == (number == other));
    RC_ASSERT(equal(form, Value(static_cast<double>(other) + 0.5)) == false);
    RC_ASSERT(truth(form) == (number != 0));
  }
}

LIBRARY_PROP(ValueLaws, WhatIsEmptyIsFalse, ()) {
  const std::vector<Value> items = *sequences();
  const Text text = *generators::texts();
  RC_TAG(items.empty() ? "empty" : "filled");
  RC_ASSERT(truth(Value::list(items)) == !items.empty());
  RC_ASSERT(truth(Value::tuple(items)) == !items.empty());
  RC_ASSERT(truth(Value(text)) == !text.empty());
  RC_ASSERT(truth(Value(Bytes{text.utf8()})) == !text.empty());
  RC_ASSERT_FALSE(truth(Value::none()));
}

LIBRARY_PROP(ValueLaws, ADictHoldsOneValueAKeyAndKeepsTheOrder, ()) {
  const auto sets = *generators::list_of(
      8, rc::gen::pair(generators::choice({"a", "b", "c", "d"}), generators::number(0, 9)));
  Dict dict;
  std::vector<std::pair<std::string, int>> model;
  for (const auto& [key, value] : sets) {
    dict.set(Value(key), Value(value));
    const auto at = std::find_if(model.begin(), model.end(),
                                 [&k = key](const auto& item) { return item.first == k; });
    if (at == model.end()) {
      model.emplace_back(key, value);
    } else {
      at->second = value;
    }
  }
  RC_CLASSIFY(model.size() < sets.size(), "a key set twice");
  RC_ASSERT(dict.items.size() == model.size());
  for (std::size_t i = 0; i < model.size(); ++i) {
    RC_ASSERT(equal(dict.items[i].first, Value(model[i].first)));
    RC_ASSERT(identical(dict.items[i].second, Value(model[i].second)));
    RC_ASSERT(dict.find(Value(model[i].first)) != nullptr);
  }
  RC_ASSERT(dict.find(Value("e")) == nullptr);
}

LIBRARY_PROP(ValueLaws, AnIndexCountsFromEitherEnd, ()) {
  const std::vector<Value> items = *sequences();
  const auto index = *generators::number<std::int64_t>(-6, 6);
  const Profile& profile = **recorded_profiles();
  const auto size = static_cast<std::int64_t>(items.size());
  const bool inside = index >= -size && index < size;
  RC_TAG(inside ? index < 0 ? "from the end" : "from the start" : "outside");
  for (const Value& container : {Value::tuple(items), Value::list(items)}) {
    if (inside) {
      const Value& expected = items[static_cast<std::size_t>(index < 0 ? index + size : index)];
      RC_ASSERT(identical(subscript(container, Value(index), profile), expected));
    } else {
      RC_ASSERT(raised_by(profile, [&] { (void)subscript(container, Value(index), profile); }) ==
                "IndexError");
    }
  }
}

LIBRARY_PROP(ValueLaws, MembershipIsWhatALoopWouldFind, ()) {
  const std::vector<Value> items = *sequences();
  const Value wanted =
      items.empty() || *rc::gen::arbitrary<bool>() ? *generators::scalars() : items.back();
  bool expected = false;
  for (const Value& item : items) expected = expected || equal(item, wanted);
  const Profile& profile = **recorded_profiles();
  RC_TAG(expected ? "present" : "absent");
  RC_ASSERT(contains(Value::list(items), wanted, profile) == expected);
  RC_ASSERT(contains(Value::tuple(items), wanted, profile) == expected);
}

LIBRARY_PROP(ValueLaws, UnpackingTakesExactlyTwo, ()) {
  const std::vector<Value> items = *sequences();
  const Profile& profile = **recorded_profiles();
  RC_TAG(std::to_string(items.size()) + " items");
  if (items.size() == 2) {
    const auto [first, second] = unpack_two(Value::tuple(items), profile);
    RC_ASSERT((identical(first, items[0]) && identical(second, items[1])));
  } else {
    RC_ASSERT(raised_by(profile, [&] { (void)unpack_two(Value::list(items), profile); }) ==
              "ValueError");
  }
}

LIBRARY_PROP(ValueLaws, AddingTextsPutsOneBehindTheOther, ()) {
  const Text a = *generators::texts();
  const Text b = *generators::texts();
  const Value other = *generators::scalars();
  const Profile& profile = **recorded_profiles();
  RC_TAG(type_name(other));
  RC_ASSERT(add(Value(a), Value(b), profile).as_str().code_points() ==
            a.code_points() + b.code_points());
  if (!other.is_str())
    RC_ASSERT(raised_by(profile, [&] { (void)add(Value(a), other, profile); }) == "TypeError");
}

LIBRARY_PROP(ValueLaws, TextsAreComparedAsStringsAndNumbersAsNumbers, ()) {
  const std::string text = *generators::string_over("HTP/1.029", 9);
  const std::string bound = *generators::choice({"HTTP/1.1", "H", ""});
  const auto number = *generators::number(-3, 3);
  RC_TAG(text >= bound ? "at least" : "less");
  RC_ASSERT(at_least(Value(text), bound) == (text >= bound));
  RC_ASSERT(at_least(Value(number), 1) == (number >= 1));
  RC_ASSERT(at_least(Value(static_cast<double>(number) + 0.5), 1) == (number >= 1));
}

}  // namespace
}  // namespace basehttp::conformance
