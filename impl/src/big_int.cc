#include "basehttp/big_int.h"

#include <algorithm>
#include <cmath>

namespace basehttp {
namespace {

using Limbs = std::vector<std::uint32_t>;

void trim(Limbs& limbs) {
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
}

void multiply_add(Limbs& limbs, std::uint32_t factor, std::uint32_t addend) {
  std::uint64_t carry = addend;
  for (std::uint32_t& limb : limbs) {
    carry += std::uint64_t{limb} * factor;
    limb = static_cast<std::uint32_t>(carry);
    carry >>= 32U;
  }
  if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
}

std::uint32_t divide(Limbs& limbs, std::uint32_t divisor) {
  std::uint64_t remainder = 0;
  for (auto limb = limbs.rbegin(); limb != limbs.rend(); ++limb) {
    remainder = (remainder << 32U) | *limb;
    *limb = static_cast<std::uint32_t>(remainder / divisor);
    remainder %= divisor;
  }
  trim(limbs);
  return static_cast<std::uint32_t>(remainder);
}

Limbs from_uint64(std::uint64_t magnitude) {
  Limbs limbs{static_cast<std::uint32_t>(magnitude), static_cast<std::uint32_t>(magnitude >> 32U)};
  trim(limbs);
  return limbs;
}

}  // namespace

BigInt::BigInt(std::int64_t value)
    : limbs_(from_uint64(value < 0 ? 0 - static_cast<std::uint64_t>(value)
                                   : static_cast<std::uint64_t>(value))),
      negative_(value < 0) {}

std::optional<BigInt> BigInt::from_decimal(std::string_view text) {
  BigInt result;
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  if (text.empty()) return std::nullopt;
  constexpr std::size_t kChunk = 9;  // the most digits that fit a limb
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(
        text.size(), at + (at == 0 && text.size() % kChunk != 0 ? text.size() % kChunk : kChunk));
    std::uint32_t chunk = 0;
    std::uint32_t power = 1;
    for (; at < end; ++at) {
      if (text[at] < '0' || text[at] > '9') return std::nullopt;
      chunk = chunk * 10 + static_cast<std::uint32_t>(text[at] - '0');
      power *= 10;
    }
    multiply_add(result.limbs_, power, chunk);
  }
  trim(result.limbs_);
  result.negative_ = negative && !result.zero();
  return result;
}

BigInt BigInt::from_double(double value) {
  BigInt result;
  int exponent = 0;
  const double fraction = std::frexp(std::trunc(std::fabs(value)), &exponent);
  constexpr int kMantissa = 53;
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, kMantissa));
  int shift = exponent - kMantissa;
  if (shift <= 0) {
    // No further than by all bits: what is no fraction is 0 or has a positive exponent.
    result.limbs_ = from_uint64(mantissa >> static_cast<unsigned>(-shift));
  } else {
    result.limbs_ = from_uint64(mantissa);
    for (; shift > 0; shift -= 16) multiply_add(result.limbs_, 1U << std::min(shift, 16), 0);
  }
  result.negative_ = value < 0 && !result.zero();
  return result;
}

std::optional<std::int64_t> BigInt::to_int64() const noexcept {
  if (limbs_.size() > 2) return std::nullopt;
  std::uint64_t magnitude = 0;
  for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) {
    magnitude = (magnitude << 32U) | *limb;
  }
  constexpr std::uint64_t kMin = std::uint64_t{1} << 63U;
  if (magnitude > kMin || (magnitude == kMin && !negative_)) return std::nullopt;
  return static_cast<std::int64_t>(negative_ ? 0 - magnitude : magnitude);
}

std::optional<double> BigInt::to_double() const {
  // The top 64 bits, with the rest folded into the lowest one, round once and
  // correctly: 64 bits are two more than the guard bits a double needs.
  double value = 0;
  if (limbs_.size() <= 2) {
    std::uint64_t magnitude = 0;
    for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) {
      magnitude = (magnitude << 32U) | *limb;
    }
    value = static_cast<double>(magnitude);
  } else {
    const std::size_t bits =
        limbs_.size() * 32 - static_cast<std::size_t>(__builtin_clz(limbs_.back()));
    const std::size_t low = bits - 64;
    std::uint64_t top = 0;
    bool sticky = false;
    for (std::size_t bit = 0; bit < bits; ++bit) {
      const bool set = ((limbs_[bit / 32] >> (bit % 32)) & 1U) != 0;
      if (bit < low) {
        sticky = sticky || set;
      } else if (set) {
        top |= std::uint64_t{1} << (bit - low);
      }
    }
    if (sticky) top |= 1U;
    value =
        std::ldexp(static_cast<double>(top), static_cast<int>(std::min<std::size_t>(low, 4096)));
    if (std::isinf(value)) return std::nullopt;
  }
  return negative_ ? -value : value;
}

std::string BigInt::digits(int base) const {
  if (zero()) return "0";
  std::string reversed;
  Limbs rest = limbs_;
  if (base == 10) {
    while (!rest.empty()) {
      std::uint32_t chunk = divide(rest, 1'000'000'000);
      for (int i = 0; i < 9 && (chunk != 0 || !rest.empty()); ++i, chunk /= 10) {
        reversed.push_back(static_cast<char>('0' + chunk % 10));
      }
    }
  } else {
    while (!rest.empty()) {
      reversed.push_back("0123456789abcdef"[divide(rest, static_cast<std::uint32_t>(base))]);
    }
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

std::string BigInt::decimal() const { return (negative_ ? "-" : "") + digits(10); }

int BigInt::compare(const BigInt& other) const noexcept {
  if (negative_ != other.negative_) return negative_ ? -1 : 1;
  const int sign = negative_ ? -1 : 1;
  if (limbs_.size() != other.limbs_.size()) {
    return limbs_.size() < other.limbs_.size() ? -sign : sign;
  }
  for (std::size_t i = limbs_.size(); i-- > 0;) {
    if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -sign : sign;
  }
  return 0;
}

}  // namespace basehttp
