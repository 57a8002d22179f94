// Numbers as digits, written where they are wanted.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace basehttp {

// A number from 0 to 99 as two digits; behind them.
inline char* write_two_digits(char* to, int number) noexcept {
  *to++ = static_cast<char>('0' + number / 10);
  *to++ = static_cast<char>('0' + number % 10);
  return to;
}

// Whether a number has three digits, as every status has.
inline bool has_three_digits(std::int64_t number) noexcept {
  return number >= 100 && number <= 999;
}

// The numbers from 0 to 999 as three digits and a blank.
inline constexpr auto kThreeDigits = [] {
  std::array<std::array<char, 4>, 1000> all{};
  for (unsigned i = 0; i < all.size(); ++i) {
    const auto digit = [](unsigned number) { return static_cast<char>('0' + number % 10); };
    all[i] = {digit(i / 100), digit(i / 10), digit(i), ' '};
  }
  return all;
}();

// The digits of a number that has three, and the same with the blank; they live as long as the
// program.
inline std::string_view three_digits(std::int64_t number) noexcept {
  return {kThreeDigits[static_cast<std::size_t>(number)].data(), 3};
}
inline std::string_view three_digits_and_blank(std::int64_t number) noexcept {
  return {kThreeDigits[static_cast<std::size_t>(number)].data(), 4};
}

// str(number), the digits kept in the object.
class Decimal {
 public:
  static constexpr std::size_t kLongest = 20;

  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): as many digits as are read
  explicit Decimal(std::int64_t number) noexcept {
    if (has_three_digits(number)) {
      size_ = three_digits(number).copy(digits_, 3);
    } else {
      write_any(number);
    }
  }
  [[nodiscard]] std::string_view digits() const noexcept {
    return {digits_, std::min(size_, kLongest)};  // tells the compiler that it is few
  }

 private:
  void write_any(std::int64_t number) noexcept;

  std::size_t size_ = 0;
  char digits_[kLongest];
};

}  // namespace basehttp
