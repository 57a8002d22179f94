// The words of the case grammar: actions of a program by what they are for, and arguments.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "conformance/grammar/random.h"
#include "conformance/harness/case.h"

namespace basehttp::conformance::grammar {

enum class ActionKind : std::uint8_t {
  kSend,    // status lines, header fields, error pages
  kStream,  // rfile and wfile
  kLook,    // at the message
  kChange,  // the message
  kMeddle,  // with the handler's attributes and methods
  kLog,
  kRaise,
  kReturn,
};

// An action of any kind, each kind with its weight.  The references live as long as the program.
[[nodiscard]] const Action& choose_action(Random& random);
[[nodiscard]] const Action& choose_action(ActionKind kind, Random& random);

// Anything that JSON and the tags of PROTOCOL.md can write.
[[nodiscard]] const Value& choose_value(Random& random);

// The keys of a program.
[[nodiscard]] std::string_view choose_method(Random& random);

}  // namespace basehttp::conformance::grammar
