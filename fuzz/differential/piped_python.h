// A CPython in a process of its own that is asked many cases at once (piped_subject.py): neither
// JSON nor a flush a case.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "conformance/harness/child_process.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/subject.h"

namespace basehttp::fuzz {

class PipedPython final : public conformance::Subject {
 public:
  // Starts the interpreter `path`.  SubjectError when no identity comes back.
  explicit PipedPython(std::string path);
  ~PipedPython() override;

  [[nodiscard]] const conformance::Identity& identity() const noexcept { return identity_; }
  // The CPU seconds that the interpreter has taken for its answers, without those for reading cases
  // and writing answers.
  [[nodiscard]] double answer_seconds() const noexcept { return answer_seconds_; }

  // One message.  When it is not answered, which costs the interpreter its life, each of its cases
  // is put to the line protocol instead, which knows which one it was.
  void run_all(std::span<const conformance::Case* const> cases, const Sink& sink) override;

 private:
  conformance::Answer answer(const conformance::Case& one,
                             const conformance::Delivery& delivery) override;
  void start();
  void write_message(std::span<const conformance::Case* const> cases);
  void run_alone(std::span<const conformance::Case* const> cases, const Sink& sink);
  // Sends `message` and takes one back; empty when there is none.
  std::string_view exchange(std::string_view message, std::chrono::milliseconds limit);

  std::string path_;
  conformance::Identity identity_;
  double answer_seconds_ = 0;
  std::optional<conformance::ChildProcess> process_;    // empty: to be started
  std::unique_ptr<conformance::ProcessSubject> alone_;  // null until it is needed
  std::string outbox_;
  std::string inbox_;
};

}  // namespace basehttp::fuzz
