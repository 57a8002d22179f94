// A line on a terminal that says how far the work is; silent elsewhere.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
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
  // The same with a text, which is asked for only when it is to be seen.
  void show(const std::function<std::string()>& text);
  // Takes the line away.
  void clear();

 private:
  std::string what_;
  bool active_;
  bool shown_ = false;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_{};
};

}  // namespace basehttp::conformance
