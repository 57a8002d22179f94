// The clock is a parameter: a handler never asks the machine by itself.
#pragma once

#include <chrono>

namespace basehttp {

class Clock {
 public:
  virtual ~Clock() = default;
  // Seconds since the epoch, as Python's time.time().
  virtual double time() = 0;
};

// A clock that stands still.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(double seconds) noexcept : seconds_(seconds) {}
  double time() override { return seconds_; }

 private:
  double seconds_;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  double time() override {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  }
};

}  // namespace basehttp
