// A strict reader of Python literals: what a repr has to be evaluated back from.
// Written against the language reference, and shares nothing with the writer.
#pragma once

#include <optional>
#include <string>

#include "basehttp/text.h"
#include "basehttp/value.h"

namespace basehttp::conformance {

// The value of a literal that fills the text: None, a bool, an int, a float, a str, bytes, or
// a tuple, list or dict of them with exactly the white space that repr writes.
// Nothing for any other text, as one with an escape that Python would not write.
[[nodiscard]] std::optional<Value> read_literal(const Text& text);

}  // namespace basehttp::conformance
