// What the checks of rfc_checks.h look at, and how they word what they saw.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/harness/exchange.h"
#include "conformance/harness/rfc_checks.h"

namespace basehttp::conformance {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Refers to all that it is made of.
struct RfcQuestion {
  const Case& one;
  const Outcome& outcome;
  const CheckParameters& parameters;
  Exchange exchange;

  // The only value of a parameter, or the first; empty when it is not given.
  [[nodiscard]] std::string_view parameter(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> parameter_list(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return parameters.contains(name); }

  // The first reply that is not interim; null when there is none.
  [[nodiscard]] const Reply* final() const;
  // The request was answered with 2xx.
  [[nodiscard]] bool accepted() const;
  // It was answered otherwise: 4xx, 5xx or a page without a status line.
  [[nodiscard]] bool refused() const;
  // The status of the final reply is the parameter "status": "400", "4xx".
  [[nodiscard]] bool has_status(const Reply& reply) const;

  // The path and the fields that a handler of the first request sees.  None when it
  // got that far not, or when they are no text.
  [[nodiscard]] std::optional<std::string> path() const;
  [[nodiscard]] std::optional<Fields> fields() const;

  // The n-th word of the request line, from 0, divided at SP.
  [[nodiscard]] std::string_view word(std::size_t n) const;

  // "200, a page without a status line", "no answer".
  [[nodiscard]] std::string answers() const;
};

[[nodiscard]] inline RfcFinding met(std::string why) { return {RfcVerdict::kMet, std::move(why)}; }
[[nodiscard]] inline RfcFinding not_met(std::string why) {
  return {RfcVerdict::kNotMet, std::move(why)};
}
[[nodiscard]] inline RfcFinding not_applicable(std::string why) {
  return {RfcVerdict::kNotApplicable, std::move(why)};
}
[[nodiscard]] inline RfcFinding met_if(bool condition, std::string why) {
  return {condition ? RfcVerdict::kMet : RfcVerdict::kNotMet, std::move(why)};
}

// `name` is a member of a field whose value is a list (RFC 9110 section 5.6.1).
[[nodiscard]] bool has_member(const Response& head, std::string_view field, std::string_view name);
// The text of a str of characters below U+0100.
[[nodiscard]] std::optional<std::string> latin1_of(const Value& value);

// The checks, by what they look at.
[[nodiscard]] std::vector<RfcCheck> request_checks();
[[nodiscard]] std::vector<RfcCheck> response_checks();
[[nodiscard]] std::vector<RfcCheck> connection_checks();

}  // namespace basehttp::conformance
