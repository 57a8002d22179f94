#include "basehttp/memory_streams.h"

#include <algorithm>
#include <cstring>

namespace basehttp {

void MemoryReader::raise() const { throw fault_.value().error; }

void MemoryReader::forget() noexcept {
  fault_.reset();
  stop_ = kNever;
}

std::string_view MemoryReader::readline(std::size_t limit) {
  const std::size_t window = std::min(limit, bytes_.size() - position_);
  if (window == 0) return take(0, limit > 0);
  const auto* const newline =
      static_cast<const char*>(std::memchr(bytes_.data() + position_, '\n', window));
  if (newline == nullptr) return read(limit);
  return take(static_cast<std::size_t>(newline + 1 - (bytes_.data() + position_)), false);
}

std::string_view MemoryReader::read(std::size_t count) {
  const std::size_t size = std::min(count, bytes_.size() - position_);
  return take(size, size < count);
}

std::string_view MemoryReader::peek() {
  const std::size_t end = std::min(stop_, bytes_.size());
  if (position_ >= end) return {};
  return {bytes_.data() + position_, end - position_};
}

void MemoryWriter::write(std::string_view bytes) {
  if (fault_ && calls_ >= fault_->at) throw fault_->error;
  ++calls_;
  constexpr std::size_t kFew = 8;  // two or three for a response, and few responses
  if (writes_.capacity() == 0) writes_.reserve(kFew);
  writes_.emplace_back(bytes);
}

}  // namespace basehttp
