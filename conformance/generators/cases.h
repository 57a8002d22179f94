// Whole cases, ready to be asked and to be shown.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

#include "conformance/generators/connections.h"
#include "conformance/generators/programs.h"
#include "conformance/harness/case.h"

namespace basehttp::conformance::generators {

// A case with these bytes to read, a handler that speaks HTTP/1.1 and no program.
[[nodiscard]] Case case_of(std::string rfile);

// A handler that answers every request of the connection with the response.
// `protocol_version` is the handler's.
[[nodiscard]] Case case_of(const std::vector<Request>& connection, const PlannedResponse& response,
                           const std::string& protocol_version);

// Sets the JSON line anew after a change of another field.
[[nodiscard]] Case finished(Case one);

// Well-formed connections to a well-behaved handler.
[[nodiscard]] rc::Gen<Case> tame_cases();

// Anything: near-misses, wild programs, odd class attributes, streams that fail.
[[nodiscard]] rc::Gen<Case> cases();

}  // namespace basehttp::conformance::generators
