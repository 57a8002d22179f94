// Bytes on the heap that end where their block ends, so that a sanitizer sees every read behind
// them.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace basehttp::fuzz {

class ExactBytes {
 public:
  explicit ExactBytes(std::size_t size) : bytes_(new char[size]), size_(size) {}
  explicit ExactBytes(std::string_view bytes) : ExactBytes(bytes.size()) {
    if (size_ != 0) std::memcpy(bytes_.get(), bytes.data(), size_);
  }

  [[nodiscard]] char* data() noexcept { return bytes_.get(); }
  // Lives as long as this object, also when it is moved.
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

}  // namespace basehttp::fuzz
