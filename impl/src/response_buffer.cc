#include "basehttp/response_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace basehttp {

void ResponseBuffer::grow(std::size_t size) {
  constexpr std::size_t kFewPieces = 16;
  constexpr std::size_t kFewBytes = 512;
  if (count_ == ends_.size()) ends_.resize(std::max(kFewPieces, 2 * count_));
  const std::size_t needed = size_ + size + kSlack;
  if (needed <= capacity_) return;
  const std::size_t capacity = std::max({kFewBytes, 2 * capacity_, needed});
  auto bytes = std::make_unique<char[]>(capacity);
  if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
  bytes_ = std::move(bytes);
  capacity_ = capacity;
}

}  // namespace basehttp
