// The words of the connection grammar, with their weights.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "conformance/grammar/connection_grammar.h"

namespace basehttp::conformance::grammar {

// No word is longer.
inline constexpr std::size_t kMostWord = 64;

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

// What choose_word() draws from; none for names and values, which come of field_words().
[[nodiscard]] std::span<const Word> words_of(PieceKind kind);
[[nodiscard]] std::span<const FieldWords> field_words();

// Texts with as many tickets for each as it weighs: one random number draws one.
struct WeightedTexts {
  const std::uint8_t* tickets = nullptr;
  std::size_t count = 0;
  const std::string_view* texts = nullptr;
};

inline constexpr std::size_t kPieceKinds = static_cast<std::size_t>(PieceKind::kBody) + 1;
extern const std::array<WeightedTexts, kPieceKinds> kWeightedTexts;  // none for names and values

// What is chosen lives as long as the program, and kMostWord bytes can be read from where a text
// begins, so that it can be copied without a look at its size.

[[nodiscard]] const FieldWords& choose_field(Random& random);
// A name or a value, as `kind` says.
[[nodiscard]] std::string_view choose_field_text(PieceKind kind, Random& random);

// A text for a piece of this kind.
[[nodiscard]] inline std::string_view choose_word(PieceKind kind, Random& random) {
  if (kind == PieceKind::kName || kind == PieceKind::kValue) return choose_field_text(kind, random);
  const WeightedTexts& words = kWeightedTexts[static_cast<std::size_t>(kind)];
  return words.texts[words.tickets[random.below(words.count)]];
}

// A few bytes that mean something to some parser.
[[nodiscard]] std::string_view choose_bytes(Random& random);

}  // namespace basehttp::conformance::grammar
