// An answer made in C++, as the JSON line that a subject writes.
#pragma once

#include <string>

#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// PROTOCOL.md's object for the case `id`, sorted keys, without the line end: an outcome, or
// why there is none.  Every kind of Failure is an "error", for that is all that a subject can say.
[[nodiscard]] std::string write_answer(const std::string& id, const Answer& answer);

}  // namespace basehttp::conformance
