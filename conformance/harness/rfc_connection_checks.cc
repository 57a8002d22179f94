// Checks of what became of a connection: persistence, order, expectations.
#include <algorithm>

#include <fmt/format.h>

#include "conformance/harness/escape.h"
#include "conformance/harness/rfc_question.h"

namespace basehttp::conformance {
namespace {

// What happened, for every check below.
std::string seen(const RfcQuestion& question) {
  const std::size_t requests = question.exchange.requests.size();
  return fmt::format(
      "{} request{} read: {}{}", requests, requests == 1 ? "" : "s", question.answers(),
      question.outcome.exception ? ", then " + question.outcome.exception->type + " escaped" : "");
}

bool is_success(const Reply& reply) {
  return reply.head && reply.head->status >= 200 && reply.head->status < 300;
}

bool some_interim(const RfcQuestion& question) {
  const auto& replies = question.exchange.replies;
  return std::any_of(replies.begin(), replies.end(),
                     [](const Reply& reply) { return reply.is_interim(); });
}

RfcFinding answers_in_order(const RfcQuestion& question) {
  const std::vector<std::string> wanted = question.parameter_list("path");
  std::vector<std::string> paths;
  for (const RequestState* request : question.exchange.requests)
    paths.push_back(latin1_of(request->path).value_or("?"));
  const auto finals = question.exchange.finals();
  const bool all_answered = finals.size() == wanted.size() &&
                            std::all_of(finals.begin(), finals.end(),
                                        [](const Reply* reply) { return is_success(*reply); });
  return met_if(all_answered && paths == wanted && !question.outcome.exception, seen(question));
}

RfcFinding only_first_answered(const RfcQuestion& question) {
  return met_if(question.exchange.finals().size() == 1 && question.exchange.requests.size() == 1 &&
                    !question.outcome.exception,
                seen(question));
}

RfcFinding closes_unfinished(const RfcQuestion& question) {
  return met_if(question.exchange.finals().size() <= 1 && question.exchange.requests.size() == 1 &&
                    truth(question.outcome.close_connection) && !question.outcome.exception,
                seen(question));
}

RfcFinding announces_close(const RfcQuestion& question) {
  if (!question.exchange.closed_after_first) return not_applicable("the connection stays open");
  const Reply* reply = question.final();
  if (reply == nullptr) return not_applicable(question.answers());
  const bool announced = reply->head && has_member(*reply->head, "Connection", "close");
  return met_if(announced, fmt::format("{} {} Connection: close", question.answers(),
                                       announced ? "with" : "without"));
}

RfcFinding announces_keep_alive(const RfcQuestion& question) {
  if (question.exchange.closed_after_first) return not_applicable("the connection closes");
  const Reply* reply = question.final();
  if (reply == nullptr) return not_applicable(question.answers());
  const bool announced = reply->head && has_member(*reply->head, "Connection", "keep-alive");
  return met_if(announced, fmt::format("{} {} Connection: keep-alive", question.answers(),
                                       announced ? "with" : "without"));
}

bool switches_protocols(const RfcQuestion& question) {
  const auto& replies = question.exchange.replies;
  return std::any_of(replies.begin(), replies.end(),
                     [](const Reply& reply) { return reply.head && reply.head->status == 101; });
}

RfcFinding ignores_upgrade(const RfcQuestion& question) {
  return met_if(!switches_protocols(question) && question.accepted(), question.answers());
}

RfcFinding may_ignore_upgrade(const RfcQuestion& question) {
  if (switches_protocols(question)) return not_applicable("upgraded: " + question.answers());
  return met_if(question.accepted(), question.answers());
}

// A 100, or a final response while the content is still unread.
RfcFinding expectation_answered(const RfcQuestion& question) {
  const auto& replies = question.exchange.replies;
  if (replies.empty() || question.exchange.requests.empty()) return not_met(question.answers());
  const Reply& first = replies[0];
  if (first.head && first.head->status == 100) return met(question.answers());
  const auto content_at = static_cast<std::int64_t>(question.one.rfile.find("\r\n\r\n") + 4);
  const bool unread = question.exchange.requests[0]->rfile_pos <= content_at;
  return met_if(first.head && !first.is_interim() && unread,
                fmt::format("{}{}", question.answers(),
                            unread ? " with the content unread" : " after the content was read"));
}

RfcFinding no_interim(const RfcQuestion& question) {
  return met_if(!some_interim(question) && question.final() != nullptr, question.answers());
}

RfcFinding may_omit_continue(const RfcQuestion& question) {
  if (!question.accepted()) return not_met(question.answers());
  if (some_interim(question)) return not_applicable("not omitted: " + question.answers());
  return met(question.answers());
}

}  // namespace

std::vector<RfcCheck> connection_checks() {
  return {
      {"announces-close",
       "A connection that ends after the first response says Connection: close in it.",
       {},
       announces_close},
      {"announces-keep-alive",
       "A connection that stays open says Connection: keep-alive in the first response.",
       {},
       announces_keep_alive},
      {"answers-in-order",
       "The requests of these paths, and no others, are read in order and answered with 2xx.",
       {{"path", true}},
       answers_in_order},
      {"closes-unfinished",
       "At most one answer, nothing read as a second request, and the connection closes.",
       {},
       closes_unfinished},
      {"expectation-answered",
       "The first response is 100, or a final one while the content is unread.",
       {},
       expectation_answered},
      {"ignores-upgrade",
       "The answer is 2xx, and no protocol is switched to.",
       {},
       ignores_upgrade},
      {"may-ignore-upgrade",
       "The answer is 2xx; not applicable where the protocol is switched.",
       {},
       may_ignore_upgrade},
      {"may-omit-continue",
       "The answer is 2xx without a 100; not applicable where a 100 is sent first.",
       {},
       may_omit_continue},
      {"no-interim", "There is a final response and no interim one.", {}, no_interim},
      {"only-first-answered",
       "Exactly one final response, nothing read as a second request, nothing raised.",
       {},
       only_first_answered},
  };
}

}  // namespace basehttp::conformance
