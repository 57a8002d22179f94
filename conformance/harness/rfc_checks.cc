#include "conformance/harness/rfc_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/escape.h"
#include "conformance/harness/rfc_question.h"

namespace basehttp::conformance {
namespace {

std::vector<RfcCheck> sorted_checks() {
  std::vector<RfcCheck> all = request_checks();
  for (const auto& more : {response_checks(), connection_checks()})
    all.insert(all.end(), more.begin(), more.end());
  std::sort(all.begin(), all.end(),
            [](const RfcCheck& a, const RfcCheck& b) { return a.name < b.name; });
  return all;
}

// "400" is that status, "4xx" any of its class.
bool status_matches(std::string_view pattern, int status) {
  const std::string digits = fmt::format("{:03}", status);
  return std::equal(pattern.begin(), pattern.end(), digits.begin(), digits.end(),
                    [](char wanted, char digit) { return wanted == 'x' || wanted == digit; });
}

bool is_status_pattern(std::string_view pattern) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return pattern.size() == 3 && digit(pattern[0]) &&
         (pattern.substr(1) == "xx" || (digit(pattern[1]) && digit(pattern[2])));
}

std::string value_problem(std::string_view name, const std::string& value) {
  if (name == "status" && !is_status_pattern(value))
    return fmt::format("{} is no status: write 400 or 4xx", value);
  if (name == "fields" && value.find(": ") == std::string::npos)
    return fmt::format("{} is no field: write 'Name: value'", escape_bytes(value));
  if ((name == "closes" || name == "content") && value != "yes")
    return fmt::format("{} can only be yes", name);
  return {};
}

}  // namespace

std::string_view verdict_name(RfcVerdict verdict) {
  static constexpr std::string_view kNames[kRfcVerdicts] = {"met", "not met", "not applicable"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::span<const RfcCheck> all_rfc_checks() {
  static const std::vector<RfcCheck> kChecks = sorted_checks();
  return kChecks;
}

const RfcCheck* find_rfc_check(std::string_view name) {
  for (const RfcCheck& check : all_rfc_checks())
    if (check.name == name) return &check;
  return nullptr;
}

std::string parameter_problem(const RfcCheck& check, const CheckParameters& parameters) {
  for (const RfcCheck::Parameter& wanted : check.parameters)
    if (wanted.required && !parameters.contains(wanted.name))
      return fmt::format("the check {} needs {}", check.name, wanted.name);
  for (const auto& [name, values] : parameters) {
    const auto known = [&, &given = name](const auto& wanted) { return wanted.name == given; };
    if (std::none_of(check.parameters.begin(), check.parameters.end(), known))
      return fmt::format("the check {} takes no {}", check.name, name);
    for (const std::string& value : values)
      if (std::string problem = value_problem(name, value); !problem.empty()) return problem;
  }
  return {};
}

RfcFinding decide(const RfcCheck& check, const CheckParameters& parameters, const Case& one,
                  const Outcome& outcome) {
  return check.decide({one, outcome, parameters, Exchange(outcome)});
}

bool has_member(const Response& head, std::string_view field, std::string_view name) {
  for (const std::string& value : head.all(field)) {
    for (std::size_t at = 0; at <= value.size();) {
      const std::size_t comma = std::min(value.find(',', at), value.size());
      std::string_view member = std::string_view(value).substr(at, comma - at);
      const std::size_t first = member.find_first_not_of(" \t");
      if (first != std::string_view::npos) {
        member = member.substr(first, member.find_last_not_of(" \t") - first + 1);
        if (same_name(member, name)) return true;
      }
      at = comma + 1;
    }
  }
  return false;
}

std::optional<std::string> latin1_of(const Value& value) {
  if (!value.is_str() || !value.as_str().is_latin1()) return std::nullopt;
  return std::string(value.as_str().latin1());
}

std::string_view RfcQuestion::parameter(std::string_view name) const {
  const auto at = parameters.find(name);
  return at == parameters.end() || at->second.empty() ? std::string_view() : at->second[0];
}

std::vector<std::string> RfcQuestion::parameter_list(std::string_view name) const {
  const auto at = parameters.find(name);
  return at == parameters.end() ? std::vector<std::string>() : at->second;
}

const Reply* RfcQuestion::final() const {
  const auto finals = exchange.finals();
  return finals.empty() ? nullptr : finals[0];
}

bool RfcQuestion::accepted() const {
  const Reply* reply = final();
  return reply != nullptr && reply->head && status_matches("2xx", reply->head->status);
}

bool RfcQuestion::refused() const {
  const Reply* reply = final();
  return reply != nullptr && (!reply->head || reply->head->status >= 400);
}

bool RfcQuestion::has_status(const Reply& reply) const {
  const std::vector<std::string> wanted = parameter_list("status");
  return reply.head && std::any_of(wanted.begin(), wanted.end(), [&](const std::string& pattern) {
           return status_matches(pattern, reply.head->status);
         });
}

std::optional<std::string> RfcQuestion::path() const {
  if (exchange.requests.empty()) return std::nullopt;
  return latin1_of(exchange.requests[0]->path);
}

std::optional<Fields> RfcQuestion::fields() const {
  if (exchange.requests.empty()) return std::nullopt;
  const Value& headers = exchange.requests[0]->headers;
  if (headers.kind() != Value::Kind::kList) return std::nullopt;
  Fields found;
  for (const Value& item : headers.items()) {
    if (item.kind() != Value::Kind::kList || item.items().size() != 2) return std::nullopt;
    const auto name = latin1_of(item.items()[0]);
    const auto value = latin1_of(item.items()[1]);
    if (!name || !value) return std::nullopt;
    found.emplace_back(*name, *value);
  }
  return found;
}

std::string_view RfcQuestion::word(std::size_t n) const {
  std::string_view line = one.rfile;
  line = line.substr(0, line.find_first_of("\r\n"));
  for (; n > 0 && !line.empty(); --n)
    line = line.substr(std::min(line.find(' '), line.size() - 1) + 1);
  return line.substr(0, line.find(' '));
}

std::string RfcQuestion::answers() const {
  std::vector<std::string> parts;
  for (const Reply& reply : exchange.replies)
    parts.push_back(reply.head ? fmt::format("{}", reply.head->status)
                               : std::string("a page without a status line"));
  return parts.empty() ? "no answer" : fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace basehttp::conformance
