// What the lines of the process protocol say (PROTOCOL.md).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/harness/json_reader.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// The program does not answer the greeting: nothing can be asked of it.
class SubjectError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Who a subject says it is.
struct Identity {
  std::string name;     // "CPython"
  std::string version;  // "3.13.0"
  std::string json;     // all it says, canonical
};

// The first line that the runner sends, with its end.
inline constexpr std::string_view kGreeting = "{\"hello\": 1}\n";

// The answer to the greeting.  SubjectError when it is none, with a sentence that says what to do.
[[nodiscard]] Identity read_identity(std::string_view line);

// A line that answers a case.
struct AnswerLine {
  Answer answer;
  bool in_step = true;  // false: what follows cannot be trusted to belong to its case
};

// The answer to the case `id`.  `document` lends its storage.
[[nodiscard]] AnswerLine read_answer_line(JsonDocument& document, const std::string& id,
                                          std::string_view line);

}  // namespace basehttp::conformance
