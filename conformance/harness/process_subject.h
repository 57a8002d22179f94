// A program that speaks the process protocol (PROTOCOL.md).
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "conformance/harness/protocol_lines.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

class LineConnection;

struct ProcessLimits {
  // A subject stops a case after 20 s by itself.
  std::chrono::milliseconds answer{30'000};
  std::chrono::milliseconds start{60'000};
  std::size_t line = 100'000'000;  // bytes
  std::size_t ahead = 128;         // cases sent before the first is answered
};

class ProcessSubject final : public Subject {
 public:
  // Starts `command` with /bin/sh and greets it.  SubjectError when no identity comes back.
  explicit ProcessSubject(const std::string& command, ProcessLimits limits = {});
  // The same with a program that spawn() has started.
  ProcessSubject(std::string command, ProcessLimits limits,
                 std::unique_ptr<LineConnection> spawned);
  ~ProcessSubject() override;

  // Starts `command` and waits for nothing, so that it loads while the caller does other things.
  // SubjectError when there is no process to be had.
  static std::unique_ptr<LineConnection> spawn(const std::string& command,
                                               const ProcessLimits& limits);

  [[nodiscard]] const Identity& identity() const noexcept { return identity_; }

  void run_all(std::span<const Case* const> cases, const Sink& sink) override;

  // Takes also the line that was answered; empty when there was none.
  using LineSink = std::function<void(std::size_t, Answer, std::string_view line)>;
  // A case that costs the program its life is answered with a Failure, and the
  // program is started anew for the next one.
  void run_lines(std::span<const Case* const> cases, const LineSink& sink);

  [[nodiscard]] bool is_elsewhere() const override { return true; }

  // Closes the program's input: it answers no more lines and exits with 0.
  std::string finish() override;

 private:
  // Unsupported for a delivery other than whole: the protocol has none.
  Answer answer(const Case& one, const Delivery& delivery) override;
  void greet();

  std::string command_;
  ProcessLimits limits_;
  Identity identity_;
  std::unique_ptr<LineConnection> connection_;  // null: to be started
};

}  // namespace basehttp::conformance
