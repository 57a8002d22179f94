// Python's int, against the machine's own arithmetic and the C library (big_int.h).
#include "basehttp/big_int.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "conformance/generators/choose.h"
#include "conformance/generators/values.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

LIBRARY_PROP(BigIntLaws, DigitsAreReadBack, ()) {
  const BigInt number = *generators::big_ints();
  const std::string decimal = number.decimal();
  RC_TAG(number.to_int64() ? "fits a machine word" : "longer");
  const auto read = BigInt::from_decimal(decimal);
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == number);
  RC_ASSERT(number.negative() == (decimal[0] == '-'));
  RC_ASSERT(number.zero() == (decimal == "0"));
  const std::string zeros = *generators::string_over("0", 12);
  const bool negative = decimal[0] == '-';
  const std::string padded = (negative ? "-" : "+") + zeros + decimal.substr(negative ? 1 : 0);
  RC_ASSERT(*BigInt::from_decimal(padded) == number);
  RC_ASSERT_FALSE(BigInt::from_decimal(decimal + "_").has_value());
  RC_ASSERT_FALSE(BigInt::from_decimal(" " + decimal).has_value());
}

LIBRARY_PROP(BigIntLaws, MachineIntegersKeepTheirValueAndOrder, ()) {
  const auto any =
      rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), generators::number<std::int64_t>(-2, 2),
                     generators::choice(std::vector<std::int64_t>{INT64_MIN, INT64_MAX}));
  const std::int64_t a = *any;
  const std::int64_t b = *any;
  RC_TAG(a < b ? "less" : a == b ? "equal" : "more");
  RC_ASSERT(BigInt(a).to_int64() == a);
  RC_ASSERT(BigInt(a).decimal() == std::to_string(a));
  const int order = BigInt(a).compare(BigInt(b));
  RC_ASSERT((order < 0) == (a < b));
  RC_ASSERT((order == 0) == (a == b));
}

LIBRARY_PROP(BigIntLaws, LongIntegersAreOrderedByLengthThenDigits, ()) {
  const BigInt a = *generators::big_ints();
  const BigInt b = *generators::big_ints();
  const std::string x = a.digits(10);
  const std::string y = b.digits(10);
  const int magnitude = x.size() != y.size() ? (x.size() < y.size() ? -1 : 1)
                                             : (x < y    ? -1
                                                : x == y ? 0
                                                         : 1);
  const int expected = a.negative() != b.negative() ? (a.negative() ? -1 : 1)
                       : a.negative()               ? -magnitude
                                                    : magnitude;
  RC_TAG(expected < 0 ? "less" : expected == 0 ? "equal" : "more");
  const int order = a.compare(b);
  RC_ASSERT((order < 0) == (expected < 0));
  RC_ASSERT((order == 0) == (expected == 0));
  RC_ASSERT((b.compare(a) < 0) == (expected > 0));
}

LIBRARY_PROP(BigIntLaws, OtherBasesAreThoseOfPrintf, ()) {
  const auto number = *rc::gen::oneOf(
      rc::gen::arbitrary<std::uint64_t>(), generators::number<std::uint64_t>(0, UINT64_MAX - 1),
      generators::choice(std::vector<std::uint64_t>{0, UINT32_MAX, 1ULL << 32U, UINT64_MAX}));
  char hex[32];
  char octal[32];
  std::snprintf(hex, sizeof hex, "%lx", number);
  std::snprintf(octal, sizeof octal, "%lo", number);
  const BigInt big = *BigInt::from_decimal(std::to_string(number));
  RC_TAG(number > UINT32_MAX ? "two limbs" : "one limb");
  RC_ASSERT(big.digits(16) == hex);
  RC_ASSERT(big.digits(8) == octal);
}

LIBRARY_PROP(BigIntLaws, ADoubleIsCutTowardsZero, ()) {
  const double number = *generators::finite_floats();
  // The C library prints every digit of a double.
  std::string digits(400, '\0');
  const int size = std::snprintf(digits.data(), digits.size(), "%.0f",
                                 number < 0 ? std::ceil(number) : std::floor(number));
  digits.resize(static_cast<std::size_t>(size));
  if (digits == "-0") digits = "0";
  RC_CLASSIFY(digits.size() > 19, "long");
  RC_ASSERT(BigInt::from_double(number).decimal() == digits);
}

LIBRARY_PROP(BigIntLaws, TheNearestDoubleIsThatOfTheCLibrary, ()) {
  const BigInt number = *generators::big_ints();
  const auto nearest = number.to_double();
  RC_ASSERT(nearest.has_value());
  const double expected = std::strtod(number.decimal().c_str(), nullptr);
  RC_CLASSIFY(BigInt::from_double(expected) == number, "exact");
  RC_ASSERT(*nearest == expected);
}

}  // namespace
}  // namespace basehttp::conformance
