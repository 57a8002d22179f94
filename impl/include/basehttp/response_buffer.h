// _headers_buffer: what send_response, send_header and end_headers collect
// until flush_headers writes it in one call.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "basehttp/short_bytes.h"

namespace basehttp {

class ResponseBuffer {
 public:
  // So many bytes behind a new piece may be written too; they are no part of it.
  static constexpr std::size_t kSlack = 32;

  // False until something has been sent on this handler: Python's attribute
  // does not exist before.
  [[nodiscard]] bool exists() const noexcept { return exists_; }
  void create() noexcept { exists_ = true; }
  // As `del handler._headers_buffer`.
  void destroy() noexcept {
    clear();
    exists_ = false;
  }

  // Appends a piece of `size` bytes, which the caller writes where the result
  // points, at once.
  [[nodiscard]] char* add(std::size_t size) {
    if (size + kSlack > capacity_ - size_ || count_ == ends_.size()) grow(size);
    char* const piece = bytes_.get() + size_;
    size_ += size;
    ends_[count_++] = size_;
    return piece;
  }
  void append(std::string_view piece) { copy_bytes(add(piece.size()), piece.data(), piece.size()); }

  // All pieces joined; the view lives until the buffer changes.
  [[nodiscard]] std::string_view joined() const noexcept { return {bytes_.get(), size_}; }
  [[nodiscard]] std::size_t piece_count() const noexcept { return count_; }
  [[nodiscard]] std::string_view piece(std::size_t index) const noexcept {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return joined().substr(begin, ends_[index] - begin);
  }
  // Empties it, keeping its storage.
  void clear() noexcept {
    size_ = 0;
    count_ = 0;
  }

 private:
  // Makes room for one more piece of `size` bytes.
  void grow(std::size_t size);

  bool exists_ = false;
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
  std::vector<std::size_t> ends_;  // of the pieces, in bytes_; the first count_ of them
  std::size_t count_ = 0;
};

}  // namespace basehttp
