// The words of the connection grammar, with their weights.
#pragma once

#include <span>
#include <string_view>

#include "conformance/grammar/connection_grammar.h"

namespace basehttp::conformance::grammar {

struct Word {
  unsigned weight;
  std::string_view text;
};

// A field name with the values that go with it.
struct FieldWords {
  unsigned weight;
  std::string_view name;
  std::span<const std::string_view> values;  // each as likely as the next
};

// What choose_word() draws from; none for names and values, which choose_field() draws.
[[nodiscard]] std::span<const Word> words_of(PieceKind kind);
[[nodiscard]] std::span<const FieldWords> field_words();

// A text for a piece of this kind.  The view lives as long as the program.
[[nodiscard]] std::string_view choose_word(PieceKind kind, Random& random);
[[nodiscard]] const FieldWords& choose_field(Random& random);

// A few bytes that mean something to some parser.
[[nodiscard]] std::string_view choose_bytes(Random& random);

}  // namespace basehttp::conformance::grammar
