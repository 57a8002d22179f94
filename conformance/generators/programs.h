// What the methods of a generated handler do.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

#include "conformance/generators/field_lines.h"
#include "conformance/harness/case.h"

namespace basehttp::conformance::generators {

// Of a well-behaved response.
struct PlannedResponse {
  int code = 200;
  std::vector<FieldLine> fields;
  std::vector<std::string> writes;  // after the headers
};

void showValue(const PlannedResponse& response, std::ostream& out);

[[nodiscard]] rc::Gen<PlannedResponse> responses();

// do_GET, do_POST, do_HEAD and do_PUT: each reads the body that was announced, then
// sends the response.
[[nodiscard]] Program program_of(const PlannedResponse& response);

// Any actions in any order: fields twice, headers without an end, attributes set
// and deleted, exceptions raised and swallowed.
[[nodiscard]] rc::Gen<Program> wild_programs();

}  // namespace basehttp::conformance::generators
