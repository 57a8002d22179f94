// The kind of a divergence: equal for inputs that show the same one.
#pragma once

#include <string>
#include <string_view>

#include "conformance/harness/outcome.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// "WHERE: CLASS | CLASS": the first place where the outcomes part, and what kind of thing either
// has there, what is expected first.  An exception comes first, since it explains what follows;
// then the requests, writes, flushes, log, rfile_pos, pending and close_connection.  Of two texts
// the characters where they part are named: "requests[].path: SP | end".  No number, name or
// text of the input is part of it, so there are few of them.  Empty for equal outcomes.
[[nodiscard]] std::string signature_of(const Outcome& expected, const Outcome& actual);

// The same for answers.  Empty also when there is nothing to compare: one side does not
// support the case, or both give it up.
[[nodiscard]] std::string signature_of(const Answer& expected, const Answer& actual);

// The name of a file that holds an example of a signature, without an extension: readable,
// shorter than 100 characters, and another one for each.
[[nodiscard]] std::string file_name_of(std::string_view signature);

}  // namespace basehttp::conformance
