// Field lines (RFC 9112, section 5), good ones and near-misses.
#pragma once

#include <iosfwd>
#include <string>

#include <rapidcheck.h>

namespace basehttp::conformance::generators {

struct FieldLine {
  std::string name;
  std::string value;

  // With colon, space and CRLF.
  [[nodiscard]] std::string text() const { return name + ": " + value + "\r\n"; }
};

void showValue(const FieldLine& line, std::ostream& out);

// A name and a value without any meaning to the handler.  The value neither starts
// nor ends with white space.
[[nodiscard]] rc::Gen<FieldLine> plain_field_lines();

// Connection fields in their usual and unusual forms.
[[nodiscard]] rc::Gen<FieldLine> connection_fields();

// A line of a header block that is nearly a field line, its line end included.
[[nodiscard]] rc::Gen<std::string> near_field_lines();

// The values that a field may hold: visible characters, inner blanks, bytes above 0x7F.
[[nodiscard]] rc::Gen<std::string> field_values();

}  // namespace basehttp::conformance::generators
