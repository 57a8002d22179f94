#include "conformance/harness/delivered_reader.h"

#include <algorithm>

namespace basehttp::conformance {

bool DeliveredReader::receive() {
  if (fault_ && arrived_ >= fault_->at) throw fault_->error;
  if (arrived_ == bytes_.size()) return false;
  arrived_ = delivery_.piece_end(arrived_, bytes_.size());
  if (fault_) arrived_ = std::min(arrived_, fault_->at);
  return true;
}

std::string_view DeliveredReader::take(std::size_t size) {
  const std::string_view taken = shown_.hold(waiting().substr(0, size));
  position_ += taken.size();
  return taken;
}

std::string_view DeliveredReader::readline(std::size_t limit) {
  std::size_t searched = 0;
  for (;;) {
    const std::string_view line = waiting().substr(0, limit);
    const std::size_t newline = line.find('\n', searched);
    if (newline != std::string_view::npos) return take(newline + 1);
    if (line.size() == limit) return take(limit);
    searched = line.size();
    if (!receive()) return take(line.size());
  }
}

std::string_view DeliveredReader::read(std::size_t count) {
  while (waiting().size() < count && receive()) {
  }
  return take(count);
}

std::string_view DeliveredReader::peek() {
  // A handler that looks before anything came is to read instead; so the fault
  // is raised there, where Python raises it.
  if (waiting().empty() && !(fault_ && arrived_ >= fault_->at)) receive();
  return shown_.hold(waiting());
}

}  // namespace basehttp::conformance
