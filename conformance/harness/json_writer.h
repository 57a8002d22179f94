// JSON as Python's json.dumps(value, sort_keys=True) writes it: ASCII only,
// ", " and ": " between the parts.  Equal values give equal text.
#pragma once

#include <functional>
#include <initializer_list>
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
// A parsed value with its keys sorted.  Numbers stay as they were written.
void write_canonical(Json json, std::string& out);
// The same of an object, without the members of these names, each value by `write`.
void write_canonical_without(
    std::initializer_list<std::string_view> without, Json object, std::string& out,
    const std::function<void(Json, std::string&)>& write = [](Json json, std::string& to) {
      write_canonical(json, to);
    });

}  // namespace basehttp::conformance
