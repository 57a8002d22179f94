#include "conformance/generators/targets.h"

#include "conformance/generators/choose.h"

namespace basehttp::conformance::generators {

rc::Gen<std::string> targets() {
  const auto path = rc::gen::map(string_over("abz019-._~%/?&=;:@!$'()*+,", 12),
                                 [](const std::string& rest) { return "/" + rest; });
  const auto odd = rc::gen::map(string_over("a/\\\"'<>&%\x01\x1b\x7f\xa1\xad\xe9\xff", 8),
                                [](const std::string& rest) { return "/" + rest; });
  return rc::gen::weightedOneOf<std::string>(
      {{6, path},
       {2, choice({"/", "*", "http://example.com/a?b", "example.com:443", "?q", "a"})},
       {2, choice({"//", "///a", "//a//b", "/.//"})},
       {2, odd}});
}

}  // namespace basehttp::conformance::generators
