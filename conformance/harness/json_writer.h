// JSON as Python's json.dumps(value, sort_keys=True) writes it: ASCII only,
// ", " and ": " between the parts.  Equal values give equal text.
#pragma once

#include <string>
#include <string_view>

#include "basehttp/text.h"
#include "basehttp/value.h"
#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

// Each appends to `out`.
void write_text(const Text& text, std::string& out);         // characters
void write_bytes(std::string_view bytes, std::string& out);  // one character a byte
// A value as PROTOCOL.md tags it; what is no value of the protocol (an HTTPMessage, an
// opaque object) becomes {"$repr": ...}.
void write_value(const Value& value, std::string& out);
// A parsed value with its keys sorted, except the members of the outermost
// object that are named `without` or `without_too`.  Numbers stay as they were written.
void write_canonical(Json json, std::string& out, std::string_view without = {},
                     std::string_view without_too = {});

}  // namespace basehttp::conformance
