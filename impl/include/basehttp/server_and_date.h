// The fields `Server` and `Date` of the last response.  The next one has the same, until a second
// is over or a version is set.
#pragma once

#include <cstddef>
#include <string_view>

#include "basehttp/response_buffer.h"
#include "basehttp/text.h"

namespace basehttp {

class ServerAndDate {  // NOLINT(cppcoreguidelines-pro-type-member-init): as many bytes as are read
 public:
  // The longest two fields that are kept, in bytes, their line ends among them.
  static constexpr std::size_t kMaxSize = 96;

  // Whether `Server` is made of these two, and `Date` right at a time, in seconds since the epoch.
  // Never before both have been set.
  [[nodiscard]] bool is_of(const Text& server_version, const Text& sys_version) const noexcept {
    return server_version == server_version_ && sys_version == sys_version_;
  }
  // Whether that can be told at once, as for what the library gives.
  [[nodiscard]] bool shares_bytes_of(const Text& server_version,
                                     const Text& sys_version) const noexcept {
    return server_version.shares_bytes(server_version_) && sys_version.shares_bytes(sys_version_);
  }
  [[nodiscard]] bool is_right_at(double seconds) const noexcept {
    return seconds >= from_ && seconds < until_;
  }

  // Makes `Server` of two narrow texts; false for versions so long that the two fields do not fit.
  [[nodiscard]] bool set_server(const Text& server_version, const Text& sys_version);
  // That field, with its line end; it lives until the next is made.
  [[nodiscard]] std::string_view server() const noexcept { return {bytes_, server_size_}; }
  // Makes `Date`, behind a `Server` that fitted, of an HTTP date that is right from a time on until
  // another.  Returns that field, which lives until the next is made.
  [[nodiscard]] std::string_view set_date(std::string_view date, double from,
                                          double until) noexcept;

  // Appends the two to a buffer that has room for kMaxSize bytes.
  void append_to(ResponseBuffer& buffer) const noexcept {
    buffer.add_two<kMaxSize>(bytes_, server_size_, size_);
  }

 private:
  Text server_version_;
  Text sys_version_;
  double from_ = 1;
  double until_ = 0;
  std::size_t server_size_ = 0;
  std::size_t size_ = 0;  // of both
  char bytes_[kMaxSize];  // copied as a whole, though nothing may have been written behind the two
};

}  // namespace basehttp
