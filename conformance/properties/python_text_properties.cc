// The rules of str that decide what a request means (python_text.h, log_line.h).
#include "basehttp/python_text.h"

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"
#include "conformance/properties/python_literal.h"
#include "log_line.h"

namespace basehttp::conformance {
namespace {

// The white space of str.split() below U+0100, one by one as the documentation of str has it.
bool separates(char c) {
  constexpr std::string_view kSpace = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0";
  return kSpace.find(c) != std::string_view::npos;
}

std::string without_ends(std::string text, bool left, bool right) {
  while (left && !text.empty() && separates(text.front())) text.erase(0, 1);
  while (right && !text.empty() && separates(text.back())) text.pop_back();
  return text;
}

bool reads_back(const Text& literal, const Value& value) {
  const auto read = read_literal(literal);
  return read && identical(*read, value);
}

// Undoes html.escape(quote=False).
std::u32string unescaped(std::u32string text) {
  const std::pair<std::u32string, std::u32string> pairs[] = {
      {U"&lt;", U"<"}, {U"&gt;", U">"}, {U"&amp;", U"&"}};
  for (const auto& [from, to] : pairs)
    for (std::size_t at = text.find(from); at != std::u32string::npos; at = text.find(from, at + 1))
      text.replace(at, from.size(), to);
  return text;
}

LIBRARY_PROP(PythonTextLaws, WordsAreWhatStandsBetweenWhiteSpace, ()) {
  const std::string text = *generators::latin1_strings();
  std::vector<std::string> expected;
  bool inside = false;
  for (const char c : text) {
    if (!separates(c) && !inside) expected.emplace_back();
    inside = !separates(c);
    if (inside) expected.back() += c;
  }
  std::vector<std::string> words;
  for (std::size_t at = 0;;) {
    const std::string_view word = next_word(text, at);
    if (word.empty()) break;
    RC_ASSERT(
        (word.data() >= text.data() && word.data() + word.size() <= text.data() + text.size()));
    words.emplace_back(word);
  }
  RC_TAG(std::to_string(words.size()) + " words");
  RC_ASSERT(words == expected);
}

LIBRARY_PROP(PythonTextLaws, StrippingTakesTheEndsAndNothingBetween, ()) {
  const std::string bytes = *generators::latin1_strings();
  const std::string_view text = bytes;
  RC_CLASSIFY(!text.empty() && (separates(text.front()) || separates(text.back())),
              "something to strip");
  RC_ASSERT(strip(text) == without_ends(bytes, true, true));
  RC_ASSERT(strip_left(text) == without_ends(bytes, true, false));
  RC_ASSERT(strip_right(text) == without_ends(bytes, false, true));
  RC_ASSERT(strip(Text(text)) == strip(text));
  RC_ASSERT(strip_left(Text(text)) == strip_left(text));
  RC_ASSERT(strip_right(Text(text)) == strip_right(text));
  std::string line = bytes;
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.pop_back();
  RC_ASSERT(strip_line_ends(text) == line);
}

LIBRARY_PROP(PythonTextLaws, LoweringTwiceIsLoweringOnce, ()) {
  const Text text = *generators::texts();
  RC_TAG(text.is_latin1() ? "Latin-1" : "wide");
  const Text once = lower(text);
  if (text.is_latin1()) {
    RC_ASSERT(lower(once) == once);
    RC_ASSERT(once == lower(text.latin1()));
    for (std::size_t i = 0; i < text.size(); ++i)
      RC_ASSERT(to_lower(text.latin1()[i]) == once.latin1()[i]);
    RC_ASSERT(lower_equals(text.latin1(), once.latin1()));
    RC_ASSERT(lower_equals(text, once.latin1()));
    RC_ASSERT_FALSE(lower_equals(text.latin1(), std::string(once.latin1()) + "a"));
  }
  for (const char32_t c : once.code_points()) RC_ASSERT((c < U'A' || c > U'Z'));
}

LIBRARY_PROP(PythonTextLaws, AReprOfStrIsEvaluatedBack, ()) {
  const Text text = *generators::texts();
  RC_TAG(text.is_latin1() ? "Latin-1" : "wide");
  const Text shown = repr(text);
  RC_ASSERT(reads_back(shown, Value(text)));
  for (const char32_t c : shown.code_points()) RC_ASSERT(is_printable(c));
  const Text ascii_shown = escape_non_ascii(shown);
  for (const char32_t c : ascii_shown.code_points()) RC_ASSERT(c < 0x7FU);
  RC_ASSERT(reads_back(ascii_shown, Value(text)));
}

LIBRARY_PROP(PythonTextLaws, AReprOfBytesIsEvaluatedBack, ()) {
  const std::string bytes = *generators::latin1_strings();
  RC_CLASSIFY(bytes.find('\'') != std::string::npos, "single quotes");
  RC_ASSERT(reads_back(Text(repr_bytes(bytes)), Value(Bytes{bytes})));
}

// Every string of up to `most` characters, one of each kind that repr treats apart.
void walk(const std::u32string& text, std::size_t most,
          const std::function<void(const Text&)>& visit) {
  visit(Text::from_code_points(text));
  if (text.size() == most) return;
  for (const char32_t c : generators::one_of_each_kind()) walk(text + c, most, visit);
}

TEST(PythonTextLaws, AReprOfEveryShortStringIsEvaluatedBack) {
  if (!is_reference()) GTEST_SKIP() << "a law about the library";
  std::size_t strings = 0;
  walk(U"", is_exhaustive() ? 4 : 3, [&](const Text& text) {
    ++strings;
    ASSERT_TRUE(reads_back(repr(text), Value(text))) << repr(text).utf8();
  });
  std::printf("%zu strings\n", strings);
}

LIBRARY_PROP(PythonTextLaws, EscapedMarkupIsTheTextAgainWhenItIsUndone, ()) {
  const Text text = *generators::texts();
  const std::u32string escaped = html_escape(text).code_points();
  RC_CLASSIFY(escaped.size() != text.size(), "something to escape");
  RC_ASSERT(escaped.find_first_of(U"<>") == std::u32string::npos);
  RC_ASSERT(unescaped(escaped) == text.code_points());
}

LIBRARY_PROP(PythonTextLaws, ALogLineEscapesControlsSoThatTheyCanBeToldApart, ()) {
  const Text text = *generators::texts();
  std::u32string expected;
  for (const char32_t c : text.code_points()) {
    constexpr char32_t kHex[] = U"0123456789abcdef";
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      expected += U"\\x";
      expected += kHex[c / 16];
      expected += kHex[c % 16];
    } else {
      expected += c == U'\\' ? U"\\\\" : std::u32string(1, c);
    }
  }
  RC_CLASSIFY(expected.size() != text.size(), "something to escape");
  RC_ASSERT(escape_controls(text).code_points() == expected);
}

LIBRARY_PROP(PythonTextLaws, Latin1TakesWhatIsBelow256AndRefusesTheRest, ()) {
  const Text text = *generators::texts();
  std::string bytes = "before ";
  RC_TAG(text.is_latin1() ? "Latin-1" : "wide");
  if (text.is_latin1()) {
    append_latin1_strict(bytes, text);
    RC_ASSERT(bytes == "before " + std::string(text.latin1()));
    RC_ASSERT(encode_latin1_backslashreplace(text) == text.latin1());
  } else {
    RC_ASSERT_THROWS_AS(append_latin1_strict(bytes, text), PythonError);
    RC_ASSERT(bytes == "before ");
    const std::string shown = encode_latin1_backslashreplace(text);
    RC_ASSERT(shown.find(text.code_points().back() > 0xFF ? "\\" : "") != std::string::npos);
    RC_ASSERT(shown.size() > text.size());
  }
}

LIBRARY_PROP(PythonTextLaws, ALoneSurrogateBecomesAQuestionMark, ()) {
  const Text text = *generators::texts();
  std::u32string mended = text.code_points();
  bool any = false;
  for (char32_t& c : mended) {
    if (c < 0xD800 || c > 0xDFFF) continue;
    c = U'?';
    any = true;
  }
  RC_CLASSIFY(any, "lone surrogates");
  RC_ASSERT(encode_utf8_replace(text) == Text::from_code_points(mended).utf8());
}

LIBRARY_PROP(PythonTextLaws, ReplacingACharacterAndFindingItAgree, ()) {
  const Text text = *generators::texts();
  const char32_t c =
      *generators::choice(std::vector<char32_t>{U'a', U'\\', U'\xe9', U'\u0100', U'"'});
  const std::size_t at = find(text, c);
  const std::size_t expected = text.code_points().find(c);
  RC_TAG(at == std::string::npos ? "absent" : "found");
  RC_ASSERT(at == expected);
  const Text without = replace(text, c, "");
  RC_ASSERT(find(without, c) == std::string::npos);
  std::size_t count = 0;
  for (const char32_t each : text.code_points()) count += each == c ? 1U : 0U;
  RC_ASSERT(replace(text, c, "xyz").size() == text.size() + 2 * count);
  RC_ASSERT(without.size() == text.size() - count);
}

}  // namespace
}  // namespace basehttp::conformance
