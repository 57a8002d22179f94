#include "conformance/generators/field_lines.h"

#include <ostream>

#include "conformance/generators/choose.h"
#include "conformance/generators/tokens.h"
#include "conformance/harness/escape.h"

namespace basehttp::conformance::generators {
namespace {

rc::Gen<std::string> field_names() {
  return rc::gen::weightedOneOf<std::string>(
      {{4, choice({"A", "Host", "Accept", "X-Id", "user-agent", "COOKIE", "x-a"})}, {2, tokens()}});
}

// What a value may start and end with.
std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

void showValue(const FieldLine& line, std::ostream& out) { out << escape_bytes(line.text()); }

rc::Gen<std::string> field_values() {
  return rc::gen::map(rc::gen::oneOf(string_over("abcXYZ019,;=\"'()/*<>%\\ \t\xe9\xa0\xff", 12),
                                     choice({"", "x", "text/html", "a, b", "1", "\"q\""})),
                      &trimmed);
}

rc::Gen<FieldLine> plain_field_lines() {
  return rc::gen::map(rc::gen::pair(field_names(), field_values()),
                      [](const std::pair<std::string, std::string>& parts) {
                        // These mean something to the handler or to the parser.
                        static const std::string kMeaning[] = {"connection", "expect",
                                                               "content-length", "content-type"};
                        FieldLine line{parts.first, parts.second};
                        std::string lower = line.name;
                        for (char& c : lower)
                          if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
                        for (const std::string& name : kMeaning)
                          if (lower == name) line.name = "A";
                        return line;
                      });
}

rc::Gen<FieldLine> connection_fields() {
  return rc::gen::map(
      rc::gen::pair(in_some_case("connection"),
                    rc::gen::oneOf(choice({"close", "keep-alive", "upgrade", "keep-alive, close",
                                           "close,", ""}),
                                   in_some_case("close"), in_some_case("keep-alive"))),
      [](const std::pair<std::string, std::string>& parts) {
        return FieldLine{parts.first, parts.second};
      });
}

rc::Gen<std::string> near_field_lines() {
  const auto line = rc::gen::weightedOneOf<std::string>(
      {{3, choice({"A: 1", "B:2", "A:  1 ", "Connection: close", "Content-Length: 3",
                   "Content-Type: multipart/mixed; boundary=b", "Content-Type: message/rfc822",
                   "Expect: 100-continue", "Transfer-Encoding: chunked", "--b", "--b--"})},
       {2, choice({": 1", "A : 1", " a", "\tb", "nocolon", "From x", "From: x", "From a: b",
                   "A\xe9: 1", "A\x7f: 1", "A:\r b", "A: 1\rB: 2", "A: 1\013B: 2", "A:"})},
       {1, string_over("AB:;=\"/ \t\r\x0b\x1c\x85-", 10)}});
  const auto end = choice({"\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", ""});
  return rc::gen::apply([](const std::string& text, const std::string& e) { return text + e; },
                        line, end);
}

}  // namespace basehttp::conformance::generators
