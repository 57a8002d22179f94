// A CPython in this process as a subject: scripts/subjects/cpython.py without its protocol.
#pragma once

#include <span>
#include <string>

#include "basehttp/profile.h"
#include "conformance/harness/subject.h"
#include "fuzz/differential/python_objects.h"
#include "fuzz/differential/python_ref.h"

namespace basehttp::fuzz {

class EmbeddedPython final : public conformance::Subject {
 public:
  // A source of coverage that python_coverage.py knows ("probes", "first-hit"), or "none".
  // Starts the interpreter, which lasts as long as the process: there can be only one.
  // PythonApiError when it cannot start, when its version is no recorded profile, or when it
  // has no such coverage.
  explicit EmbeddedPython(const std::string& coverage);

  // The profile of its version.
  [[nodiscard]] const Profile& profile() const noexcept { return *profile_; }
  // Who it says it is, as a subject says it: JSON.
  [[nodiscard]] const std::string& identity() const noexcept { return identity_; }
  // Asks it: whether it answers just this.  False also where only an answer can tell.
  [[nodiscard]] bool agrees(const conformance::Case& one, const conformance::Answer& actual);
  // Makes what function() is given.
  [[nodiscard]] CaseObjects& objects() noexcept { return objects_; }
  // The Python function that takes the object of a case and gives that of an answer.
  [[nodiscard]] PyObject* function() const noexcept { return answer_case_.get(); }

 private:
  conformance::Answer answer(const conformance::Case& one,
                             const conformance::Delivery& delivery) override;

  // The object of the answer.
  PyRef ask(const conformance::Case& one);

  const Profile* profile_ = nullptr;
  CaseObjects objects_;
  PyRef answer_case_;
  PyRef reached_;  // a bytearray, or none
  std::string identity_;
};

}  // namespace basehttp::fuzz
