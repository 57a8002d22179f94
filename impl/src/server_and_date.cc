#include "basehttp/server_and_date.h"

#include "basehttp/short_bytes.h"

namespace basehttp {

bool ServerAndDate::set_server(const Text& server_version, const Text& sys_version) {
  constexpr std::size_t kAround = sizeof("Server:  \r\n") - 1;
  constexpr std::size_t kDateSize = sizeof("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n") - 1;
  until_ = from_ - 1;
  const std::size_t size = kAround + server_version.size() + sys_version.size();
  if (size + kDateSize > kMaxSize) return false;
  server_size_ = size;
  copy_texts(bytes_, "Server: ", server_version.latin1(), " ", sys_version.latin1(), "\r\n");
  server_version_ = server_version;
  sys_version_ = sys_version;
  return true;
}

std::string_view ServerAndDate::set_date(std::string_view date, double from,
                                         double until) noexcept {
  char* const begin = bytes_ + server_size_;
  const char* const end = copy_texts(begin, "Date: ", date, "\r\n");
  size_ = static_cast<std::size_t>(end - bytes_);
  from_ = from;
  until_ = until;
  return {begin, end};
}

}  // namespace basehttp
