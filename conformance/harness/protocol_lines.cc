#include "conformance/harness/protocol_lines.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/json_writer.h"
#include "conformance/harness/line_connection.h"

namespace basehttp::conformance {
namespace {

AnswerLine out_of_step(std::string what) {
  return {Failure{Failure::Kind::kProtocolError, std::move(what)}, false};
}

std::optional<Json> member(Json object, std::string_view key) {
  for (const Json value : object)
    if (value.key_is(key)) return value;
  return std::nullopt;
}

AnswerLine read_object(Json json, const std::string& id, std::string_view line) {
  const auto answered = member(json, "id");
  if (!answered)
    return out_of_step(
        fmt::format("it answered {}, which has no \"id\": repeat the id of the case in each answer",
                    shown_line(line)));
  const auto error = member(json, "error");
  if (answered->is_null() && error)
    return {Failure{Failure::Kind::kError,
                    fmt::format("it could not read the case: {}", error->utf8())}};
  const std::string answered_id = answered->utf8();
  if (answered_id != id)
    return out_of_step(fmt::format(
        "it answered {} when {} was next: answer each line once, in the order they came",
        answered_id, id));
  if (error) return {Failure{Failure::Kind::kError, error->utf8()}};
  if (const auto why = member(json, "unsupported")) return {Unsupported{why->utf8()}};
  return {read_outcome(json)};
}

}  // namespace

AnswerLine read_answer_line(JsonDocument& document, const std::string& id, std::string_view line) {
  Json json(document, 0);
  try {
    json = document.parse(line);
  } catch (const JsonError& error) {
    return out_of_step(fmt::format(
        "it wrote {}, which is {}: write one JSON object a line to standard output, and anything "
        "else to standard error",
        shown_line(line), error.what()));
  }
  if (!json.is_object())
    return out_of_step(fmt::format("it wrote {}, which is no JSON object", shown_line(line)));
  try {
    return read_object(json, id, line);
  } catch (const JsonError& error) {
    return {Failure{Failure::Kind::kProtocolError,
                    fmt::format("its answer is no outcome: {}: {}", error.key(), error.what())}};
  }
}

Identity read_identity(std::string_view line) {
  const auto wrong = [&](std::string_view why) {
    return SubjectError(fmt::format(
        "its first line is {}, {}; answer {{\"hello\": 1}} with {{\"subject\": {{\"name\": ..., "
        "\"version\": ...}}}} and write nothing before it (a banner belongs on standard error)",
        shown_line(line), why));
  };
  JsonDocument document;
  try {
    const Json json = document.parse(line);
    const auto subject = json.is_object() ? member(json, "subject") : std::nullopt;
    if (!subject || !subject->is_object()) throw wrong("which holds no \"subject\"");
    Identity identity;
    const auto name = member(*subject, "name");
    const auto version = member(*subject, "version");
    if (!name || !version) throw wrong("which lacks a \"name\" or a \"version\"");
    identity.name = name->utf8();
    identity.version = version->utf8();
    write_canonical(*subject, identity.json);
    return identity;
  } catch (const JsonError& error) {
    throw wrong(fmt::format("which is wrong ({})", error.what()));
  }
}

}  // namespace basehttp::conformance
