// Several requests on one connection.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "conformance/generators/cases.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

bool keeps_open(const RequestState& state) {
  return identical(state.close_connection, Value(false));
}

// What a connection ought to give when each of its requests gives what it gives alone.
Outcome put_together(const std::vector<generators::Request>& connection,
                     const std::vector<Outcome>& alone) {
  Outcome all;
  std::int64_t offset = 0;
  for (std::size_t i = 0; i < connection.size(); ++i) {
    const Outcome& one = alone[i];
    const auto writes = static_cast<std::int64_t>(all.writes.size());
    for (const std::int64_t at : one.flushes) all.flushes.push_back(at + writes);
    all.writes.insert(all.writes.end(), one.writes.begin(), one.writes.end());
    all.log.append(one.log);
    all.pending = one.pending;
    all.rfile_pos = offset + one.rfile_pos;
    all.close_connection = one.close_connection;
    const bool goes_on = keeps_open(one.requests.front()) && i + 1 < connection.size();
    const std::size_t count = goes_on ? 1 : one.requests.size();
    for (std::size_t k = 0; k < count; ++k) {
      all.requests.push_back(one.requests[k]);
      all.requests.back().rfile_pos += offset;
    }
    if (!goes_on) break;
    offset += static_cast<std::int64_t>(connection[i].bytes().size());
  }
  return all;
}

RC_GTEST_PROP(PipeliningLaws, APipelinedConnectionEqualsItsRequestsOneByOne, ()) {
  const auto connection = *generators::connections();
  const auto response = *generators::responses();
  const std::string version = *tested_versions();
  std::vector<Outcome> alone;
  alone.reserve(connection.size());
  for (const auto& request : connection)
    alone.push_back(outcome_of(generators::case_of({request}, response, "HTTP/1.1"), version));
  const Outcome together =
      outcome_of(generators::case_of(connection, response, "HTTP/1.1"), version);
  RC_CLASSIFY(together.requests.size() > 2, "several requests served");
  RC_CLASSIFY(together.requests.size() < connection.size(), "closed early");
  require_same(put_together(connection, alone), together);
}

RC_GTEST_PROP(PipeliningLaws, EachRequestIsLoggedOnceInItsOrder, ()) {
  const auto connection = *generators::connections();
  const std::string version = *tested_versions();
  const Outcome outcome =
      outcome_of(generators::case_of(connection, *generators::responses(), "HTTP/1.1"), version);
  std::size_t lines = 0;
  for (const char32_t c : outcome.log.code_points()) lines += c == U'\n' ? 1 : 0;
  std::size_t served = 0;
  while (served < connection.size() && served < outcome.requests.size()) ++served;
  RC_CLASSIFY(served > 1, "several requests served");
  RC_ASSERT(lines == served);
}

RC_GTEST_PROP(PipeliningLaws, AHandlerOfHttp10ServesOneRequest, ()) {
  const auto connection = *generators::connections();
  const std::string version = *tested_versions();
  const Outcome outcome =
      outcome_of(generators::case_of(connection, *generators::responses(), "HTTP/1.0"), version);
  RC_CLASSIFY(connection.size() > 1, "more requests wait");
  RC_ASSERT(outcome.requests.size() == std::size_t{1});
  RC_ASSERT(outcome.rfile_pos == static_cast<std::int64_t>(connection.front().bytes().size()));
}

RC_GTEST_PROP(PipeliningLaws, AnUnreadBodyIsTheNextRequestLine, ()) {
  auto first = *generators::requests();
  first.version = "HTTP/1.1";
  first.fields = {{"A", "1"}};
  first.body = *rc::gen::map(generators::requests(), [](const auto& one) { return one.bytes(); });
  const auto response = *generators::responses();
  const std::string version = *tested_versions();
  Case unread = generators::case_of({first}, response, "HTTP/1.1");
  for (auto& method : unread.program.edit().methods) method.second.erase(method.second.begin());
  const Outcome outcome = outcome_of(generators::finished(unread), version);
  RC_ASSERT(outcome.requests.size() >= std::size_t{2});
  const Value& second = outcome.requests[1].requestline;
  const std::string line = first.body.substr(0, first.body.find("\r\n"));
  RC_CLASSIFY(outcome.requests.size() > 2, "the body keeps the connection open");
  RC_ASSERT(identical(second, Value(line)));
}

}  // namespace
}  // namespace basehttp::conformance
