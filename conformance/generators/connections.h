// Several requests on one connection.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

#include "conformance/generators/requests.h"

namespace basehttp::conformance::generators {

// One to four requests sent at once.
[[nodiscard]] rc::Gen<std::vector<Request>> connections();

[[nodiscard]] std::string bytes_of(const std::vector<Request>& connection);

// Good requests, near-misses and junk, one behind the other.
[[nodiscard]] rc::Gen<std::string> near_connections();

}  // namespace basehttp::conformance::generators
