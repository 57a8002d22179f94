// What the planned faults of an input raise, and what else may leave a handler.
#pragma once

#include "basehttp/python_error.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {

// Not for PlannedFault::kNone.
[[nodiscard]] PythonError read_error(PlannedFault fault);
[[nodiscard]] PythonError write_error(PlannedFault fault);

// Python raises this, too: the planned faults of the input, and what email.feedparser raises
// when it works out the boundary of a multipart message.
[[nodiscard]] bool may_escape(const PythonError& error, const FuzzInput& input);

}  // namespace basehttp::fuzz
