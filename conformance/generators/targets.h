// Request targets (RFC 9112, section 3.2), in the forms that a handler meets.
#pragma once

#include <string>

#include <rapidcheck.h>

namespace basehttp::conformance::generators {

// Never empty, no white space.
[[nodiscard]] rc::Gen<std::string> targets();

}  // namespace basehttp::conformance::generators
