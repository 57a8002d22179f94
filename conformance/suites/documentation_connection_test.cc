// What the documentation says of when a connection goes on, and of Expect.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "basehttp/value.h"
#include "conformance/harness/escape.h"
#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

// For each call of handle_one_request, whether it asked for the end.
std::vector<bool> ends(const Evidence& x) {
  std::vector<bool> out;
  for (const RequestState& request : x.outcome.requests)
    out.push_back(truth(request.close_connection));
  return out;
}

// For each call, the bytes of rfile that were consumed after it.
std::vector<std::int64_t> positions(const Evidence& x) {
  std::vector<std::int64_t> out;
  for (const RequestState& request : x.outcome.requests) out.push_back(request.rfile_pos);
  return out;
}

// Where the request number `count` ends in a stream of requests without bodies.
std::int64_t end_of_request(const Evidence& x, int count) {
  std::size_t at = 0;
  for (int i = 0; i < count; ++i) at = x.one.rfile.find("\r\n\r\n", at) + 4;
  return static_cast<std::int64_t>(at);
}

std::int64_t end_of_stream(const Evidence& x) {
  return static_cast<std::int64_t>(x.one.rfile.size());
}

CLAUSE_TEST("close_connection.meaning", OnlyTheLastRequestOfAConnectionSetsIt) {
  expect_of_tagged("*", [](const Evidence& x) {
    if (x.outcome.exception) return;  // nothing is left to settle
    std::vector<bool> expected(x.outcome.requests.size(), false);
    if (!expected.empty()) expected.back() = true;
    EXPECT_EQ(ends(x), expected);
  });
}

CLAUSE_TEST("close_connection.meaning", AMethodMaySetIt) {
  expect_of("documentation/close-connection/meaning", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes.at(0), "False");
    EXPECT_EQ(ends(x), (std::vector<bool>{false, false, true}));
  });
  expect_of("documentation/close-connection/set-false", [](const Evidence& x) {
    EXPECT_EQ(codes(responses(x, {"GET", "GET"})), (std::vector<int>{200, 200}));
  });
  expect_of("documentation/close-connection/set-true", [](const Evidence& x) {
    EXPECT_EQ(codes(responses(x, {"GET", "GET"})), (std::vector<int>{200}));
    EXPECT_EQ(x.outcome.rfile_pos, end_of_request(x, 1));
  });
}

CLAUSE_TEST("close_connection.before-return", IsSettledWhenTheCallEnds) {
  expect_of("documentation/close-connection/before-return", [](const Evidence& x) {
    EXPECT_EQ(ends(x), (std::vector<bool>{false, true}));
    EXPECT_EQ(positions(x),
              (std::vector<std::int64_t>{end_of_request(x, 1), end_of_request(x, 2)}));
  });
  expect_of("documentation/close-connection/before-return-refused", [](const Evidence& x) {
    EXPECT_EQ(ends(x), (std::vector<bool>{false, true}));
  });
}

CLAUSE_TEST("protocol_version.keepalive", Http11LetsConnectionsPersist) {
  expect_of("documentation/protocol-version/keepalive", [](const Evidence& x) {
    EXPECT_EQ(codes(responses(x, {"GET", "GET"})), (std::vector<int>{200, 200}));
  });
  expect_of("documentation/handle/once",
            [](const Evidence& x) { EXPECT_EQ(ends(x), (std::vector<bool>{true})); });
}

CLAUSE_TEST("protocol_version.keepalive", TheClientSaysWhetherItDoes) {
  expect_of_each({"connection/matrix/1.1-to-1.1-none", "connection/matrix/1.0-to-1.1-keep-alive"},
                 [](const Evidence& x) { EXPECT_FALSE(ends(x).at(0)); });
  expect_of_each({"connection/matrix/1.1-to-1.1-close", "connection/value/capital-1.1",
                  "connection/matrix/1.0-to-1.1-none", "connection/matrix/1.0-to-1.0-keep-alive"},
                 [](const Evidence& x) { EXPECT_EQ(ends(x), (std::vector<bool>{true})); });
}

CLAUSE_TEST("handle.once", OneRequestIsHandled) {
  expect_of("documentation/handle/once", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.requests.size(), 1U);
    EXPECT_EQ(response(x).status, 200);
    EXPECT_EQ(x.outcome.rfile_pos, end_of_request(x, 1));
  });
}

CLAUSE_TEST("handle.loop", EveryRequestIsHandledUntilTheStreamEnds) {
  expect_of("documentation/handle/loop", [](const Evidence& x) {
    EXPECT_EQ(positions(x), (std::vector<std::int64_t>{end_of_request(x, 1), end_of_request(x, 2),
                                                       end_of_stream(x), end_of_stream(x)}));
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.1\" 200 -", "\"GET /2 HTTP/1.1\" 200 -",
                                      "\"GET /2 HTTP/1.1\" 200 -"}));
  });
}

CLAUSE_TEST("handle_one_request", TakesOneRequestFromTheStream) {
  expect_of("documentation/handle-one-request/all", [](const Evidence& x) {
    EXPECT_EQ(positions(x), (std::vector<std::int64_t>{end_of_request(x, 1)}));
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.1\" 200 -"}));
  });
}

CLAUSE_TEST("handle_expect_100.when", IsCalledBeforeTheMethod) {
  expect_of("documentation/handle-expect-100/when", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes.at(0), "expect");
    EXPECT_EQ(x.outcome.writes.at(1), "method");
  });
}

CLAUSE_TEST("handle_expect_100.when", NotUnlessTheFieldAndBothVersionsAskForIt) {
  expect_of_each({"documentation/handle-expect-100/when-not-expected",
                  "documentation/handle-expect-100/when-something-else",
                  "documentation/handle-expect-100/when-old-client",
                  "documentation/handle-expect-100/when-old-server"},
                 [](const Evidence& x) {
                   EXPECT_EQ(x.outcome.writes.at(0), "method");
                   EXPECT_TRUE(lacks(wire(x), "expect"));
                 });
}

CLAUSE_TEST("handle_expect_100.continue", A100GoesOutFirst) {
  expect_of("documentation/handle-expect-100/continue", [](const Evidence& x) {
    EXPECT_EQ(codes(responses(x, {"POST"})), (std::vector<int>{100, 200}));
    EXPECT_EQ(x.outcome.writes.at(0), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(responses(x, {"POST"}).at(1).body, "A");
    EXPECT_EQ(log_messages(x), (Texts{"\"POST / HTTP/1.1\" 200 -"}));
  });
}

CLAUSE_TEST("handle_expect_100.refuse", TheMethodIsNotCalled) {
  expect_of("documentation/handle-expect-100/refuse", [](const Evidence& x) {
    EXPECT_EQ(response(x, "POST").status, 417);
    EXPECT_EQ(ends(x), (std::vector<bool>{true}));
    EXPECT_EQ(x.outcome.rfile_pos, end_of_request(x, 1));
  });
}

CLAUSE_TEST("handle_expect_100.refuse", AnUnreadBodyIsTakenForTheNextRequest) {
  expect_of("documentation/handle-expect-100/refuse-silently", [](const Evidence& x) {
    EXPECT_TRUE(lacks(wire(x), "X-Body"));
    EXPECT_EQ(ends(x), (std::vector<bool>{false, true}));
    EXPECT_EQ(log_messages(x),
              (Texts{"code 400, message Bad request syntax ('A')", "\"A\" 400 -"}));
  });
}

}  // namespace
}  // namespace basehttp::conformance
