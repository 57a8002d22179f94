// Where two outcomes differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

struct Difference {
  std::string field;     // "requests[1].headers[0][1]", "writes[2]"
  std::string expected;  // both as Python writes them, cut around the first
  std::string actual;    // differing character where they are long
};

// Every leaf that differs, in the order of the handler's own work: requests,
// writes, flushes, log, exception, caught, rfile_pos, pending,
// close_connection.  Of a list whose elements differ, the first differing element
// is named, and the length when one list is a prefix of the other.  Empty: equal.
[[nodiscard]] std::vector<Difference> differences(const Outcome& expected, const Outcome& actual);

// The same outcome.  Faster than differences(), with the same answer.
[[nodiscard]] bool same_outcome(const Outcome& a, const Outcome& b);

// Three ways to say that `headers` has no defects to show are equal: null, the
// empty list, and the name of the error that asking a plain dict for them raises
// (the `headers` of HTTP/0.9 from 3.13.10 and 3.14.1 on).
[[nodiscard]] bool same_defects(const Value& a, const Value& b);
// One of these three.
[[nodiscard]] bool no_defects(const Value& value);

// A difference in `field` is one that an entry for `listed` speaks of: the same
// path, or one below it.
[[nodiscard]] bool field_covers(std::string_view listed, std::string_view field);

}  // namespace basehttp::conformance
