// Numbers as digits, written where they are wanted.
#pragma once

#include <algorithm>
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

// str(number), the digits kept in the object.
class Decimal {
 public:
  static constexpr std::size_t kLongest = 20;

  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): as many digits as are read
  explicit Decimal(std::int64_t number) noexcept {
    if (number >= 100 && number <= 999) {  // a status
      const auto status = static_cast<unsigned>(number);
      digits_[0] = static_cast<char>('0' + status / 100);
      write_two_digits(digits_ + 1, static_cast<int>(status % 100));
      size_ = 3;
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
