// A fuzzer's data as a case, which every subject of the harness understands.
#pragma once

#include "conformance/harness/case.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {

// The connection with the choices of the input: versions, faults, and what the methods of the
// handler do.  Its profile, its delivery and its other profile say nothing here.  `json` is not
// set; see conformance::write_case().  It lasts until the next call.
[[nodiscard]] const conformance::Case& case_of(const FuzzInput& input);

}  // namespace basehttp::fuzz
