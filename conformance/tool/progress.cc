#include "conformance/tool/progress.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include <fmt/format.h>

namespace basehttp::conformance {

Progress::Progress(std::string what, bool wanted)
    : what_(std::move(what)), active_(wanted && isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() { clear(); }

void Progress::show(std::size_t done, std::size_t total) {
  constexpr std::size_t kWidth = 40;
  show([&] {
    const std::size_t filled = total == 0 ? 0 : kWidth * done / total;
    const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
    return fmt::format("[{}] {}/{}", bar, done, total);
  });
}

void Progress::show(const std::function<std::string()>& text) {
  if (!active_) return;
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(100);
  shown_ = true;
  fmt::print(stderr, "\r{} {}\x1b[K", what_, text());
  std::fflush(stderr);
}

void Progress::clear() {
  const std::lock_guard lock(mutex_);
  if (shown_) std::fputs("\r\x1b[K", stderr);
  shown_ = false;
}

}  // namespace basehttp::conformance
