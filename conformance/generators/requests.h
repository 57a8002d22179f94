// Requests that a handler takes.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include <rapidcheck.h>

#include "conformance/generators/field_lines.h"

namespace basehttp::conformance::generators {

struct Request {
  std::string method;
  std::string target;
  std::string version;
  std::vector<FieldLine> fields;
  std::string body;  // announced by a Content-Length when it is not empty

  [[nodiscard]] std::string bytes() const;
};

void showValue(const Request& request, std::ostream& out);

// Well-formed, with a Connection, Expect or body now and then.
[[nodiscard]] rc::Gen<Request> requests();

// The bytes of a request that is nearly well-formed.
[[nodiscard]] rc::Gen<std::string> near_requests();

}  // namespace basehttp::conformance::generators
