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
  // Starts the interpreter `path`.  SubjectError when no identity comes back.  `times`: it answers
  // each case so often, which only somebody wants who measures.
  explicit PipedPython(std::string path, int times = 1);
  ~PipedPython() override;

  [[nodiscard]] const conformance::Identity& identity() const noexcept { return identity_; }

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
  int times_;
  conformance::Identity identity_;
  std::optional<conformance::ChildProcess> process_;    // empty: to be started
  std::unique_ptr<conformance::ProcessSubject> alone_;  // null until it is needed
  std::string outbox_;
  std::string inbox_;
};

}  // namespace basehttp::fuzz
