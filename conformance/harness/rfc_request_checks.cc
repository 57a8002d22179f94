// Checks of what a handler made of a request.
#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/escape.h"
#include "conformance/harness/rfc_question.h"

namespace basehttp::conformance {
namespace {

std::string told(const Fields& fields) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : fields)
    parts.push_back(fmt::format("{}: {}", name, escape_bytes(value)));
  return parts.empty() ? "no fields" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string seen_path(const RfcQuestion& question) {
  const auto path = question.path();
  return path ? "path " + escape_bytes(*path) : "no path";
}

std::string seen_fields(const RfcQuestion& question) {
  const auto fields = question.fields();
  return fields ? told(*fields) : "no fields";
}

// The parameter "fields": "Name: value" each.
Fields wanted_fields(const RfcQuestion& question) {
  Fields wanted;
  for (const std::string& line : question.parameter_list("fields")) {
    const std::size_t colon = line.find(": ");
    wanted.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return wanted;
}

bool same_fields(const Fields& a, const Fields& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return same_name(x.first, y.first) && x.second == y.second;
  });
}

// Runs of SP as one: a fold may become any number of them (RFC 9112 section 5.2).
std::string with_single_spaces(std::string text) {
  const auto both_spaces = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), both_spaces), text.end());
  return text;
}

RfcFinding answers_status(const RfcQuestion& question) {
  const Reply* reply = question.final();
  std::string why = question.answers();
  if (reply == nullptr || !question.has_status(*reply)) return not_met(std::move(why));
  if (question.has("closes") && !question.exchange.closed_after_first)
    return not_met(why + ", and the connection stays open");
  if (question.has("content") && reply->content.empty()) return not_met(why + " without content");
  return met(std::move(why));
}

RfcFinding refused(const RfcQuestion& question) {
  return met_if(question.refused(), question.answers());
}

RfcFinding refused_or_path(const RfcQuestion& question) {
  if (question.refused()) return met(question.answers());
  return met_if(question.path() == question.parameter("path"),
                fmt::format("{}, {}", question.answers(), seen_path(question)));
}

RfcFinding refused_or_fields(const RfcQuestion& question) {
  if (question.refused()) return met(question.answers());
  auto fields = question.fields();
  std::string why = fmt::format("{}, {}", question.answers(), seen_fields(question));
  if (!fields) return not_met(std::move(why));
  for (auto& [name, value] : *fields) value = with_single_spaces(std::move(value));
  return met_if(same_fields(*fields, wanted_fields(question)), std::move(why));
}

RfcFinding accepts(const RfcQuestion& question) {
  if (!question.accepted()) return not_met(question.answers());
  const std::string_view target =
      question.has("path") ? question.parameter("path") : question.word(1);
  if (question.path() != target)
    return not_met(fmt::format("{}, {}", question.answers(), seen_path(question)));
  if (!question.has("fields")) return met(question.answers());
  const auto fields = question.fields();
  return met_if(fields && same_fields(*fields, wanted_fields(question)),
                fmt::format("{}, {}", question.answers(), seen_fields(question)));
}

RfcFinding may_accept(const RfcQuestion& question) {
  if (question.refused()) return not_applicable("refused, as it may be: " + question.answers());
  return accepts(question);
}

RfcFinding may_answer(const RfcQuestion& question) {
  const Reply* reply = question.final();
  if (reply != nullptr && question.has_status(*reply)) return met(question.answers());
  if (question.accepted()) return not_applicable("not made use of: " + question.answers());
  return not_met(question.answers());
}

RfcFinding absolute_form(const RfcQuestion& question) {
  if (!question.accepted()) return not_met(question.answers());
  std::string_view authority = question.word(1);
  authority = authority.substr(std::min(authority.find("://"), authority.size() - 3) + 3);
  authority = authority.substr(0, authority.find_first_of("/?#"));
  std::vector<std::string> hosts;
  for (const auto& [name, value] : question.fields().value_or(Fields()))
    if (same_name(name, "Host")) hosts.push_back(value);
  return met_if(hosts.size() == 1 && hosts[0] == authority,
                fmt::format("{}, Host {} where the target says {}", question.answers(),
                            fmt::join(hosts, " and "), authority));
}

RfcFinding method_supported(const RfcQuestion& question) {
  const std::string method(question.word(0));
  const bool has_method =
      question.one.program &&
      std::any_of(question.one.program->methods.begin(), question.one.program->methods.end(),
                  [&](const auto& entry) { return entry.first == method; });
  if (!has_method)
    return not_applicable(
        fmt::format("methods are the subclass's, and this one has no do_{}", method));
  return met_if(question.accepted(), question.answers());
}

RfcFinding simple_response(const RfcQuestion& question) {
  const Reply* reply = question.final();
  if (reply == nullptr) return not_met(question.answers());
  if (reply->head && reply->head->status >= 400)
    return not_applicable("HTTP/0.9 is not spoken: " + question.answers());
  return met_if(!reply->head && !reply->bytes.starts_with("HTTP/"), question.answers());
}

RfcFinding reads_no_fields(const RfcQuestion& question) {
  const Reply* reply = question.final();
  if (reply != nullptr && reply->head && reply->head->status >= 400)
    return not_applicable("HTTP/0.9 is not spoken: " + question.answers());
  if (question.exchange.requests.empty()) return not_met("no request was read");
  const auto line = static_cast<std::int64_t>(question.one.rfile.find('\n') + 1);
  const std::int64_t taken = question.exchange.requests[0]->rfile_pos;
  return met_if(
      taken == line && question.fields().value_or(Fields()).empty(),
      fmt::format("{} bytes read of a line of {}, {}", taken, line, seen_fields(question)));
}

}  // namespace

std::vector<RfcCheck> request_checks() {
  return {
      {"absolute-form",
       "The request is accepted, and the Host that the handler sees is that of the target.",
       {},
       absolute_form},
      {"accepts",
       "The answer is 2xx; path (that of the request line if not given) and fields are seen so.",
       {{"path", false}, {"fields", false}},
       accepts},
      {"answers-status",
       "The first final response has one of these statuses; with `closes`, nothing follows, with "
       "`content`, it has some.",
       {{"status", true}, {"closes", false}, {"content", false}},
       answers_status},
      {"may-accept",
       "As `accepts`; not applicable where the request is refused.",
       {{"path", false}, {"fields", false}},
       may_accept},
      {"may-answer",
       "The first final response has this status; not applicable where it is 2xx.",
       {{"status", true}},
       may_answer},
      {"method-supported",
       "A method that the handler has is answered with 2xx; not applicable where it has none.",
       {},
       method_supported},
      {"reads-no-fields",
       "Only the request line is read; not applicable where HTTP/0.9 is refused.",
       {},
       reads_no_fields},
      {"refused", "The request is answered, and not with success.", {}, refused},
      {"refused-or-fields",
       "The request is refused, or these are its fields, runs of SP counting as one.",
       {{"fields", true}},
       refused_or_fields},
      {"refused-or-path",
       "The request is refused, or this is its path.",
       {{"path", true}},
       refused_or_path},
      {"simple-response",
       "The answer has no status line; not applicable where HTTP/0.9 is refused.",
       {},
       simple_response},
  };
}

}  // namespace basehttp::conformance
