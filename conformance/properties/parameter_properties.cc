// Parameters of a header value (message_parameters.h).
#include "basehttp/message_parameters.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

// Text without what has a meaning of its own to the splitter.
rc::Gen<std::string> plain_values() { return generators::string_over("abXY019.-", 8); }

LIBRARY_PROP(ParameterLaws, WhatIsQuotedIsUnquotedAgain, ()) {
  const Text text = *generators::texts();
  RC_CLASSIFY(text.code_points().find_first_of(U"\\\"") != std::u32string::npos,
              "something to quote");
  RC_ASSERT(unquote(Text("\"").append(quote(text)).append(U'"')) == text);
  RC_ASSERT(unquote(Text("<").append(text).append(U'>')) == text);
  // Each quote and backslash has a backslash before it.
  std::u32string expected;
  for (const char32_t c : text.code_points()) {
    if (c == U'\\' || c == U'"') expected += U'\\';
    expected += c;
  }
  RC_ASSERT(quote(text).code_points() == expected);
}

LIBRARY_PROP(ParameterLaws, SplittingIsUndoneByJoining, ()) {
  const auto values =
      *generators::list_of(5, rc::gen::pair(generators::string_over("abc", 5), plain_values()));
  const bool quoted = *rc::gen::arbitrary<bool>();
  const std::string gap = *generators::choice({"", " ", "\t", "  "});
  std::string text = "text/plain";
  const std::string mark = quoted ? "\"" : "";
  for (const auto& [name, value] : values)
    text += fmt::format(";{0}{1}={2}{3}{2}{0}", gap, name, mark, value);
  const auto parameters = split_parameters(Text(text), **recorded_profiles());
  RC_TAG(quoted ? "quoted" : "bare");
  RC_ASSERT(parameters.size() == values.size() + 1);
  RC_ASSERT(parameters[0].first == "text/plain");
  for (std::size_t i = 0; i < values.size(); ++i) {
    RC_ASSERT(parameters[i + 1].first == values[i].first);
    RC_ASSERT(identical(unquote_value(parameters[i + 1].second), Value(values[i].second)));
  }
}

LIBRARY_PROP(ParameterLaws, ASemicolonInsideQuotesSplitsNothing, ()) {
  const std::string inside = *generators::string_over("a;b ", 8);
  const auto parameters =
      split_parameters(Text("v; x=\"" + inside + "\"; y=1"), **recorded_profiles());
  RC_CLASSIFY(inside.find(';') != std::string::npos, "with semicolons");
  RC_ASSERT(parameters.size() == std::size_t{3});
  RC_ASSERT(identical(unquote_value(parameters[1].second), Value(inside)));
}

LIBRARY_PROP(ParameterLaws, AValueBeyondAsciiIsDecodedBackFromItsPercentForm, ()) {
  const Text text = *rc::gen::suchThat(generators::texts(), [](const Text& each) {
    bool wide = false;
    for (const char32_t c : each.code_points()) {
      if (c >= 0xD800 && c < 0xE000) return false;
      wide = wide || c > 0x7F;
    }
    return wide;
  });
  const Profile& profile = **recorded_profiles();
  const Value parameter = format_parameter(
      Value("name"), Value::tuple({Value("utf-8"), Value(""), Value(text)}), true, profile);
  const Text& written = parameter.as_str();
  RC_TAG(text.is_latin1() ? "Latin-1" : "wide");
  RC_LOG() << written.utf8() << "\n";
  for (const char32_t c : written.code_points()) RC_ASSERT((c > 0x20U && c < 0x7FU));
  const auto parameters = split_parameters(Text("v; ").append(written), profile);
  RC_ASSERT(parameters.size() == std::size_t{2});
  RC_ASSERT(parameters[1].first == "name");
  RC_ASSERT(collapse_rfc2231_value(unquote_value(parameters[1].second), profile) == text);
}

LIBRARY_PROP(ParameterLaws, PiecesOfAParameterAreJoinedByTheirNumbers, ()) {
  const auto pieces = *generators::some_of(6, generators::string_over("abXY01", 5));
  std::vector<std::size_t> order(pieces.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  // Any order of arrival: a shuffle made of generated swaps, which shrinks to none.
  for (std::size_t i = 0; i < order.size(); ++i)
    std::swap(order[i], order[*generators::number<std::size_t>(i, order.size() - 1)]);
  std::string text = "v";
  std::string whole;
  for (const std::size_t i : order) text += "; x*" + std::to_string(i) + "=" + pieces[i];
  for (const std::string& piece : pieces) whole += piece;
  const auto parameters = split_parameters(Text(text), **recorded_profiles());
  RC_TAG(std::to_string(pieces.size()) + " pieces");
  RC_ASSERT(parameters.size() == std::size_t{2});
  RC_ASSERT(parameters[1].first == "x");
  RC_ASSERT(identical(unquote_value(parameters[1].second), Value(whole)));
}

}  // namespace
}  // namespace basehttp::conformance
