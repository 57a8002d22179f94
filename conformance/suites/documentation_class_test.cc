// What the documentation says of the class as a whole, and of whom it talks to.
#include <gtest/gtest.h>

#include <string>

#include "conformance/harness/escape.h"
#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

CLAUSE_TEST("class.abstract", EveryMethodGets501) {
  expect_of_each({"documentation/class/abstract", "documentation/class/abstract-head",
                  "documentation/class/abstract-own-word"},
                 [](const Evidence& x) {
                   const std::string method = x.one.rfile.substr(0, x.one.rfile.find(' '));
                   const Response refused = response(x, method);
                   EXPECT_EQ(refused.status, 501);
                   EXPECT_EQ(refused.reason, "Unsupported method (" + repr_of(method) + ")");
                   EXPECT_EQ(refused.body.empty(), method == "HEAD");
                 });
}

CLAUSE_TEST("class.dispatch", TheHeadersAreThereWhenTheMethodRuns) {
  expect_of("documentation/class/dispatch", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{R"([["A","1"]])"}));
    EXPECT_EQ(x.outcome.exception, std::nullopt);
  });
}

CLAUSE_TEST("class.dispatch", NoMethodRunsWhereTheHeadersAreRefused) {
  expect_of("documentation/class/dispatch-never", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 431);
    EXPECT_TRUE(lacks(wire(x), "called"));
  });
}

CLAUSE_TEST("class.method-name", TheMethodIsDoAndTheCommand) {
  expect_of("documentation/class/method-name", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 200);
    EXPECT_EQ(response(x).body, "");
  });
}

CLAUSE_TEST("class.method-name", CaseMatters) {
  expect_of("documentation/class/method-name-case", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 501);
    EXPECT_EQ(response(x).reason, "Unsupported method ('spam')");
    EXPECT_TRUE(lacks(wire(x), "called"));
  });
}

CLAUSE_TEST("class.state", EveryAttributeIsSetWhenTheMethodRuns) {
  expect_of("documentation/class/state", [](const Evidence& x) {
    const Texts state = {
        repr_of("GET"),              // command
        repr_of("/x"),               // path
        repr_of("HTTP/1.1"),         // request_version
        repr_of("GET /x HTTP/1.1"),  // requestline
        "True",                      // close_connection
        "('127.0.0.1', 54321)",      // client_address
        R"([["A","1"]])",            // headers
    };
    EXPECT_EQ(x.outcome.writes, state);
  });
}

CLAUSE_TEST("class.no-init", ASubclassWithoutOneServes) {
  expect_of("documentation/class/no-init", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 200);
    EXPECT_EQ(x.outcome.exception, std::nullopt);
    EXPECT_EQ(x.outcome.requests.size(), 1U);
  });
}

CLAUSE_TEST("client_address", IsHostAndPort) {
  expect_of("documentation/client-address/all",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{"('10.1.2.3', 99)"})); });
}

CLAUSE_TEST("server", IsWhatTheHandlerWasMadeWith) {
  expect_of("documentation/server/all", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.exception, std::nullopt);
    EXPECT_EQ(x.outcome.writes, (Texts{"None"}));
  });
}

}  // namespace
}  // namespace basehttp::conformance
