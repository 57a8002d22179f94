// Outcomes as a subject may answer them, made without asking any.
#pragma once

#include <rapidcheck.h>

#include "conformance/harness/outcome.h"

namespace basehttp::conformance::generators {

[[nodiscard]] rc::Gen<Outcome> outcomes();

}  // namespace basehttp::conformance::generators
