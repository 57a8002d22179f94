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
#include <vector>

#include "conformance/harness/child_process.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/subject.h"

namespace basehttp::fuzz {

class PipedPython final : public conformance::Subject {
 public:
  // Starts the interpreter `path`, which is to answer each case so many times and give the last
  // answer.  SubjectError when no identity comes back.
  explicit PipedPython(std::string path, int times = 1);
  ~PipedPython() override;

  [[nodiscard]] const conformance::Identity& identity() const noexcept { return identity_; }
  // That the interpreter has taken since it started; 0 when it has to be started anew.
  [[nodiscard]] double cpu_seconds() const { return process_ ? process_->cpu_seconds() : 0; }

  // One message.  When it is not answered, which costs the interpreter its life, each of its cases
  // is put to the line protocol instead, which knows which one it was.
  void run_all(std::span<const conformance::Case* const> cases, const Sink& sink) override;
  // The same, but where a message was answered, `sink` is not given an answer that is seen to be
  // just the one in the same place of `expected`, which is as long as `cases`.
  void run_all_unlike(std::span<const conformance::Case* const> cases,
                      std::span<const conformance::Answer* const> expected, const Sink& sink);
  // Lets the interpreter end by itself.  Empty, or how else it ended.
  std::string finish() override;

 private:
  conformance::Answer answer(const conformance::Case& one,
                             const conformance::Delivery& delivery) override;
  void start();
  void write_message(std::span<const conformance::Case* const> cases);
  void run_alone(std::span<const conformance::Case* const> cases, const Sink& sink);
  // The answer to each case; empty where it is the expected one.
  std::vector<std::optional<conformance::Answer>> read_answers(
      std::string_view message, std::span<const conformance::Answer* const> expected,
      std::size_t count);
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
