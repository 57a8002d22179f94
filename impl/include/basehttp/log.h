// Where log_message writes: Python's sys.stderr, as a parameter.
#pragma once

#include "basehttp/text.h"

namespace basehttp {

class Log {
 public:
  virtual ~Log() = default;
  // One log line, its line feed included.
  virtual void write(const Text& line) = 0;
};

// A log that is thrown away.
class NullLog final : public Log {
 public:
  void write(const Text& line) override { (void)line; }
};

// A log that is kept.
class MemoryLog final : public Log {
 public:
  void write(const Text& line) override { text_.append(line); }
  [[nodiscard]] const Text& text() const noexcept { return text_; }

 private:
  Text text_;
};

}  // namespace basehttp
