// How the bytes arrive, where they end, and what follows them.
#include <algorithm>
#include <cstdint>

#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/deliveries.h"
#include "conformance/generators/header_blocks.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

// A position in the stream, its end included.
std::size_t cut_in(const Case& one) {
  return *rc::gen::inRange<std::size_t>(0, one.rfile.size() + 1);
}

void classify(const Case& one, const Outcome& outcome) {
  RC_CLASSIFY(outcome.requests.size() > 1, "several requests");
  RC_CLASSIFY(outcome.exception.has_value(), "an exception escapes");
  RC_CLASSIFY(one.rfile_timeout_at || one.rfile_error_at, "rfile fails");
  RC_CLASSIFY(!outcome.writes.empty(), "something is written");
}

bool same_request(const RequestState& a, const RequestState& b) {
  return identical(a.requestline, b.requestline) && identical(a.command, b.command) &&
         identical(a.path, b.path) && identical(a.request_version, b.request_version) &&
         identical(a.close_connection, b.close_connection) && identical(a.headers, b.headers) &&
         identical(a.defects, b.defects) && a.rfile_pos == b.rfile_pos;
}

// The requests that ended before byte `cut` was needed: reading one never looked
// further than its own last byte.
std::size_t requests_before(const Outcome& outcome, std::size_t cut) {
  std::size_t count = 0;
  while (count < outcome.requests.size() &&
         outcome.requests[count].rfile_pos < static_cast<std::int64_t>(cut))
    ++count;
  return count;
}

// Faults apart, each of which would hide the cut.
Case without_faults(Case one) {
  one.rfile_timeout_at.reset();
  one.rfile_error_at.reset();
  one.wfile_timeout_at.reset();
  one.wfile_error_at.reset();
  return one;
}

void require_same_beginning(const Outcome& whole, const Outcome& part, std::size_t requests) {
  RC_ASSERT(part.requests.size() >= requests);
  for (std::size_t i = 0; i < requests; ++i)
    RC_ASSERT(same_request(whole.requests[i], part.requests[i]));
}

RC_GTEST_PROP(DeliveryLaws, AnyDeliveryOfTheSameBytesGivesTheSameOutcome, ()) {
  const Case one = *generators::cases();
  const std::string version = *tested_versions();
  const Delivery delivery = *generators::deliveries(one.rfile.size());
  RC_TAG(delivery.name() == "bytewise" ? "bytewise" : "in pieces");
  const Outcome whole = outcome_of(one, version);
  classify(one, whole);
  require_same(whole, outcome_of(one, version, delivery));
}

RC_GTEST_PROP(DeliveryLaws, TheSameCaseAskedTwiceHasTheSameOutcome, ()) {
  const Case one = *generators::cases();
  const Case other = *generators::cases();
  const std::string version = *tested_versions();
  const Outcome first = outcome_of(one, version);
  classify(one, first);
  (void)ask(other, version);  // whatever a subject keeps between cases, it must not show
  require_same(first, outcome_of(one, version));
}

RC_GTEST_PROP(DeliveryLaws, ATruncatedStreamAgreesWithTheWholeUpToTheCut, ()) {
  Case one = without_faults(*generators::cases());
  const std::string version = *tested_versions();
  const Outcome whole = outcome_of(generators::finished(one), version);
  const std::size_t cut = cut_in(one);
  one.rfile.resize(cut);
  const Outcome part = outcome_of(generators::finished(one), version);
  const std::size_t requests = requests_before(whole, cut);
  RC_CLASSIFY(requests > 0, "a request ends before the cut");
  require_same_beginning(whole, part, requests);
  RC_ASSERT(part.rfile_pos <= static_cast<std::int64_t>(cut));
}

RC_GTEST_PROP(DeliveryLaws, WhatAnEarlierRequestWroteDoesNotDependOnWhatFollows, ()) {
  const auto connection = *generators::connections();
  const auto response = *generators::responses();
  const std::string version = *tested_versions();
  const Outcome whole = outcome_of(generators::case_of(connection, response, "HTTP/1.1"), version);
  const auto keep = *rc::gen::inRange<std::size_t>(1, connection.size() + 1);
  const Outcome part =
      outcome_of(generators::case_of(
                     {connection.begin(), connection.begin() + static_cast<std::ptrdiff_t>(keep)},
                     response, "HTTP/1.1"),
                 version);
  RC_CLASSIFY(keep < connection.size(), "requests are left out");
  const std::string all = written(whole);
  RC_ASSERT(all.substr(0, written(part).size()) == written(part));
}

RC_GTEST_PROP(DeliveryLaws, AStallAgreesWithTheWholeUpToTheStall, ()) {
  Case one = without_faults(*generators::cases());
  const std::string version = *tested_versions();
  const Outcome whole = outcome_of(generators::finished(one), version);
  const std::size_t cut = cut_in(one);
  one.rfile_timeout_at = static_cast<std::int64_t>(cut);
  const Outcome stalled = outcome_of(generators::finished(one), version);
  const std::size_t requests = requests_before(whole, cut);
  RC_CLASSIFY(requests > 0, "a request ends before the stall");
  require_same_beginning(whole, stalled, requests);
  RC_ASSERT(stalled.rfile_pos <= static_cast<std::int64_t>(cut));
}

RC_GTEST_PROP(DeliveryLaws, AFaultBehindTheLastByteThatIsReadChangesNothing, ()) {
  Case one = without_faults(*generators::cases());
  const std::string version = *tested_versions();
  // Behind what was read there must be more: at the end of the stream a reader waits.
  const Outcome calm = outcome_of(generators::finished(one), version);
  RC_SUCCEED_IF(calm.rfile_pos >= static_cast<std::int64_t>(one.rfile.size()));
  RC_TAG("bytes are left unread");
  const bool stall = *rc::gen::arbitrary<bool>();
  (stall ? one.rfile_timeout_at : one.rfile_error_at) = calm.rfile_pos + 1;
  require_same(calm, outcome_of(generators::finished(one), version));
}

RC_GTEST_PROP(DeliveryLaws, BytesBehindTheEndOfTheConnectionAreNotLookedAt, ()) {
  auto connection = *generators::connections();
  connection.back().fields = *generators::plain_fields();
  connection.back().fields.push_back({"Connection", "close"});
  Case one = generators::case_of(connection, *generators::responses(), "HTTP/1.1");
  const std::string version = *tested_versions();
  const Outcome alone = outcome_of(one, version);
  one.rfile += *rc::gen::nonEmpty(generators::near_connections());
  const Outcome followed = outcome_of(generators::finished(one), version);
  RC_CLASSIFY(alone.requests.size() == connection.size(), "all requests are served");
  require_same(alone, followed);
}

RC_GTEST_PROP(DeliveryLaws, AWriteThatFailsLeavesTheEarlierWritesAsTheyWere, ()) {
  Case one = without_faults(*generators::cases());
  const std::string version = *tested_versions();
  const Outcome calm = outcome_of(generators::finished(one), version);
  const std::int64_t at = *rc::gen::inRange<std::int64_t>(0, 4);
  const bool stall = *rc::gen::arbitrary<bool>();
  (stall ? one.wfile_timeout_at : one.wfile_error_at) = at;
  const Outcome failing = outcome_of(generators::finished(one), version);
  const auto most = static_cast<std::size_t>(at);
  RC_CLASSIFY(calm.writes.size() > most, "the fault is met");
  RC_ASSERT(failing.writes.size() == std::min(calm.writes.size(), most));
  RC_ASSERT(std::equal(failing.writes.begin(), failing.writes.end(), calm.writes.begin()));
}

RC_GTEST_PROP(DeliveryLaws, TheStreamIsReadForwardAndNeverBeyondItsEnd, ()) {
  const Case one = *generators::cases();
  const Outcome outcome = outcome_of(one, *tested_versions());
  classify(one, outcome);
  std::int64_t position = 0;
  for (const RequestState& request : outcome.requests) {
    RC_ASSERT(request.rfile_pos >= position);
    position = request.rfile_pos;
  }
  RC_ASSERT(outcome.rfile_pos >= position);
  RC_ASSERT(outcome.rfile_pos <= static_cast<std::int64_t>(one.rfile.size()));
  for (const std::int64_t writes : outcome.flushes)
    RC_ASSERT(writes <= static_cast<std::int64_t>(outcome.writes.size()));
}

}  // namespace
}  // namespace basehttp::conformance
