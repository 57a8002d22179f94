// Methods of a handler's `headers`, called by name.
#pragma once

#include <string>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/value.h"
#include "conformance/harness/python_call.h"

namespace basehttp::conformance {

// headers.method(*args, **keywords): the result.  `headers` may be any value: a
// message, the plain dict of HTTP/0.9 from 3.14 on, or what a program set.
// Raises what Python raises; throws Unsupported for a method of Python's that
// the reference has not.
[[nodiscard]] Value call_headers_method(const Value& headers, const std::string& method,
                                        const std::vector<Value>& args, const Keywords& keywords,
                                        const Profile& profile);

// len(headers), and name in headers.
[[nodiscard]] Value headers_len(const Value& headers, const Profile& profile);
[[nodiscard]] bool headers_contain(const Value& headers, const Value& name, const Profile& profile);

// headers.items(), as a list of tuples.
[[nodiscard]] Value headers_items(const Value& headers, const Profile& profile);

}  // namespace basehttp::conformance
