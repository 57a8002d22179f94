// The rules of parse_request for a request line, told once more and by version, so
// that they can be held against any subject.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basehttp/request_line.h"

namespace basehttp::conformance {

struct RequestLineRules {
  bool last_word_is_version = false;  // in lines of four and more words too
  bool slashes_collapse = false;      // at the start of a path
  bool digits_only = false;           // in a version
};

// Of a recorded version.
[[nodiscard]] RequestLineRules rules_of(std::string_view version);

struct JudgedVersion {
  bool good = false;
  bool at_least_11 = false;
  bool at_least_20 = false;
};

[[nodiscard]] JudgedVersion judged(const std::string& word, const RequestLineRules& rules);

// What becomes of a line of these words.
[[nodiscard]] RequestLineVerdict verdict_of(const std::vector<std::string>& words,
                                            const RequestLineRules& rules);

// In words, to tell and to compare by.
[[nodiscard]] const char* name_of(RequestLineVerdict verdict);

}  // namespace basehttp::conformance
