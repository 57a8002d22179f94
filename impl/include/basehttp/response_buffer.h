// _headers_buffer: what send_response, send_header and end_headers collect
// until flush_headers writes it in one call.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "basehttp/short_bytes.h"

namespace basehttp {

class ResponseBuffer {
 public:
  // So many bytes behind a new piece may be written too; they are no part of it.
  static constexpr std::size_t kSlack = kFewBytes;

  ResponseBuffer() = default;
  ResponseBuffer(const ResponseBuffer&) = delete;
  ResponseBuffer& operator=(const ResponseBuffer&) = delete;
  ~ResponseBuffer() = default;

  // False until something has been sent on this handler: Python's attribute
  // does not exist before.
  [[nodiscard]] bool exists() const noexcept { return exists_; }
  void create() noexcept { exists_ = true; }
  // As `del handler._headers_buffer`.
  void destroy() noexcept {
    clear();
    exists_ = false;
  }

  // True: one or two pieces of `size` bytes together find their place in the storage that is there.
  [[nodiscard]] bool has_room(std::size_t size) const noexcept {
    return size <= static_cast<std::size_t>(limit_ - end_) && next_ < last_;
  }
  // Appends a piece of `size` bytes, which the caller writes where the result
  // points, at once.
  [[nodiscard]] char* add(std::size_t size) {
    if (!has_room(size)) grow(size);
    char* const piece = end_;
    end_ += size;
    *next_++ = this->size();
    return piece;
  }
  // Appends two pieces that end `first` and `both` bytes behind `bytes`, of which kSize can be
  // read; there is room for so many.
  template <std::size_t kSize>
  void add_two(const char* bytes, std::size_t first, std::size_t both) noexcept {
    char* const begin = end_;
    end_ = begin + both;
    *next_++ = static_cast<std::size_t>(begin + first - bytes_.get());
    *next_++ = size();
    copy_all<kSize>(begin, bytes);
    exists_ = true;
  }
  void append(std::string_view piece) { copy_bytes(add(piece.size()), piece.data(), piece.size()); }

  // All pieces joined; the view lives until the buffer changes.
  [[nodiscard]] std::string_view joined() const noexcept { return {bytes_.get(), size()}; }
  [[nodiscard]] std::size_t piece_count() const noexcept {
    return static_cast<std::size_t>(next_ - ends_.data());
  }
  [[nodiscard]] std::string_view piece(std::size_t index) const noexcept {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return joined().substr(begin, ends_[index] - begin);
  }
  // Empties it, keeping its storage.
  void clear() noexcept {
    end_ = bytes_.get();
    next_ = ends_.data();
  }

 private:
  [[nodiscard]] std::size_t size() const noexcept {
    return static_cast<std::size_t>(end_ - bytes_.get());
  }
  // Makes room for one more piece of `size` bytes.
  void grow(std::size_t size);

  bool exists_ = false;
  std::unique_ptr<char[]> bytes_;
  char* end_ = nullptr;    // of the pieces
  char* limit_ = nullptr;  // of what they may take: kSlack bytes are behind it
  // Where each piece ends in bytes_; those before next_ do.  There is room for two more before
  // last_, and for one there.
  std::vector<std::size_t> ends_;
  std::size_t* next_ = nullptr;
  std::size_t* last_ = nullptr;
};

}  // namespace basehttp
