#include "conformance/generators/values.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"

namespace basehttp::conformance::generators {
namespace {

rc::Gen<Value> nested(int depth) {
  if (depth == 0) return scalars();
  const auto items = list_of(3, nested(depth - 1));
  const auto members = list_of(3, rc::gen::pair(texts(), nested(depth - 1)));
  return rc::gen::weightedOneOf<Value>(
      {{4, scalars()},
       {1, rc::gen::map(items, [](std::vector<Value> v) { return Value::tuple(std::move(v)); })},
       {1, rc::gen::map(items, [](std::vector<Value> v) { return Value::list(std::move(v)); })},
       {1, rc::gen::map(members, [](const std::vector<std::pair<Text, Value>>& all) {
          const auto dict = std::make_shared<Dict>();
          for (const auto& [key, value] : all) dict->set(Value(key), value);
          return Value(dict);
        })}});
}

}  // namespace

rc::Gen<BigInt> big_ints() {
  const auto small =
      rc::gen::map(number<std::int64_t>(-1000, 1000), [](std::int64_t n) { return BigInt(n); });
  const auto edges =
      rc::gen::map(choice({"0", "1", "-1", "2147483648", "4294967295", "4294967296",
                           "9007199254740993", "9223372036854775807", "-9223372036854775808",
                           "9223372036854775808", "18446744073709551615", "18446744073709551616",
                           "-340282366920938463463374607431768211456"}),
                   [](const std::string& digits) { return *BigInt::from_decimal(digits); });
  const auto long_ones = rc::gen::apply(
      [](bool negative, const std::string& digits) {
        return *BigInt::from_decimal((negative ? "-1" : "1") + digits);
      },
      sometimes(50), string_over("0123456789", 60));
  return rc::gen::weightedOneOf<BigInt>({{3, small}, {2, edges}, {2, long_ones}});
}

rc::Gen<double> finite_floats() {
  const auto simple =
      choice(std::vector<double>{0.0, 1.0, -1.0, 0.5, 2.5, -0.0, 0.1, 1e15, 1e16, 1e17, 123456.789,
                                 1e-5, 1e-4, 1e100, 5e-324, 1.7976931348623157e308});
  const auto scaled = rc::gen::map(
      rc::gen::pair(number<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000), number(-40, 40)),
      [](const std::pair<std::int64_t, int>& parts) {
        return std::ldexp(static_cast<double>(parts.first), parts.second);
      });
  return rc::gen::oneOf(simple, scaled);
}

rc::Gen<Value> scalars() {
  return rc::gen::weightedOneOf<Value>(
      {{1, choice(std::vector<Value>{Value::none(), Value(false), Value(true)})},
       {2, rc::gen::map(big_ints(), [](BigInt n) { return Value(std::move(n)); })},
       {1, rc::gen::map(finite_floats(), [](double d) { return Value(d); })},
       {3, rc::gen::map(texts(), [](Text text) { return Value(std::move(text)); })},
       {1, rc::gen::map(latin1_strings(),
                        [](std::string bytes) { return Value(Bytes{std::move(bytes)}); })}});
}

rc::Gen<Value> values() { return nested(2); }

}  // namespace basehttp::conformance::generators
