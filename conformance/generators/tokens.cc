#include "conformance/generators/tokens.h"

#include <vector>

#include "conformance/generators/choose.h"

namespace basehttp::conformance::generators {
namespace {

char flipped(char c) {
  constexpr char kCaseBit = 0x20;
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter ? static_cast<char>(c ^ kCaseBit) : c;
}

}  // namespace

rc::Gen<std::string> tokens() {
  return rc::gen::nonEmpty(string_over(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~", 10));
}

rc::Gen<std::string> methods() {
  return rc::gen::weightedOneOf<std::string>(
      {{8, choice({"GET", "POST", "HEAD", "PUT"})},
       {1, choice({"DELETE", "OPTIONS", "get", "GETS", "M-SEARCH"})},
       {1, tokens()}});
}

rc::Gen<std::string> in_some_case(const std::string& name) {
  return rc::gen::map(rc::gen::container<std::vector<bool>>(name.size(), sometimes(50)),
                      [name](const std::vector<bool>& flips) {
                        std::string text = name;
                        for (std::size_t i = 0; i < text.size(); ++i)
                          if (flips[i]) text[i] = flipped(text[i]);
                        return text;
                      });
}

}  // namespace basehttp::conformance::generators
