// Cases and outcomes as the Python objects that json.loads would make of their JSON.
//
// Every function needs a running interpreter, and throws PythonApiError for an object that is
// not what PROTOCOL.md says it is, or that cannot be made.
#pragma once

#include <stdexcept>
#include <string>

#include "conformance/harness/case.h"
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

// A dict: what write_case() writes, without what only a person reads.
[[nodiscard]] PyRef case_object(const conformance::Case& one);
// Of the dict that the Python subject answers with.
[[nodiscard]] conformance::Answer answer_of(PyObject* object);

}  // namespace basehttp::fuzz
