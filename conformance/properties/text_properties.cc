// Python's str as a sequence of code points (text.h).
#include "basehttp/text.h"

#include <string>

#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

void classify(const Text& text) {
  RC_TAG(text.empty() ? "empty" : text.is_latin1() ? "Latin-1" : "wide");
}

// RFC 3629, by arithmetic; a lone surrogate as the three bytes of its number.
std::string utf8_of(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) {
    const int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr char32_t kLead[] = {0x00, 0xC0, 0xE0, 0xF0};
    char32_t divisor = 1;
    for (int i = 0; i < more; ++i) divisor *= 64;
    out += static_cast<char>(kLead[more] + c / divisor);
    while (divisor > 1) {
      divisor /= 64;
      out += static_cast<char>(0x80 + c / divisor % 64);
    }
  }
  return out;
}

int sign(int n) { return n < 0 ? -1 : n > 0 ? 1 : 0; }

LIBRARY_PROP(TextLaws, CodePointsPutTogetherComeApartAsTheyWere, ()) {
  const Text text = *generators::texts();
  classify(text);
  const std::u32string points = text.code_points();
  RC_ASSERT(points.size() == text.size());
  RC_ASSERT(Text::from_code_points(points) == text);
  for (std::size_t i = 0; i < points.size(); ++i) RC_ASSERT(text[i] == points[i]);
}

LIBRARY_PROP(TextLaws, ATextIsNarrowExactlyWhenEveryCharacterFits, ()) {
  const Text text = *generators::texts();
  classify(text);
  bool fits = true;
  for (const char32_t c : text.code_points()) fits = fits && c < 0x100;
  RC_ASSERT(text.is_latin1() == fits);
  // Also after the wide characters were cut away.
  const auto count = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  const Text head = text.substr(0, count);
  bool head_fits = true;
  for (const char32_t c : head.code_points()) head_fits = head_fits && c < 0x100;
  RC_ASSERT(head.is_latin1() == head_fits);
}

LIBRARY_PROP(TextLaws, Utf8IsWhatTheArithmeticSays, ()) {
  const Text text = *generators::texts();
  classify(text);
  const std::string utf8 = text.utf8();
  RC_ASSERT(utf8 == utf8_of(text.code_points()));
  bool surrogates = false;
  for (const char32_t c : text.code_points())
    surrogates = surrogates || (c >= 0xD800 && c < 0xE000);
  RC_CLASSIFY(surrogates, "lone surrogates");
  if (!surrogates) RC_ASSERT(Text::from_utf8(utf8) == text);
}

LIBRARY_PROP(TextLaws, AppendingAndSlicingAreThoseOfASequence, ()) {
  const Text a = *generators::texts();
  const Text b = *generators::texts();
  classify(a);
  RC_ASSERT((a + b).code_points() == a.code_points() + b.code_points());
  Text grown = a;
  for (const char32_t c : b.code_points()) grown.append(c);
  RC_ASSERT(grown == a + b);
  const auto first = *generators::number<std::size_t>(0, 20);
  const auto count = *generators::number<std::size_t>(0, 20);
  const std::u32string points = (a + b).code_points();
  const std::u32string slice = first < points.size() ? points.substr(first, count) : U"";
  RC_ASSERT((a + b).substr(first, count).code_points() == slice);
}

LIBRARY_PROP(TextLaws, TextsAreOrderedCodePointByCodePoint, ()) {
  const Text a = *generators::texts();
  const Text b = *rc::gen::oneOf(
      generators::texts(), rc::gen::map(generators::texts(), [a](const Text& t) { return a + t; }));
  classify(a);
  const int expected = sign(a.code_points().compare(b.code_points()));
  RC_TAG(expected == 0 ? "equal" : "different");
  RC_ASSERT(sign(a.compare(b)) == expected);
  RC_ASSERT(sign(b.compare(a)) == -expected);
  RC_ASSERT((a == b) == (expected == 0));
}

}  // namespace
}  // namespace basehttp::conformance
