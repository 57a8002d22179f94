// Every check of the RFCs, on outcomes made by hand: each says met of one and not met of
// another, so that none is a constant.
#include "conformance/harness/rfc_checks.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "conformance/unit/test_support.h"

namespace basehttp::conformance {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

constexpr auto kYes = RfcVerdict::kMet;
constexpr auto kNo = RfcVerdict::kNotMet;
constexpr auto kOut = RfcVerdict::kNotApplicable;

// A response with two bytes of content.
std::string reply(const std::string& status, const std::string& fields = "") {
  return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: 2\r\n\r\nok";
}
// One without content.
std::string bare(const std::string& status, const std::string& fields = "") {
  return "HTTP/1.1 " + status + "\r\n" + fields + "\r\n";
}
const std::string kPage = "<html>no</html>";

RequestState request(std::int64_t position, const std::string& path = "/",
                     const Fields& fields = {{"Host", "x"}}, const std::string& command = "GET") {
  RequestState state;
  state.command = Value(command);
  state.path = Value(path);
  state.close_connection = Value(false);
  std::vector<Value> items;
  for (const auto& [name, value] : fields) items.push_back(Value::list({name, value}));
  state.headers = Value::list(std::move(items));
  state.rfile_pos = position;
  return state;
}

RequestState closing(RequestState state) {
  state.close_connection = Value(true);
  return state;
}

Outcome outcome(std::vector<std::string> writes, std::vector<RequestState> requests) {
  Outcome made;
  made.writes = std::move(writes);
  made.requests = std::move(requests);
  made.close_connection = Value(true);
  return made;
}

// One request that the connection closed after.
Outcome closed(std::vector<std::string> writes) {
  return outcome(std::move(writes), {closing(request(9))});
}
// One request, after which the handler waited for another and met the end.
Outcome open(std::vector<std::string> writes) {
  return outcome(std::move(writes), {request(9), closing(request(9))});
}
Outcome raising(Outcome made) {
  made.exception = Raised{"OverflowError", "too large"};
  return made;
}

Case asking(const std::string& rfile) {
  Case one;
  one.rfile = rfile;
  one.protocol_version = Value("HTTP/1.1");
  one.time = Value(784111777.0);
  return one;
}
Case with_method(Case one, const std::string& method, const std::vector<Value>& arguments = {}) {
  one.program = Program{{{method, {Action{"send_response", arguments, {}, {}}}}}};
  return one;
}

const std::string kGet = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
const std::string kPut = "PUT / HTTP/1.1\r\nExpect: 100-continue\r\n\r\nA";  // content from 40

struct Row {
  const char* check;
  RfcVerdict verdict;
  Outcome outcome;
  CheckParameters parameters{};
  Case one = asking(kGet);
};

std::vector<Row> rows() {
  const CheckParameters bad_request{{"status", {"400"}}};
  const CheckParameters bad_request_closes{{"status", {"400"}}, {"closes", {"yes"}}};
  const CheckParameters bad_request_content{{"status", {"400"}}, {"content", {"yes"}}};
  const CheckParameters path{{"path", {"/a"}}};
  const CheckParameters host{{"fields", {"Host: x"}}};
  const CheckParameters both{{"path", {"/1", "/2"}}};
  const CheckParameters allow{{"field", {"Allow"}}, {"status", {"405"}}};
  const CheckParameters length{{"field", {"Content-Length"}}, {"status", {"1xx", "204"}}};
  const CheckParameters cookie{{"field", {"Cookie"}}, {"status", {"431"}}};
  const std::string ok = reply("200 OK");
  const std::string no = reply("400 Bad");
  const Case connect = asking("GET http://x/p HTTP/1.1\r\n\r\n");
  const Case put = asking(kPut);
  const Case broken = with_method(asking(kGet), "GET", {200, "OK\r\nX: y"});
  return {
      {"absolute-form", kYes, outcome({ok}, {request(9, "http://x/p")}), {}, connect},
      {"absolute-form", kNo, outcome({ok}, {request(9, "/p", {{"Host", "y"}})}), {}, connect},
      {"absolute-form", kNo, closed({no}), {}, connect},
      {"accepts", kYes, outcome({ok}, {request(9, "/a")}), host},
      {"accepts", kYes, outcome({ok}, {request(9, "/b")}), {{"path", {"/b"}}}},
      {"accepts", kNo, outcome({ok}, {request(9, "/b")}), host},
      {"accepts", kNo, outcome({ok}, {request(9, "/a", {{"Host", "x "}})}), host},
      {"accepts", kNo, outcome({no}, {request(9, "/a")}), host},
      {"announces-close", kYes, closed({reply("200 OK", "Connection: x, Close\r\n")})},
      {"announces-close", kNo, closed({ok})},
      {"announces-close", kNo, closed({kPage})},
      {"announces-close", kOut, open({ok})},
      {"announces-keep-alive", kYes, open({reply("200 OK", "connection: Keep-Alive\r\n")})},
      {"announces-keep-alive", kNo, open({ok})},
      {"announces-keep-alive", kOut, closed({ok})},
      {"answers-in-order", kYes, outcome({ok, ok}, {request(9, "/1"), request(18, "/2")}), both},
      {"answers-in-order", kNo, outcome({ok, ok}, {request(9, "/2"), request(18, "/1")}), both},
      {"answers-in-order", kNo, outcome({ok, no}, {request(9, "/1"), request(18, "/2")}), both},
      {"answers-in-order", kNo, outcome({ok}, {request(9, "/1"), request(9, "/2")}), both},
      {"answers-status", kYes, open({no}), bad_request},
      {"answers-status", kYes, closed({no}), bad_request_closes},
      {"answers-status", kYes, closed({no}), {{"status", {"301", "4xx"}}}},
      {"answers-status", kNo, open({no}), bad_request_closes},
      {"answers-status", kYes, closed({no}), bad_request_content},
      {"answers-status", kNo, closed({bare("400 Bad")}), bad_request_content},
      {"answers-status", kNo, closed({kPage}), bad_request},
      {"answers-status", kNo, closed({}), bad_request},
      {"answers-status", kNo, closed({ok}), bad_request},
      {"closes-unfinished", kYes, open({ok})},
      {"closes-unfinished", kYes, closed({})},
      {"closes-unfinished", kNo, outcome({ok, kPage}, {request(9), closing(request(12))})},
      {"closes-unfinished", kNo, raising(open({ok}))},
      {"complete-response", kYes, closed({no}), bad_request},
      {"complete-response", kYes, closed({bare("400 Bad", "Connection: close\r\n") + "no"}),
       bad_request},
      {"complete-response", kNo, closed({bare("400 Bad", "Content-Length: 9\r\n") + "no"}),
       bad_request},
      {"complete-response", kNo, closed({kPage}), bad_request},
      {"complete-response", kOut, closed({ok}), bad_request},
      {"date-is-imf-fixdate", kYes,
       closed({reply("200 OK", "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")})},
      {"date-is-imf-fixdate", kNo,
       closed({reply("200 OK", "Date: Sunday, 06-Nov-94 08:49:37 GMT\r\n")})},
      {"date-is-imf-fixdate", kNo,
       closed({reply("200 OK", "Date: Sun, 06 Nov 1994 08:49:38 GMT\r\n")})},
      {"date-is-imf-fixdate", kOut, closed({ok})},
      {"error-names-field", kYes, closed({reply("431 The cookie is too long")}), cookie},
      {"error-names-field", kNo, closed({reply("431 Line too long")}), cookie},
      {"error-names-field", kOut, closed({no}), cookie},
      {"expectation-answered", kYes, closed({bare("100 Continue"), ok}), {}, put},
      {"expectation-answered", kYes, outcome({no}, {request(40)}), {}, put},
      {"expectation-answered", kNo, outcome({ok}, {request(41)}), {}, put},
      {"expectation-answered", kNo, closed({}), {}, put},
      {"field-absent", kYes, closed({bare("204 None")}), length},
      {"field-absent", kNo, closed({bare("103 Hints", "Content-Length: 0\r\n")}), length},
      {"field-absent", kOut, closed({ok}), length},
      {"field-present", kYes, closed({reply("405 No", "Allow: GET\r\n")}), allow},
      {"field-present", kNo, closed({reply("405 No")}), allow},
      {"field-present", kNo, closed({kPage}), allow},
      {"field-present", kOut, closed({ok}), allow},
      {"head-like-get", kYes,
       outcome({ok, bare("200 OK", "Content-Length: 2\r\n")},
               {request(9), request(18, "/", {}, "HEAD")})},
      {"head-like-get", kNo,
       outcome({ok, bare("200 OK")}, {request(9), request(18, "/", {}, "HEAD")})},
      {"head-like-get", kOut, outcome({ok}, {request(9, "/", {}, "HEAD")})},
      {"ignores-upgrade", kYes, open({ok})},
      {"ignores-upgrade", kNo, open({bare("101 Switching"), ok})},
      {"ignores-upgrade", kNo, closed({no})},
      {"may-accept", kYes, outcome({ok}, {request(9, "/a")}), host},
      {"may-accept", kNo, outcome({ok}, {request(9, "/a", {})}), host},
      {"may-accept", kNo, closed({}), host},
      {"may-accept", kOut, closed({no}), host},
      {"may-answer", kYes, closed({no}), bad_request},
      {"may-answer", kNo, closed({kPage}), bad_request},
      {"may-answer", kOut, closed({ok}), bad_request},
      {"may-ignore-upgrade", kYes, open({ok})},
      {"may-ignore-upgrade", kNo, closed({no})},
      {"may-ignore-upgrade", kOut, open({bare("101 Switching")})},
      {"may-omit-continue", kYes, open({ok})},
      {"may-omit-continue", kNo, open({bare("100 Continue")})},
      {"may-omit-continue", kOut, open({bare("100 Continue"), ok})},
      {"method-supported", kYes, closed({ok}), {}, with_method(asking(kGet), "GET")},
      {"method-supported", kNo, closed({reply("501 No")}), {}, with_method(asking(kGet), "GET")},
      {"method-supported", kOut, closed({reply("501 No")}), {}, with_method(asking(kGet), "HEAD")},
      {"no-content", kYes, closed({bare("400 Bad", "Content-Length: 2\r\n")}), bad_request},
      {"no-content", kNo, closed({no}), bad_request},
      {"no-content", kNo, closed({bare("400 Bad"), "x"}), bad_request},
      {"no-content", kOut, closed({ok}), bad_request},
      {"no-interim", kYes, open({ok})},
      {"no-interim", kNo, open({bare("100 Continue"), ok})},
      {"no-interim", kNo, closed({})},
      {"only-first-answered", kYes, closed({ok})},
      {"only-first-answered", kYes, open({ok})},
      {"only-first-answered", kNo, closed({})},
      {"only-first-answered", kNo, outcome({ok, ok}, {request(9), request(18)})},
      {"only-first-answered", kNo, outcome({ok}, {request(9), closing(request(11))})},
      {"only-first-answered", kNo,
       outcome({bare("200 OK"), bare("200 OK")}, {request(9), request(18)})},
      {"only-first-answered", kNo, raising(closed({ok}))},
      {"reads-no-fields", kYes, outcome({"ok"}, {request(17, "/a", {})})},
      {"reads-no-fields", kNo, outcome({"ok"}, {request(28, "/a")})},
      {"reads-no-fields", kNo, outcome({}, {})},
      {"reads-no-fields", kOut, closed({no})},
      {"reason-is-one-line", kYes, closed({reply("200 OK X: y")}), {}, broken},
      {"reason-is-one-line", kNo, closed({reply("200 OK\r\nX: y")}), {}, broken},
      {"reason-is-one-line", kOut, closed({ok})},
      {"refused", kYes, closed({no})},
      {"refused", kYes, closed({kPage})},
      {"refused", kNo, closed({ok})},
      {"refused", kNo, closed({})},
      {"refused-or-fields", kYes, closed({no}), host},
      {"refused-or-fields",
       kYes,
       outcome({ok}, {request(9, "/", {{"A", "1  2"}})}),
       {{"fields", {"a: 1 2"}}}},
      {"refused-or-fields",
       kNo,
       outcome({ok}, {request(9, "/", {{"A", "1\r\n 2"}})}),
       {{"fields", {"a: 1 2"}}}},
      {"refused-or-fields", kNo, closed({ok}), {{"fields", {"Host: y"}}}},
      {"refused-or-path", kYes, closed({kPage}), path},
      {"refused-or-path", kYes, outcome({ok}, {request(9, "/a")}), path},
      {"refused-or-path", kNo, outcome({ok}, {request(9, "/")}), path},
      {"response-version", kYes, closed({ok})},
      {"response-version", kNo, closed({"HTTP/1.0 200 OK\r\n\r\n"})},
      {"response-version", kNo, closed({kPage})},
      {"simple-response", kYes, closed({"ok"})},
      {"simple-response", kNo, closed({ok})},
      {"simple-response", kNo, closed({})},
      {"simple-response", kOut, closed({no})},
      {"status-line-complete", kYes, closed({bare("200 ")})},
      {"status-line-complete", kNo, closed({bare("200")})},
      {"status-line-complete", kOut, closed({})},
  };
}

TEST(RfcChecksTest, DecideFromTheOutcome) {
  std::size_t number = 0;
  for (const Row& row : rows()) {
    const RfcCheck* check = find_rfc_check(row.check);
    ASSERT_NE(check, nullptr) << row.check;
    EXPECT_EQ(parameter_problem(*check, row.parameters), "") << row.check;
    const RfcFinding finding = decide(*check, row.parameters, row.one, row.outcome);
    EXPECT_EQ(verdict_name(finding.verdict), verdict_name(row.verdict))
        << row.check << ", row " << number << ": " << finding.why;
    EXPECT_NE(finding.why, "") << row.check;
    ++number;
  }
}

TEST(RfcChecksTest, EachCanSayMetAndNotMet) {
  std::set<std::pair<std::string_view, RfcVerdict>> said;
  for (const Row& row : rows()) said.emplace(row.check, row.verdict);
  for (const RfcCheck& check : all_rfc_checks()) {
    EXPECT_TRUE(said.contains({check.name, kYes})) << check.name;
    EXPECT_TRUE(said.contains({check.name, kNo})) << check.name;
    if (check.demand.find("not applicable") != std::string_view::npos) {
      EXPECT_TRUE(said.contains({check.name, kOut})) << check.name;
    }
  }
}

TEST(RfcChecksTest, AreNamedOnceAndFoundByName) {
  std::set<std::string_view> names;
  for (const RfcCheck& check : all_rfc_checks()) {
    EXPECT_TRUE(names.insert(check.name).second) << check.name;
    EXPECT_EQ(find_rfc_check(check.name), &check);
  }
  EXPECT_EQ(find_rfc_check("always-met"), nullptr);
}

TEST(RfcChecksTest, ParametersAreThoseOfTheCheck) {
  const RfcCheck& check = *find_rfc_check("answers-status");
  EXPECT_EQ(parameter_problem(check, {{"status", {"4xx", "301"}}}), "");
  EXPECT_TRUE(contains(parameter_problem(check, {}), "answers-status needs status"));
  EXPECT_TRUE(contains(parameter_problem(check, {{"status", {"400"}}, {"path", {"/"}}}),
                       "answers-status takes no path"));
  EXPECT_TRUE(contains(parameter_problem(check, {{"status", {"40"}}}), "40 is no status"));
  EXPECT_TRUE(contains(parameter_problem(check, {{"status", {"400"}}, {"closes", {"no"}}}),
                       "closes can only be yes"));
  EXPECT_TRUE(contains(parameter_problem(*find_rfc_check("accepts"), {{"fields", {"Host"}}}),
                       "b'Host' is no field"));
}

}  // namespace
}  // namespace basehttp::conformance
