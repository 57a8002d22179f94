// Checks of what a handler wrote.
#include <algorithm>
#include <cmath>
#include <ctime>

#include <fmt/format.h>

#include "conformance/harness/escape.h"
#include "conformance/harness/rfc_question.h"

namespace basehttp::conformance {
namespace {

constexpr const char* kNoSuchStatus = "no response of that status: ";

// The reply that a requirement on responses of the parameter "status" speaks of: the
// first one, interim ones too.  Null: none.
const Reply* reply_of_status(const RfcQuestion& question) {
  for (const Reply& reply : question.exchange.replies)
    if (question.has_status(reply)) return &reply;
  return nullptr;
}

// Some reply lacks a head, so that nothing can be said of its status.
bool some_has_no_head(const RfcQuestion& question) {
  const auto& replies = question.exchange.replies;
  return std::any_of(replies.begin(), replies.end(),
                     [](const Reply& reply) { return !reply.head; });
}

RfcFinding status_line_complete(const RfcQuestion& question) {
  if (question.exchange.replies.empty()) return not_applicable("nothing was sent");
  const std::string& bytes = question.exchange.replies[0].bytes;
  return met_if(!some_has_no_head(question), escape_bytes(bytes.substr(0, bytes.find('\n') + 1)));
}

bool takes_reason(const Action& action) {
  return action.name == "send_response" || action.name == "send_response_only" ||
         action.name == "send_error";
}

// The texts that the handler gives as reason phrases and that hold a line end.
std::vector<std::string> broken_reasons(const Case& one) {
  std::vector<std::string> found;
  if (!one.program) return found;
  for (const auto& [method, actions] : one.program->methods) {
    for (const Action& action : actions) {
      if (!takes_reason(action) || action.args.size() < 2) continue;
      const auto text = latin1_of(action.args[1]);
      if (text && text->find_first_of("\r\n") != std::string::npos) found.push_back(*text);
    }
  }
  return found;
}

RfcFinding reason_is_one_line(const RfcQuestion& question) {
  const std::vector<std::string> reasons = broken_reasons(question.one);
  if (reasons.empty()) return not_applicable("no reason phrase holds a line end");
  for (const Reply& reply : question.exchange.replies)
    for (const std::string& reason : reasons)
      if (reply.bytes.find(reason) != std::string::npos)
        return not_met(fmt::format("{} was sent as it is", escape_bytes(reason)));
  return met(question.answers());
}

RfcFinding no_content(const RfcQuestion& question) {
  const Reply* reply = reply_of_status(question);
  if (reply == nullptr) return not_applicable(kNoSuchStatus + question.answers());
  return met_if(reply->content.empty(), fmt::format("{} with {} bytes of content",
                                                    reply->head->status, reply->content.size()));
}

RfcFinding field_absent(const RfcQuestion& question) {
  const Reply* reply = reply_of_status(question);
  if (reply == nullptr) return not_applicable(kNoSuchStatus + question.answers());
  const std::size_t count = reply->head->all(question.parameter("field")).size();
  return met_if(count == 0, fmt::format("{} with {} {}", reply->head->status,
                                        count == 0 ? "no" : "a", question.parameter("field")));
}

RfcFinding field_present(const RfcQuestion& question) {
  const Reply* reply = reply_of_status(question);
  if (reply == nullptr && some_has_no_head(question)) return not_met(question.answers());
  if (reply == nullptr) return not_applicable(kNoSuchStatus + question.answers());
  const std::size_t count = reply->head->all(question.parameter("field")).size();
  return met_if(count != 0, fmt::format("{} with {} {}", reply->head->status,
                                        count == 0 ? "no" : "a", question.parameter("field")));
}

RfcFinding error_names_field(const RfcQuestion& question) {
  const Reply* reply = reply_of_status(question);
  if (reply == nullptr) return not_applicable(kNoSuchStatus + question.answers());
  const std::string_view name = question.parameter("field");
  const auto names = [&](std::string_view text) {
    for (std::size_t at = 0; at + name.size() <= text.size(); ++at)
      if (same_name(text.substr(at, name.size()), name)) return true;
    return false;
  };
  return met_if(names(reply->head->reason) || names(reply->content),
                fmt::format("{} {}", reply->head->status, escape_bytes(reply->head->reason)));
}

RfcFinding complete_response(const RfcQuestion& question) {
  const Reply* reply = reply_of_status(question);
  if (reply == nullptr && some_has_no_head(question)) return not_met(question.answers());
  if (reply == nullptr) return not_applicable(kNoSuchStatus + question.answers());
  const auto length = reply->head->only("Content-Length");
  const bool ends = length ? *length == fmt::format("{}", reply->content.size())
                           : has_member(*reply->head, "Connection", "close");
  return met_if(
      ends, fmt::format("{} with {} bytes of content and Content-Length {}", reply->head->status,
                        reply->content.size(), length.value_or("missing")));
}

RfcFinding response_version(const RfcQuestion& question) {
  const Reply* reply = question.final();
  if (reply == nullptr || !reply->head) return not_met(question.answers());
  const std::string highest = question.one.protocol_version.is_unset()
                                  ? "HTTP/1.0"
                                  : latin1_of(question.one.protocol_version).value_or("no version");
  return met_if(reply->head->version == highest,
                fmt::format("{}, and the highest is {}", reply->head->version, highest));
}

// RFC 9110 section 5.6.7, of seconds since the epoch.
std::string imf_fixdate(double seconds) {
  const auto whole = static_cast<std::time_t>(std::floor(seconds));
  std::tm parts{};
  if (gmtime_r(&whole, &parts) == nullptr) return {};
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[parts.tm_wday],
                     parts.tm_mday, kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour,
                     parts.tm_min, parts.tm_sec);
}

RfcFinding date_is_imf_fixdate(const RfcQuestion& question) {
  const Reply* reply = question.final();
  if (reply == nullptr || !reply->head) return not_applicable(question.answers());
  const std::vector<std::string> dates = reply->head->all("Date");
  if (dates.empty()) return not_applicable("no Date");
  const Value& clock = question.one.time;
  if (clock.kind() != Value::Kind::kFloat && clock.kind() != Value::Kind::kInt)
    return not_applicable("the clock of the case shows no time");
  const double seconds =
      clock.kind() == Value::Kind::kFloat ? clock.as_float() : static_cast<double>(clock.as_int());
  return met_if(dates.size() == 1 && dates[0] == imf_fixdate(seconds),
                fmt::format("Date: {}", fmt::join(dates, " and ")));
}

// What was answered to the first request of this method.  Null: nothing.
const Reply* answer_to(const RfcQuestion& question, std::string_view method) {
  const auto finals = question.exchange.finals();
  const auto& requests = question.exchange.requests;
  for (std::size_t i = 0; i < std::min(finals.size(), requests.size()); ++i)
    if (latin1_of(requests[i]->command) == method) return finals[i];
  return nullptr;
}

RfcFinding head_like_get(const RfcQuestion& question) {
  const Reply* get = answer_to(question, "GET");
  const Reply* head = answer_to(question, "HEAD");
  if (get == nullptr || head == nullptr)
    return not_applicable(
        "there is nothing to compare with: the method's program sends the fields");
  if (!get->head || !head->head) return not_met(question.answers());
  return met_if(get->head->fields == head->head->fields,
                fmt::format("{} fields for GET, {} for HEAD", get->head->fields.size(),
                            head->head->fields.size()));
}

}  // namespace

std::vector<RfcCheck> response_checks() {
  return {
      {"complete-response",
       "The response of this status has a head, and its content ends where that says.",
       {{"status", true}},
       complete_response},
      {"date-is-imf-fixdate",
       "Date is the IMF-fixdate of the clock; not applicable where there is no Date.",
       {},
       date_is_imf_fixdate},
      {"error-names-field",
       "The response of this status names the field, in its reason phrase or content.",
       {{"field", true}, {"status", true}},
       error_names_field},
      {"field-absent",
       "The response of this status lacks the field.",
       {{"field", true}, {"status", true}},
       field_absent},
      {"field-present",
       "The response of this status has the field; a page without a head has none.",
       {{"field", true}, {"status", true}},
       field_present},
      {"head-like-get",
       "Of one connection, the answers to GET and to HEAD have the same fields.",
       {},
       head_like_get},
      {"no-content",
       "Nothing comes after the head of the response of this status.",
       {{"status", true}},
       no_content},
      {"reason-is-one-line",
       "A reason phrase that the handler gives with a line end in it is not sent so.",
       {},
       reason_is_one_line},
      {"response-version",
       "The first final response has the version that the handler speaks.",
       {},
       response_version},
      {"status-line-complete",
       "Every response has a status line of version, SP, code, SP and reason.",
       {},
       status_line_complete},
  };
}

}  // namespace basehttp::conformance
