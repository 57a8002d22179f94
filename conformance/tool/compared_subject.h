// A subject of `diff` or `reduce`, as the command line names it.
#pragma once

#include <memory>
#include <string>

#include "conformance/harness/corpus.h"
#include "conformance/harness/process_subject.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// What a name may be, for --help.
inline constexpr const char* kComparedSubjectHelp =
    "reference:V, the reference handler under a profile; recorded:V, what a CPython answered when "
    "it was recorded; else a shell command that speaks the process protocol";

class ComparedSubject {
 public:
  // `corpus` is asked for what was recorded; null: nothing was.  It outlives what make() gives.
  // UnknownName for a profile or a recording that there is not, SubjectError for a program that
  // cannot be used.
  ComparedSubject(std::string name, const Corpus* corpus, const ProcessLimits& limits);

  // Another one at each call, to be used at the same time.
  [[nodiscard]] std::unique_ptr<Subject> make();

  // As it was named.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  // "CPython 3.13.0", for a person.
  [[nodiscard]] const std::string& title() const noexcept { return title_; }
  // "cpython-3.13.0": the name to record its answers under.
  [[nodiscard]] const std::string& recorded_name() const noexcept { return recorded_name_; }
  // All that it says of itself, canonical JSON; "{}" for a recording.
  [[nodiscard]] const std::string& identity() const noexcept { return identity_; }

 private:
  std::string name_;
  const Corpus* corpus_;
  ProcessLimits limits_;
  const Profile* profile_ = nullptr;         // of the reference
  std::unique_ptr<ProcessSubject> waiting_;  // the program that said who it is
  std::string title_;
  std::string recorded_name_;
  std::string identity_ = "{}";
};

}  // namespace basehttp::conformance
