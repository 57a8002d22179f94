#include "conformance/suites/evidence.h"

#include <fmt/format.h>

#include "conformance/harness/escape.h"
#include "conformance/harness/profile_names.h"
#include "conformance/suites/calendar.h"

namespace basehttp::conformance {
bool Evidence::since(std::string_view release) const { return !version_less(version, release); }

std::string wire(const Evidence& x) {
  std::string all;
  for (const std::string& write : x.outcome.writes) all += write;
  return all;
}

std::vector<Response> responses(const Evidence& x, const Texts& methods) {
  return read_responses(wire(x), methods);
}

Response response(const Evidence& x, const std::string& method) {
  std::vector<Response> all = responses(x, {method});
  if (all.size() != 1) throw ResponseError(0, fmt::format("{} responses, not one", all.size()));
  return std::move(all.front());
}

std::vector<int> codes(const std::vector<Response>& responses) {
  std::vector<int> all;
  all.reserve(responses.size());
  for (const Response& one : responses) all.push_back(one.status);
  return all;
}

Texts field_names(const Response& response) {
  Texts names;
  names.reserve(response.fields.size());
  for (const auto& [name, value] : response.fields) names.push_back(name);
  return names;
}

std::string log_prefix(const Case& one) {
  return fmt::format("{} - - [{}] ", one.client_address.items().at(0).as_str().utf8(),
                     log_date(seconds_of(one.time)));
}

Texts log_messages(const Evidence& x) {
  const std::string prefix = log_prefix(x.one);
  const std::string log = x.outcome.log.utf8();
  Texts messages;
  for (std::size_t start = 0; start < log.size();) {
    const std::size_t end = log.find('\n', start);
    if (end == std::string::npos) {
      messages.push_back("no line end: " + log.substr(start));
      break;
    }
    const std::string line = log.substr(start, end - start);
    messages.push_back(line.starts_with(prefix) ? line.substr(prefix.size())
                                                : "no prefix: " + line);
    start = end + 1;
  }
  return messages;
}

double seconds_of(const Value& time) {
  return time.kind() == Value::Kind::kFloat ? time.as_float() : static_cast<double>(time.as_int());
}

Texts caught(const Evidence& x) {
  Texts all;
  all.reserve(x.outcome.caught.size());
  for (const Raised& raised : x.outcome.caught)
    all.push_back(raised.type + ": " + raised.message.utf8());
  return all;
}

std::string repr_of(std::string_view text) { return fmt::format("'{}'", text); }

::testing::AssertionResult contains(std::string_view text, std::string_view part) {
  if (text.find(part) != std::string_view::npos) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << escape_bytes(part) << " is not in " << escape_bytes(text);
}

::testing::AssertionResult lacks(std::string_view text, std::string_view part) {
  if (text.find(part) == std::string_view::npos) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << escape_bytes(part) << " is in " << escape_bytes(text);
}

}  // namespace basehttp::conformance
