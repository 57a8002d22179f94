#include "conformance/generators/texts.h"

#include <vector>

#include "conformance/generators/choose.h"

namespace basehttp::conformance::generators {
namespace {

rc::Gen<char32_t> characters() {
  const auto in_range = [](std::uint32_t first, std::uint32_t last) {
    return rc::gen::map(number(first, last), [](std::uint32_t c) { return char32_t{c}; });
  };
  return rc::gen::weightedOneOf<char32_t>(
      {{4, choice(std::vector<char32_t>(one_of_each_kind().begin(), one_of_each_kind().end()))},
       {4, in_range(' ', '~')},
       {2, in_range(0, 0xFF)},
       {2, in_range(0x100, 0xFFFF)},
       {1, in_range(0x10000, 0x10FFFF)}});
}

// Without the second of two surrogates that would be one character in JSON.
std::u32string unpaired(const std::u32string& all) {
  std::u32string out;
  for (const char32_t c : all) {
    const bool low = c >= 0xDC00 && c < 0xE000;
    if (low && !out.empty() && out.back() >= 0xD800 && out.back() < 0xDC00) continue;
    out += c;
  }
  return out;
}

}  // namespace

const std::u32string& one_of_each_kind() {
  static const std::u32string kCharacters = {U'a',  U'\'', U'"',  U'\\',  U'\n',  U'\t',   U'\r',
                                             U'\0', U' ',  0x7F,  0x85,   0xA0,   0xAD,    0xE9,
                                             0xFF,  0x100, 0x378, 0x2028, 0xD800, 0x1F600, 0xE0001};
  return kCharacters;
}

rc::Gen<std::string> latin1_strings() {
  return rc::gen::resize(
      16, rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
              {{3, rc::gen::map(number(0x20, 0x7E), [](int c) { return static_cast<char>(c); })},
               {3, choice(std::vector<char>{'a',  ' ',    '\'',   '"',    '\\',   '\n',  '\r',
                                            '\t', '\x1c', '\x85', '\xa0', '\xad', '%',   '<',
                                            '&',  'Z',    '\xb5', '\xc0', '\xd7', '\xdf'})},
               {1, rc::gen::map(number(0, 0xFF), [](int c) { return static_cast<char>(c); })}})));
}

rc::Gen<Text> texts() {
  const auto wide =
      rc::gen::map(rc::gen::resize(10, rc::gen::container<std::u32string>(characters())),
                   [](const std::u32string& all) { return Text::from_code_points(unpaired(all)); });
  const auto narrow =
      rc::gen::map(latin1_strings(), [](const std::string& bytes) { return Text(bytes); });
  return rc::gen::oneOf(narrow, wide);
}

}  // namespace basehttp::conformance::generators
