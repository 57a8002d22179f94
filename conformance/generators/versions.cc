#include "conformance/generators/versions.h"

#include "conformance/generators/choose.h"

namespace basehttp::conformance::generators {

rc::Gen<std::string> versions() { return choice({"HTTP/1.1", "HTTP/1.1", "HTTP/1.0"}); }

rc::Gen<std::string> near_versions() {
  const auto part = rc::gen::weightedOneOf<std::string>(
      {{3, choice({"1", "0", "2", "01", "10", "0000000001", "00000000001"})},
       {2, choice({"", "+1", "-1", "1_0", "_1", "1_", "1__0", "\xb2", "1\xb9", "x"})},
       {1, string_over("01_+-.9", 4)}});
  const auto prefix = rc::gen::weightedOneOf<std::string>(
      {{8, rc::gen::just(std::string("HTTP/"))},
       {2, choice({"http/", "HTTP", "HTTP//", "HTTP/1", "HTTQ/", "/", ""})}});
  return rc::gen::apply(
      [](const std::string& start, const std::string& major, const std::string& dot,
         const std::string& minor) {
        const std::string word = start + major + dot + minor;
        return word.empty() ? "x" : word;
      },
      prefix, part, choice({".", ".", ".", "", "..", ","}), part);
}

}  // namespace basehttp::conformance::generators
