// Header blocks, from the first field line to the blank line.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

#include "conformance/generators/field_lines.h"

namespace basehttp::conformance::generators {

// Up to six plain field lines.
[[nodiscard]] rc::Gen<std::vector<FieldLine>> plain_fields();

// Their text, with the blank line.
[[nodiscard]] std::string block_of(const std::vector<FieldLine>& fields);

// Near-misses, blank line or not.  A block may hold a second blank line: what follows
// the first is then another matter.
[[nodiscard]] rc::Gen<std::string> near_blocks();

}  // namespace basehttp::conformance::generators
