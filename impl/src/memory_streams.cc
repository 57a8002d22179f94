#include "basehttp/memory_streams.h"

#include <algorithm>

namespace basehttp {

std::string_view MemoryReader::take(std::size_t size, bool waits) {
  if (fault_ && position_ + size + (waits ? 1 : 0) > fault_->at) throw fault_->error;
  const std::string_view taken = bytes_.substr(position_, size);
  position_ += size;
  return taken;
}

std::string_view MemoryReader::readline(std::size_t limit) {
  const std::string_view window = bytes_.substr(position_, limit);
  const std::size_t newline = window.find('\n');
  if (newline != std::string_view::npos) return take(newline + 1, false);
  return take(window.size(), window.size() < limit);
}

std::string_view MemoryReader::read(std::size_t count) {
  const std::size_t size = std::min(count, bytes_.size() - position_);
  return take(size, size < count);
}

std::string_view MemoryReader::peek() {
  const std::size_t end = fault_ ? std::min(fault_->at, bytes_.size()) : bytes_.size();
  return position_ < end ? bytes_.substr(position_, end - position_) : std::string_view();
}

void MemoryWriter::write(std::string_view bytes) {
  if (fault_ && calls_ >= fault_->at) throw fault_->error;
  ++calls_;
  writes_.emplace_back(bytes);
}

}  // namespace basehttp
