// One life of a program that is sent lines and answers lines.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "conformance/harness/child_process.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

class LineConnection {
 public:
  // Starts `command` with /bin/sh; lines of more than `longest_line` bytes are not taken.
  // std::system_error when there is no process to be had.
  LineConnection(const std::string& command, std::size_t longest_line)
      : process_(command), longest_line_(longest_line) {}

  // Writes `line`, its end included, while the program is waited for: never blocks, never fails.
  void send(std::string_view line);

  // The next line, without its end; the view lives until the next call.  On
  // failure says why, and the program has been stopped.  `due` is how many lines will come without
  // anything further being sent: where they are many, it waits until some have gathered, since
  // this process, woken for each line, would take the program's time.
  std::variant<std::string_view, Failure> receive(std::chrono::milliseconds limit,
                                                  std::size_t due = 1);

  // Closes the program's input: it answers no more lines and exits with 0 within `grace`.  Empty,
  // or what it did instead.
  std::string finish(std::chrono::milliseconds grace = std::chrono::seconds(2));

 private:
  void write();
  Failure too_long();
  Failure timed_out(std::chrono::milliseconds limit);
  Failure ended();

  ChildProcess process_;
  std::size_t longest_line_;
  std::string outbox_;
  std::size_t sent_ = 0;
  std::string inbox_;
  std::size_t taken_ = 0;
};

// A line as it can be shown in a message: escaped, its beginning when it is long.
[[nodiscard]] std::string shown_line(std::string_view line);

}  // namespace basehttp::conformance
