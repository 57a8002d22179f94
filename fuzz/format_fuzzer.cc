// `format % args` gives a text or one of Python's exceptions: what stands in front of the first
// conversion is copied, %s, %r and %a are str(), repr() and ascii(), numbers look as printf
// writes them, and a repr is a literal of its value.
//
// The data: the format, the arguments (a JSON list is a tuple, anything else one argument), and a
// letter for the profile; a NUL between them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/python_error.h"
#include "basehttp/python_format.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/python_literal.h"
#include "fuzz/case_input.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_parts.h"

namespace basehttp::fuzz {
namespace {

using conformance::escape_text;
using conformance::escape_value;

struct Result {
  Text text;
  std::string raised;  // the type; empty: nothing was raised
  friend bool operator==(const Result&, const Result&) = default;
};

Result result_of(const std::function<Text()>& make) {
  constexpr std::string_view kTypes[] = {"KeyError", "OverflowError", "TypeError", "ValueError"};
  try {
    return {make(), ""};
  } catch (const PythonError& error) {
    FUZZ_CHECK(
        std::find(std::begin(kTypes), std::end(kTypes), error.raised_as()) != std::end(kTypes),
        error.what());
    return {{}, error.raised_as()};
  }
}

void check_value(const Value& value, const Profile& profile) {
  const Value args = Value::tuple({value});
  const auto by_format = [&](const char* with) {
    return result_of([&] { return format(Text(with), args, profile); });
  };
  const Result shown = result_of([&] { return repr(value, profile); });
  FUZZ_CHECK(by_format("%s") == result_of([&] { return str(value, profile); }),
             "str of " + escape_value(value));
  FUZZ_CHECK(by_format("%r") == shown, "repr of " + escape_value(value));
  const Result in_ascii = by_format("%a");
  FUZZ_CHECK(in_ascii == result_of([&] { return ascii(value, profile); }),
             "ascii of " + escape_value(value));
  if (!shown.raised.empty()) return;
  FUZZ_CHECK(in_ascii.text == escape_non_ascii(shown.text), "ascii of " + escape_value(value));
  if (!value.is_str() && value.kind() != Value::Kind::kBytes) return;
  const auto literal = conformance::read_literal(shown.text);
  FUZZ_CHECK(literal && conformance::identical(*literal, value),
             "no literal of its value: " + escape_text(shown.text));
}

// A single conversion of a number that C writes as Python does; none for any other.
std::optional<std::string> printed(std::string_view with, const Value& value) {
  constexpr std::string_view kDigits = "0123456789";
  if (with.size() < 2 || with.front() != '%') return std::nullopt;
  const char letter = with.back();
  const std::string_view middle = with.substr(1, with.size() - 2);
  const std::size_t flags = std::min(middle.find_first_not_of("-+ 0"), middle.size());
  std::size_t at = std::min(middle.find_first_not_of(kDigits, flags), middle.size());
  const bool has_precision = at < middle.size() && middle[at] == '.';
  if (has_precision) {
    // Without digits, and beside the flag 0, C and Python part.
    if (at + 1 == middle.size() || middle.substr(0, flags).find('0') != std::string_view::npos)
      return std::nullopt;
    at = std::min(middle.find_first_not_of(kDigits, at + 1), middle.size());
  }
  if (at != middle.size()) return std::nullopt;
  std::string c(with);
  std::function<int(char*, std::size_t)> print;
  if (value.kind() == Value::Kind::kInt && letter == 'd') {
    if (value.as_int() == 0 && has_precision) return std::nullopt;
    c.insert(c.size() - 1, "l");
    print = [&](char* out, std::size_t size) {
      return std::snprintf(out, size, c.c_str(), static_cast<long>(value.as_int()));
    };
  } else if (value.kind() == Value::Kind::kFloat &&
             std::string_view("eEfF").find(letter) != std::string_view::npos) {
    // No number, and infinity, are never filled with zeros in C.
    if (value.as_float() - value.as_float() != 0) return std::nullopt;
    print = [&](char* out, std::size_t size) {
      return std::snprintf(out, size, c.c_str(), value.as_float());
    };
  } else {
    return std::nullopt;
  }
  std::string out(static_cast<std::size_t>(print(nullptr, 0)), '\0');
  print(out.data(), out.size() + 1);
  return out;
}

void check(const FuzzParts& input) {
  // An argument can be a width, too.
  if (asks_for_much("%" + std::string(input.part(0)) + " " + std::string(input.part(1)))) return;
  const Profile& profile = input.profile();
  const Text with = input.text(0);
  const Value given = input.value(1);
  const bool is_list = given.kind() == Value::Kind::kList;
  const Value args = is_list ? Value::tuple(given.items()) : given;
  const Result result = result_of([&] { return format(with, args, profile); });

  Text behind("%%<");
  behind.append(with);
  const Result longer = result_of([&] { return format(behind, args, profile); });
  FUZZ_CHECK(longer.raised == result.raised, "a text in front changes what is raised");
  Text expected("%<");
  expected.append(result.text);
  FUZZ_CHECK(!result.raised.empty() || longer.text == expected,
             "a text in front changes what follows: " + escape_text(longer.text));

  if (!is_list) return check_value(given, profile);
  for (const Value& value : given.items()) check_value(value, profile);
  // C would not know either what to do with a width that Python refuses.
  if (given.items().size() != 1 || !with.is_latin1() || !result.raised.empty()) return;
  if (const auto c = printed(with.latin1(), given.items()[0]))
    FUZZ_CHECK(result.text == *c, "printf: " + *c + ", not " + escape_text(result.text));
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    basehttp::fuzz::check({data, size});
  } catch (const basehttp::Unsupported&) {
    // The reference says that it does not know.
  }
  return 0;
}
