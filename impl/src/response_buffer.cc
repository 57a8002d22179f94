#include "basehttp/response_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace basehttp {

void ResponseBuffer::grow(std::size_t size) {
  constexpr std::size_t kLeastPieces = 16;
  constexpr std::size_t kLeastBytes = 512;
  if (next_ >= last_) {
    const std::size_t count = piece_count();
    ends_.resize(std::max(kLeastPieces, 2 * count));
    next_ = ends_.data() + count;
    last_ = ends_.data() + ends_.size() - 1;
  }
  if (has_room(size)) return;
  const std::size_t used = this->size();
  const std::size_t capacity = std::max({kLeastBytes, 2 * used, used + size});
  auto bytes = std::make_unique<char[]>(capacity + kSlack);
  if (used > 0) std::memcpy(bytes.get(), bytes_.get(), used);
  bytes_ = std::move(bytes);
  end_ = bytes_.get() + used;
  limit_ = bytes_.get() + capacity;
}

}  // namespace basehttp
