#include "decimal.h"

#include <charconv>

namespace basehttp {

void Decimal::write_any(std::int64_t number) noexcept {
  size_ =
      static_cast<std::size_t>(std::to_chars(digits_, digits_ + kLongest, number).ptr - digits_);
}

}  // namespace basehttp
