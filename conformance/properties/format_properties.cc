// Python's % operator, against C's printf and against its own algebra (python_format.h).
#include "basehttp/python_format.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/values.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

Text formatted(const std::string& with, std::vector<Value> args, const Profile& profile) {
  return format(Text(with), Value::tuple(std::move(args)), profile);
}

template <typename Number>
std::string printf_of(const std::string& with, Number number) {
  constexpr std::size_t kRoom = 2000;
  std::string out(kRoom, '\0');
  const int size = std::snprintf(out.data(), out.size(), with.c_str(), number);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

// A conversion without its letter.  C ignores the 0 flag beside a precision and
// Python does not, so the two are not asked for at once.
struct Conversion {
  std::string flags;
  int width = 0;
  std::optional<int> precision;

  [[nodiscard]] std::string text() const {
    std::string all = "%" + flags;
    if (width != 0) all += std::to_string(width);
    if (precision) all += "." + std::to_string(*precision);
    return all;
  }
};

void showValue(const Conversion& conversion, std::ostream& out) { out << conversion.text(); }

rc::Gen<Conversion> conversions(const std::string& flags) {
  return rc::gen::apply(
      [](std::string chosen, int width, bool precise, int precision) {
        Conversion made;
        made.width = width;
        if (precise) {
          std::erase(chosen, '0');
          made.precision = precision;
        }
        made.flags = std::move(chosen);
        return made;
      },
      generators::string_over(flags, 4), generators::number(0, 30), generators::sometimes(50),
      generators::number(0, 20));
}

LIBRARY_PROP(FormatLaws, IntegersLookAsPrintfWritesThem, ()) {
  const auto conversion = *conversions("-+ 0");
  const auto number = *rc::gen::oneOf(generators::number<std::int64_t>(-99, 99),
                                      rc::gen::arbitrary<std::int64_t>());
  const Profile& profile = **recorded_profiles();
  RC_CLASSIFY(number < 0, "negative");
  RC_CLASSIFY(conversion.precision.has_value(), "with a precision");
  if (number == 0 && conversion.precision == 0) RC_SUCCEED("C writes no digit at all");
  RC_ASSERT(formatted(conversion.text() + "d", {Value(number)}, profile) ==
            printf_of(conversion.text() + "ld", number).c_str());
  // C has no sign for an unsigned number, and Python's zero keeps its digit.
  if (number > 0 && conversion.flags.find_first_of("+ ") == std::string::npos) {
    for (const char* letter : {"x", "X", "o"})
      RC_ASSERT(formatted(conversion.text() + letter, {Value(number)}, profile) ==
                printf_of(conversion.text() + "l" + letter, number).c_str());
  }
}

LIBRARY_PROP(FormatLaws, FloatsLookAsPrintfWritesThem, ()) {
  const auto conversion = *conversions("-+ 0");
  const std::string letter = *generators::choice({"e", "f", "E", "g", "G"});
  const double number = *generators::finite_floats();
  const Profile& profile = **recorded_profiles();
  RC_TAG(letter);
  // Up to 3.8 a general format of few digits keeps zeros; that is another rule.
  if (profile.general_format_keeps_zeros && (letter == "g" || letter == "G")) return;
  RC_ASSERT(formatted(conversion.text() + letter, {Value(number)}, profile) ==
            printf_of(conversion.text() + letter, number).c_str());
}

LIBRARY_PROP(FormatLaws, ATextIsCutAndThenPadded, ()) {
  const auto conversion = *conversions("-");
  const Text text = *generators::texts();
  const Profile& profile = **recorded_profiles();
  std::u32string expected = text.code_points();
  if (conversion.precision)
    expected.resize(
        std::min<std::size_t>(expected.size(), static_cast<std::size_t>(*conversion.precision)));
  const auto width = static_cast<std::size_t>(conversion.width);
  const std::u32string padding(width > expected.size() ? width - expected.size() : 0, U' ');
  RC_CLASSIFY(!padding.empty(), "padded");
  RC_CLASSIFY(expected.size() < text.size(), "cut");
  expected = conversion.flags.empty() ? padding + expected : expected + padding;
  RC_ASSERT(formatted(conversion.text() + "s", {Value(text)}, profile).code_points() == expected);
}

LIBRARY_PROP(FormatLaws, DoubledPercentSignsAreTheTextItself, ()) {
  const Text text = *generators::texts();
  const Text doubled = [&] {
    std::u32string out;
    for (const char32_t c : text.code_points()) out.append(c == U'%' ? 2 : 1, c);
    return Text::from_code_points(out);
  }();
  RC_CLASSIFY(doubled.size() != text.size(), "with percent signs");
  RC_ASSERT(format(doubled, Value::tuple({}), **recorded_profiles()) == text);
}

LIBRARY_PROP(FormatLaws, FormattingTwoHalvesIsFormattingTheWhole, ()) {
  const auto half = rc::gen::pair(generators::choice({"%s", "%r", "%5s", "a%-4sb", "%%%s", "%.2s"}),
                                  generators::values());
  const auto halves = *generators::list_of(4, half);
  const Profile& profile = **recorded_profiles();
  std::string whole;
  std::vector<Value> args;
  Text joined;
  RC_TAG(std::to_string(halves.size()) + " conversions");
  for (const auto& [with, value] : halves) {
    whole += with;
    args.push_back(value);
    joined.append(formatted(with, {value}, profile));
  }
  RC_ASSERT(formatted(whole, args, profile) == joined);
}

LIBRARY_PROP(FormatLaws, AKeyNamesWhatAPositionWouldGive, ()) {
  const Value value = *generators::values();
  const std::string key = *generators::string_over("ab c", 5);
  const auto conversion = *conversions("-");
  const std::string letter = *generators::choice({"s", "r", "a"});
  const Profile& profile = **recorded_profiles();
  RC_TAG(letter);
  const Text by_key = format(Text("%(" + key + ")" + conversion.text().substr(1) + letter),
                             Value::dict({{Value(key), value}}), profile);
  RC_ASSERT(by_key == formatted(conversion.text() + letter, {value}, profile));
}

LIBRARY_PROP(FormatLaws, TheCountOfArgumentsHasToFit, ()) {
  const auto wanted = *generators::number<std::size_t>(0, 4);
  const auto given = *generators::number<std::size_t>(0, 4);
  std::string with;
  for (std::size_t i = 0; i < wanted; ++i) with += "%s ";
  const std::vector<Value> args(given, Value("x"));
  const Profile& profile = **recorded_profiles();
  RC_TAG(wanted == given ? "fits" : wanted < given ? "too many" : "not enough");
  std::string raised;
  try {
    (void)formatted(with, args, profile);
  } catch (const PythonError& error) {
    raised = error.type(profile);
  }
  RC_ASSERT(raised == (wanted == given ? "" : "TypeError"));
}

// -- every format over a small alphabet, against a grammar --

// What `format % ('x', 7)` does before 3.15, by the letter of the documentation.
class Model {
 public:
  explicit Model(std::string_view format) : format_(format) {}

  // The text, or the name of the exception.
  std::string run() {
    while (at_ < format_.size()) {
      if (format_[at_] != '%') {
        out_ += format_[at_++];
        continue;
      }
      ++at_;
      if (const char* error = conversion()) return error;
    }
    return next_ == 2 ? out_ : "TypeError";  // not all arguments converted
  }

 private:
  [[nodiscard]] bool more() const { return at_ < format_.size(); }
  bool digits(int& number) {
    bool any = false;
    for (; more() && format_[at_] >= '0' && format_[at_] <= '9'; ++at_, any = true)
      number = number * 10 + (format_[at_] - '0');
    return any;
  }

  // Null, or the exception.
  const char* conversion() {
    if (more() && format_[at_] == '(') return "TypeError";  // format requires a mapping
    bool left = false;
    bool zero = false;
    for (; more() && (format_[at_] == '-' || format_[at_] == '0'); ++at_)
      (format_[at_] == '-' ? left : zero) = true;
    int width = 0;
    int precision = -1;
    if (more() && format_[at_] == '*') {
      ++at_;
      if (next_ != 1) return "TypeError";  // 'x' is no int, and there is no third
      width = 7;
      ++next_;
    } else {
      digits(width);
    }
    if (more() && format_[at_] == '.') {
      ++at_;
      precision = 0;
      if (more() && format_[at_] == '*') {
        ++at_;
        if (next_ != 1) return "TypeError";
        precision = 7;
        ++next_;
      } else {
        digits(precision);
      }
    }
    if (!more()) return "ValueError";  // incomplete format
    return convert(format_[at_++], left, zero, width, precision);
  }

  const char* convert(char letter, bool left, bool zero, int width, int precision) {
    if (letter == '%' && format_[at_ - 2] == '%') {
      out_ += '%';
      return nullptr;
    }
    // The argument is taken before the letter is looked at.
    if (next_ == 2) return "TypeError";
    const std::string argument = next_++ == 0 ? "x" : "7";
    if (letter == 's') {
      pad(precision >= 0 ? argument.substr(0, static_cast<std::size_t>(precision)) : argument, left,
          false, width);
      return nullptr;
    }
    if (letter == 'a') {
      const std::string shown = argument == "x" ? "'x'" : argument;
      pad(precision >= 0 ? shown.substr(0, static_cast<std::size_t>(precision)) : shown, left,
          false, width);
      return nullptr;
    }
    if (letter != 'd') return "ValueError";  // unsupported format character
    if (argument == "x") return "TypeError";
    std::string text = argument;
    while (static_cast<int>(text.size()) < precision) text.insert(0, "0");
    pad(text, left, zero, width);
    return nullptr;
  }

  void pad(const std::string& text, bool left, bool zero, int width) {
    const std::size_t missing = static_cast<std::size_t>(width) > text.size()
                                    ? static_cast<std::size_t>(width) - text.size()
                                    : 0;
    if (left) {
      out_ += text + std::string(missing, ' ');
    } else {
      out_ += std::string(missing, zero ? '0' : ' ') + text;
    }
  }

  std::string_view format_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;  // argument
  std::string out_;
};

TEST(FormatLaws, EveryShortFormatDoesWhatTheGrammarSays) {
  if (!is_reference()) GTEST_SKIP() << "a law about the library";
  constexpr std::string_view kAlphabet = "%sd-0.*(a3";
  const Profile& profile = *find_profile("3.13.0");
  const std::size_t most = is_exhaustive() ? 6 : 4;
  std::size_t formats = 0;
  std::size_t texts = 0;
  std::vector<std::string> level = {""};
  for (std::size_t length = 0; length <= most; ++length) {
    std::vector<std::string> longer;
    for (const std::string& each : level) {
      std::string got;
      try {
        got = formatted(each, {Value("x"), Value(7)}, profile).utf8();
        ++texts;
      } catch (const PythonError& error) {
        got = error.type(profile);
      }
      ASSERT_EQ(got, Model(each).run()) << each;
      ++formats;
      if (length < most)
        for (const char c : kAlphabet) longer.push_back(each + c);
    }
    level = std::move(longer);
  }
  std::printf("%zu formats, %zu of them good\n", formats, texts);
}

}  // namespace
}  // namespace basehttp::conformance
