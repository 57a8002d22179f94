// Python values in JSON, as PROTOCOL.md tags them.
#pragma once

#include <string>
#include <vector>

#include "basehttp/value.h"
#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

// A value of a case: plain JSON, or an object whose one key is $status, $bytes, $float, $int,
// $tuple or $dict.  Another key that starts with '$', or one of these beside others, is no error:
// it is added to `unknown_tags` and the value is opaque.  JsonError for a known tag that holds
// what it cannot hold.
[[nodiscard]] Value read_value(Json json, std::vector<std::string>& unknown_tags);

// A value that a request attribute may have in an outcome, where $repr stands for any other
// object; unknown tags are opaque.
[[nodiscard]] Value read_value(Json json);

// The same value and the same type all the way down: unlike Python's ==, 1 is
// neither true nor 1.0, and nan is nan.
[[nodiscard]] bool identical(const Value& a, const Value& b);

}  // namespace basehttp::conformance
