// The words of the connection grammar, with their weights.
#pragma once

#include <span>
#include <string_view>

#include "fuzz/connection_grammar.h"

namespace basehttp::fuzz {

// A text for a piece of this kind.  The view lives as long as the program.
[[nodiscard]] std::string_view choose_word(PieceKind kind, Random& random);

// A field name with the values that go with it.
struct FieldWords {
  std::string_view name;
  std::span<const std::string_view> values;
};
[[nodiscard]] const FieldWords& choose_field(Random& random);

// A few bytes that mean something to some parser.
[[nodiscard]] std::string_view choose_bytes(Random& random);

}  // namespace basehttp::fuzz
