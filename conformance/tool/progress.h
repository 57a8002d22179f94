// A line on a terminal that says how far the work is; silent elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace basehttp::conformance {

class Progress {
 public:
  // Writes to standard error when that is a terminal and `wanted`.
  Progress(std::string what, bool wanted);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // From any thread.
  void show(std::size_t done, std::size_t total);

 private:
  std::string what_;
  bool active_;
  bool shown_ = false;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace basehttp::conformance
