// _headers_buffer: what send_response, send_header and end_headers collect
// until flush_headers writes it in one call.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace basehttp {

class ResponseBuffer {
 public:
  // False until something has been sent on this handler: Python's attribute
  // does not exist before.
  [[nodiscard]] bool exists() const noexcept { return exists_; }
  void create() noexcept { exists_ = true; }
  // As `del handler._headers_buffer`.
  void destroy() noexcept {
    clear();
    exists_ = false;
  }

  // Starts a piece; what is appended to bytes() belongs to it until commit().
  [[nodiscard]] std::string& bytes() noexcept { return bytes_; }
  void commit() { ends_.push_back(bytes_.size()); }
  void append(std::string_view piece) {
    bytes_.append(piece);
    commit();
  }

  // All pieces joined; the view lives until the buffer changes.
  [[nodiscard]] std::string_view joined() const noexcept { return bytes_; }
  [[nodiscard]] std::size_t piece_count() const noexcept { return ends_.size(); }
  [[nodiscard]] std::string_view piece(std::size_t index) const noexcept {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }
  // Empties it, keeping its storage.
  void clear() noexcept {
    bytes_.clear();
    ends_.clear();
  }

 private:
  bool exists_ = false;
  std::string bytes_;
  std::vector<std::size_t> ends_;  // of the pieces, in bytes_
};

}  // namespace basehttp
