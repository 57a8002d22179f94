// A child process on two pipes, neither of which ever blocks or raises SIGPIPE.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <sys/types.h>

namespace basehttp::conformance {

// From now on SIGINT, SIGTERM and SIGHUP kill every child's group before they end
// this program: a subject that hangs would not notice that its runner is gone.
void end_children_on_signals();

class ChildProcess {
 public:
  using Clock = std::chrono::steady_clock;

  // Runs `command` with /bin/sh in a process group of its own; its standard error
  // is ours.  std::system_error when there is no process to be had.
  explicit ChildProcess(const std::string& command);
  // Kills the whole group.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  enum class Event { kReady, kTimeout };
  // Until there is something to read, or room to write when `wants_to_write`.
  Event wait(bool wants_to_write, Clock::time_point deadline) const;

  // Writes what fits of `data` and returns how much that was.  A closed pipe
  // swallows everything: the end shows on the other pipe.
  std::size_t write(std::string_view data);
  enum class Read { kData, kNothing, kEnd };
  // Appends what has arrived to `buffer`.
  Read read(std::string& buffer) const;

  // The CPU seconds of the process itself so far, those of its children left out; 0 where the
  // system cannot say.
  [[nodiscard]] double cpu_seconds() const;

  // Closes standard input, waits at most `grace` for the process to end by
  // itself, then kills the group.  How it ended: "exited with code 1".
  std::string finish(std::chrono::milliseconds grace);
  // After finish(): it ended by itself with code 0.
  [[nodiscard]] bool succeeded() const noexcept { return succeeded_; }

 private:
  void close_input() noexcept;

  pid_t pid_ = -1;
  int input_ = -1;   // we write
  int output_ = -1;  // we read
  bool succeeded_ = false;
};

}  // namespace basehttp::conformance
