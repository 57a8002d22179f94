#include "conformance/harness/answer_writer.h"

#include <string_view>
#include <variant>

#include "basehttp/text.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

std::string quoted(const std::string& utf8) {
  std::string out;
  write_text(Text::from_utf8(utf8), out);
  return out;
}

}  // namespace

std::string write_answer(const std::string& id, const Answer& answer) {
  if (const auto* outcome = std::get_if<Outcome>(&answer)) return write_outcome(id, *outcome);
  if (const auto* unsupported = std::get_if<Unsupported>(&answer))
    return "{\"id\": " + quoted(id) + ", \"unsupported\": " + quoted(unsupported->why) + "}";
  return "{\"error\": " + quoted(std::get<Failure>(answer).what) + ", \"id\": " + quoted(id) + "}";
}

}  // namespace basehttp::conformance
