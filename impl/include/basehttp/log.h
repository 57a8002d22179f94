// Where log_message writes: Python's sys.stderr, as a parameter.
#pragma once

#include <utility>

#include "basehttp/text.h"

namespace basehttp {

class Log {
 public:
  virtual ~Log() = default;
  // One log line, its line feed included.
  virtual void write(const Text& line) = 0;
  // True: nobody will see what is written, so that a line need not be put together.
  [[nodiscard]] virtual bool discards() const noexcept { return false; }
};

// A log that is thrown away.
class NullLog final : public Log {
 public:
  void write(const Text& line) override { (void)line; }
  [[nodiscard]] bool discards() const noexcept override { return true; }
};

// A log that is kept.
class MemoryLog final : public Log {
 public:
  void write(const Text& line) override { text_.append(line); }
  [[nodiscard]] const Text& text() const& noexcept { return text_; }
  [[nodiscard]] Text text() && noexcept { return std::move(text_); }

 private:
  Text text_;
};

}  // namespace basehttp
