// Answers in marshal's format held against outcomes where they are: most agree, and need not be
// made into outcomes first.
#pragma once

#include "conformance/harness/outcome.h"
#include "fuzz/differential/marshal.h"

namespace basehttp::fuzz {

// Takes the answer that is next when it says what `outcome` says.  False: it says something else,
// or it cannot be told, and then `reader` stands anywhere; read_answer() and same_outcome() know.
[[nodiscard]] bool takes_answer(MarshalReader& reader, const conformance::Outcome& outcome);

}  // namespace basehttp::fuzz
