#include "conformance/tool/progress.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include <fmt/format.h>

namespace basehttp::conformance {

Progress::Progress(std::string what, bool wanted)
    : what_(std::move(what)), active_(wanted && isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::size_t done, std::size_t total) {
  if (!active_) return;
  constexpr std::size_t kWidth = 40;
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  shown_ = true;
  const std::size_t filled = total == 0 ? 0 : kWidth * done / total;
  const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
  fmt::print(stderr, "\r{} [{}] {}/{}\x1b[K", what_, bar, done, total);
  std::fflush(stderr);
}

}  // namespace basehttp::conformance
