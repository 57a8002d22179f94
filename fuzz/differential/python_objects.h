// Cases and answers as the Python objects that json.loads would make of their JSON.
//
// Every function needs a running interpreter, and throws PythonApiError for an object that is
// not what PROTOCOL.md says it is, or that cannot be made.
#pragma once

#include <map>
#include <stdexcept>
#include <string>

#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"
#include "conformance/harness/subject.h"
#include "fuzz/differential/python_ref.h"

namespace basehttp::fuzz {

class PythonApiError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// `object`, or PythonApiError with the pending Python exception when it is null.
[[nodiscard]] PyRef checked(PyObject* object);
// The text of a str as UTF-8.
[[nodiscard]] std::string utf8_of(PyObject* object);

// Makes the objects of cases.  Programs are few and large, so their objects are kept: nobody may
// change them.
class CaseObjects {
 public:
  // A dict: what write_case() writes, without what only a person reads.
  [[nodiscard]] PyRef make(const conformance::Case& one);

 private:
  [[nodiscard]] PyObject* program(const conformance::Program& program);

  std::map<std::string, PyRef, std::less<>> programs_;  // by their marshalled form
  std::string marshalled_;
};

// Of the dict that the Python subject answers with.
[[nodiscard]] conformance::Answer answer_of(PyObject* object);

// Whether that dict says just this.  False also where only same_outcome() can tell: it is quick,
// since it looks at the objects where they are.
[[nodiscard]] bool says(PyObject* object, const conformance::Outcome& outcome);

}  // namespace basehttp::fuzz
