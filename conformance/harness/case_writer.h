// A case made in C++, as the JSON line that other subjects read.
#pragma once

#include <string>

#include "conformance/harness/case.h"

namespace basehttp::conformance {

// PROTOCOL.md's object on one line, without the line end; what is the default is left out.
// read_case() of it gives the same case.  Its `json`, `hash`, `file`, `line` and what
// is unknown to the harness are not looked at.
[[nodiscard]] std::string write_case(const Case& one);

// Sets `json` and `hash` from the other fields.
void finish_case(Case& one);

}  // namespace basehttp::conformance
