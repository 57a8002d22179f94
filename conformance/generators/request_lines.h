// Request lines, good ones and near-misses.
#pragma once

#include <string>
#include <vector>

#include <rapidcheck.h>

namespace basehttp::conformance::generators {

// Words and what stands around them.
struct RequestLineWords {
  std::vector<std::string> words;
  std::vector<std::string> spaces;  // before each word, and one behind the last

  [[nodiscard]] std::string text() const;
};

void showValue(const RequestLineWords& line, std::ostream& out);

// Method, target and version with one space between them.
[[nodiscard]] rc::Gen<RequestLineWords> good_request_lines();

// None to five words, near-versions among them, with any white space of Latin-1
// between, before and behind them.
[[nodiscard]] rc::Gen<RequestLineWords> near_request_lines();

// CRLF mostly, LF, and several.
[[nodiscard]] rc::Gen<std::string> line_ends();

}  // namespace basehttp::conformance::generators
