// Version words of a request line.
#pragma once

#include <string>

#include <rapidcheck.h>

namespace basehttp::conformance::generators {

// HTTP/1.1 or HTTP/1.0.
[[nodiscard]] rc::Gen<std::string> versions();

// Words that are nearly versions, never empty: some releases take some of them.
[[nodiscard]] rc::Gen<std::string> near_versions();

}  // namespace basehttp::conformance::generators
