#include "basehttp/descriptor_streams.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>

#include "basehttp/python_error.h"

namespace basehttp {
namespace {

// io.DEFAULT_BUFFER_SIZE.
constexpr std::size_t kBufferSize = 8192;

[[noreturn]] void raise_errno(int error) {
  throw PythonError("OSError", {Value(error), Value(std::generic_category().message(error))});
}

// Until `events` are there, or the peer is gone.
void wait_for(int descriptor, short events, Patience patience) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + patience.value_or(std::chrono::milliseconds(0));
  for (;;) {
    int timeout = -1;
    if (patience) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(std::max(end - Clock::now(), {})).count();
      timeout = static_cast<int>(std::min<decltype(left)>(left, std::numeric_limits<int>::max()));
    }
    pollfd one{descriptor, events, 0};
    const int ready = poll(&one, 1, timeout);
    if (ready > 0) return;
    if (ready == 0) {
      if (Clock::now() >= end) throw PythonError("socket.timeout", Text("timed out"));
    } else if (errno != EINTR) {
      raise_errno(errno);
    }
  }
}

// `call` until it is done; it answers as read(2) and write(2).
template <typename Call>
std::size_t persist(int descriptor, short events, Patience patience, Call call) {
  if (patience) wait_for(descriptor, events, patience);
  for (;;) {
    const ssize_t count = call();
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno == EAGAIN) {  // on Linux EWOULDBLOCK too
      wait_for(descriptor, events, patience);
    } else if (errno != EINTR) {
      raise_errno(errno);
    }
  }
}

}  // namespace

DescriptorReader::DescriptorReader(int descriptor, Patience patience)
    : descriptor_(descriptor), patience_(patience), buffer_(kBufferSize, '\0') {}

bool DescriptorReader::fill() {
  if (begin_ == end_) {
    begin_ = end_ = 0;
  } else if (end_ == buffer_.size() && begin_ != 0) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.end(),
              buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  const std::size_t count = persist(descriptor_, POLLIN, patience_, [this] {
    return ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
  });
  end_ += count;
  return count != 0;
}

std::string_view DescriptorReader::take(std::size_t count) {
  const std::string_view taken = peek().substr(0, count);
  begin_ += taken.size();
  return taken;
}

std::string_view DescriptorReader::readline(std::size_t limit) {
  for (std::size_t searched = 0;;) {
    const std::string_view window = peek().substr(0, limit);
    const std::size_t newline = window.find('\n', searched);
    if (newline != std::string_view::npos) return take(newline + 1);
    searched = window.size();
    if (searched == limit || !fill()) return take(searched);
  }
}

std::string_view DescriptorReader::read(std::size_t count) {
  while (size() < count && fill()) {
  }
  return take(count);
}

void DescriptorWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    bytes.remove_prefix(persist(descriptor_, POLLOUT, patience_,
                                [&] { return ::write(descriptor_, bytes.data(), bytes.size()); }));
  }
}

}  // namespace basehttp
