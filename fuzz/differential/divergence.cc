#include "fuzz/differential/divergence.h"

#include <variant>

#include <fmt/format.h>

#include "basehttp/text.h"
#include "conformance/harness/answer_writer.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::fuzz {
namespace {

using conformance::Outcome;

std::string quoted(const std::string& utf8) {
  std::string out;
  conformance::write_text(Text::from_utf8(utf8), out);
  return out;
}

std::string differences_of(const Divergence& divergence) {
  const auto* expected = std::get_if<Outcome>(&divergence.expected);
  const auto* actual = std::get_if<Outcome>(&divergence.actual);
  if (expected == nullptr || actual == nullptr) return {};
  std::string out;
  for (const auto& difference : conformance::differences(*expected, *actual))
    out += fmt::format("  {}\n    CPython    {}\n    reference  {}\n", difference.field,
                       difference.expected, difference.actual);
  return out;
}

}  // namespace

std::string text_of(const Divergence& divergence) {
  const std::string& id = divergence.example.id;
  return fmt::format(
      "divergence from CPython {}\nsignature: {}\n{}case:      {}\nCPython:   {}\nreference: {}\n",
      divergence.profile.version, divergence.signature, differences_of(divergence),
      conformance::write_case(divergence.example),
      conformance::write_answer(id, divergence.expected),
      conformance::write_answer(id, divergence.actual));
}

std::string json_of(const Divergence& divergence) {
  const std::string& id = divergence.example.id;
  return fmt::format(
      R"({{"signature": {}, "profile": {}, "case": {}, "expected": {}, "actual": {}}})",
      quoted(divergence.signature), quoted(std::string(divergence.profile.version)),
      conformance::write_case(divergence.example),
      conformance::write_answer(id, divergence.expected),
      conformance::write_answer(id, divergence.actual));
}

}  // namespace basehttp::fuzz
