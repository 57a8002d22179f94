// Python's unbounded `int`, with the few operations that `%` formatting, dates
// and comparison need.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basehttp {

class BigInt {
 public:
  BigInt() = default;
  BigInt(std::int64_t value);  // NOLINT(*-explicit-*)

  // Optional sign, then ASCII digits only (no white space, no underscore).
  // Nothing when the text is anything else.
  static std::optional<BigInt> from_decimal(std::string_view text);
  // int(value): the value cut towards zero.  It must be finite.
  static BigInt from_double(double value);

  [[nodiscard]] bool negative() const noexcept { return negative_; }
  [[nodiscard]] bool zero() const noexcept { return limbs_.empty(); }
  // Nothing when it does not fit.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const noexcept;
  // Nearest double, half to even; nothing when the magnitude is too large.
  [[nodiscard]] std::optional<double> to_double() const;
  // Digits in base 8, 10 or 16 (lower case) of the magnitude, "0" for zero.
  [[nodiscard]] std::string digits(int base) const;
  // With the sign, base 10.
  [[nodiscard]] std::string decimal() const;

  [[nodiscard]] int compare(const BigInt& other) const noexcept;
  friend bool operator==(const BigInt& a, const BigInt& b) noexcept { return a.compare(b) == 0; }

 private:
  std::vector<std::uint32_t> limbs_;  // least significant first, no leading zero
  bool negative_ = false;
};

}  // namespace basehttp
