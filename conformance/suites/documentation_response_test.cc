// What the documentation says of how a response is put together.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "conformance/suites/calendar.h"
#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// Where a method that does not exist was called.
const Texts kNotCallable = {"TypeError: 'int' object is not callable"};

constexpr const char* kOk = "HTTP/1.0 200 OK\r\n";

bool server_has_no_version(const Evidence& x) { return x.since("3.15"); }

// The lines that send_response adds to the status line.
std::string server_and_date(const Evidence& x) {
  return "Server: S/1 Python/3\r\nDate: " + http_date(seconds_of(x.one.time)) + "\r\n";
}

CLAUSE_TEST("wfile", BytesGoOutInOrderWhateverTheyAre) {
  expect_of("documentation/wfile/all", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes,
              (Texts{"a", kOk + server_and_date(x) + "\r\n", std::string("\x00\xff", 2)}));
    EXPECT_EQ(x.outcome.flushes, (std::vector<std::int64_t>{3}));
  });
}

CLAUSE_TEST("protocol_version.in-responses", StandsInTheStatusLine) {
  expect_of("documentation/protocol-version/in-responses",
            [](const Evidence& x) { EXPECT_EQ(response(x).version, "HTTP/1.1"); });
}

CLAUSE_TEST("protocol_version.in-responses", IsHttp10UnlessSet) {
  expect_of("documentation/protocol-version/default", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes.at(0), repr_of("HTTP/1.0"));
    EXPECT_EQ(read_head(x.outcome.writes.at(1)).version, "HTTP/1.0");
  });
}

CLAUSE_TEST("server_version", IsTheFirstPartOfServer) {
  expect_of("documentation/server-version/all", [](const Evidence& x) {
    EXPECT_EQ(response(x).only("Server"), "Mine/1.0 Yours/2 Python/3");
  });
}

CLAUSE_TEST("server_version", IsBaseHttpUnlessSet) {
  expect_of("documentation/sys-version/all", [](const Evidence& x) {
    const std::string name = server_has_no_version(x) ? "BaseHTTP " : "BaseHTTP/0.6 ";
    EXPECT_EQ(wire(x).substr(0, name.size() + 1), "'" + name);
  });
}

CLAUSE_TEST("sys_version", IsPythonAndItsVersion) {
  expect_of("documentation/sys-version/all", [](const Evidence& x) {
    const std::string words = wire(x);
    EXPECT_EQ(words.substr(words.find(' ') + 1), "Python/" + x.version + "'");
  });
}

CLAUSE_TEST("version_string", JoinsBothWithASpace) {
  expect_of("documentation/version-string/all",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{repr_of("S Python/3")})); });
}

CLAUSE_TEST("send_response.log", TheRequestIsLogged) {
  expect_of("documentation/send-response/log", [](const Evidence& x) {
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.1\" 200 -"}));
  });
}

CLAUSE_TEST("send_response.log", LogRequestIsCalledFirst) {
  expect_of("documentation/send-response/log-by-log-request", [](const Evidence& x) {
    EXPECT_EQ(caught(x), kNotCallable);
    EXPECT_EQ(log_messages(x), Texts{});
    EXPECT_EQ(x.outcome.pending, std::nullopt);
  });
}

CLAUSE_TEST("send_response.buffered", WhatIsWrittenMeanwhileGoesOutFirst) {
  expect_of("documentation/send-response/buffered", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"first", kOk + server_and_date(x) + "\r\n"}));
  });
}

CLAUSE_TEST("send_response.buffered", TheMessageStandsInTheStatusLine) {
  expect_of("documentation/send-response/own-message", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"HTTP/1.0 200 Fine\r\n" + server_and_date(x) + "\r\n"}));
  });
}

CLAUSE_TEST("send_response.server-date", FollowTheStatusLine) {
  expect_of("documentation/send-response/server-date", [](const Evidence& x) {
    EXPECT_EQ(response(x).fields,
              (Fields{{"Server", "S/1 Python/3"}, {"Date", "Thu, 01 Jan 1970 00:00:00 GMT"}}));
  });
}

CLAUSE_TEST("send_response.server-date", ComeFromTheirMethods) {
  expect_of("documentation/send-response/by-version-string", [](const Evidence& x) {
    EXPECT_EQ(caught(x), kNotCallable);
    EXPECT_EQ(x.outcome.pending, kOk);
  });
  expect_of("documentation/send-response/by-date-time-string", [](const Evidence& x) {
    EXPECT_EQ(caught(x), kNotCallable);
    EXPECT_EQ(x.outcome.pending, std::string(kOk) + "Server: S/1 Python/3\r\n");
  });
}

CLAUSE_TEST("send_response.needs-end", FlushHeadersLetsItGo) {
  expect_of("documentation/send-response/needs-end", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{kOk + server_and_date(x)}));
    EXPECT_EQ(x.outcome.pending, "");
  });
}

CLAUSE_TEST("send_response.needs-end", NothingLeavesByItself) {
  expect_of("documentation/send-response/log", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, Texts{});
    EXPECT_EQ(x.outcome.pending, kOk + server_and_date(x));
  });
}

CLAUSE_TEST("send_header.buffered", AFieldWaitsForTheEnd) {
  expect_of("documentation/send-header/buffered", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"first", "A: 1\r\n\r\n"}));
  });
}

CLAUSE_TEST("send_header.format", IsNameColonSpaceValueAndLineEnd) {
  expect_of("documentation/send-header/format",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{"A-b: c d\r\n"})); });
}

CLAUSE_TEST("send_header.end-required", WithoutTheEndTheResponseStaysBehind) {
  expect_of("documentation/send-header/end-required", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, Texts{});
    EXPECT_EQ(x.outcome.pending, kOk + server_and_date(x) + "A: 1\r\n");
  });
}

CLAUSE_TEST("send_header.connection", CloseEndsTheConnection) {
  expect_of("documentation/send-header/connection", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"True"}));
    EXPECT_EQ(x.outcome.requests.size(), 1U);
  });
}

CLAUSE_TEST("send_header.connection", KeepAliveKeepsItOpen) {
  expect_of("documentation/send-header/connection-keep-alive", [](const Evidence& x) {
    EXPECT_TRUE(contains(wire(x), "connection: Keep-Alive\r\n"));
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.0\" 200 -", "\"GET /2 HTTP/1.1\" 200 -"}));
  });
}

CLAUSE_TEST("send_header.connection", NoOtherNameOrValueSettlesIt) {
  expect_of_each({"documentation/send-header/connection-other-value",
                  "documentation/send-header/connection-other-name"},
                 [](const Evidence& x) {
                   EXPECT_EQ(log_messages(x),
                             (Texts{"\"GET / HTTP/1.1\" 200 -", "\"GET /2 HTTP/1.1\" 200 -"}));
                 });
}

CLAUSE_TEST("send_response_only.no-extra", IsTheStatusLineAlone) {
  expect_of("documentation/send-response-only/no-extra", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{std::string(kOk) + "\r\n"}));
    EXPECT_EQ(x.outcome.log, "");
  });
}

CLAUSE_TEST("send_response_only.default-message", IsTheTableSTextOrNone) {
  expect_of("documentation/send-response-only/default-message", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"HTTP/1.0 404 Not Found\r\n\r\n", "HTTP/1.0 499 \r\n\r\n"}));
  });
  expect_of("documentation/send-response-only/own-message", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"HTTP/1.0 404 Gone fishing\r\n\r\n"}));
  });
}

CLAUSE_TEST("send_response_only.direct", ItIsBufferedAllTheSame) {
  expect_of("documentation/send-response-only/direct", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"first", std::string(kOk) + "\r\n"}));
  });
}

CLAUSE_TEST("end_headers.blank-line", AddsTheEmptyLineAndFlushes) {
  expect_of("documentation/end-headers/blank-line", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"A: 1\r\n\r\n"}));
    EXPECT_EQ(x.outcome.pending, "");
  });
}

CLAUSE_TEST("end_headers.blank-line", FlushHeadersDoesTheWriting) {
  expect_of("documentation/end-headers/by-flush-headers", [](const Evidence& x) {
    EXPECT_EQ(caught(x), kNotCallable);
    EXPECT_EQ(x.outcome.writes, Texts{});
    EXPECT_EQ(x.outcome.pending, "A: 1\r\n\r\n");
  });
}

CLAUSE_TEST("flush_headers", WritesTheBufferAndEmptiesIt) {
  expect_of("documentation/flush-headers/all", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"A: 1\r\n", "[]"}));
  });
}

CLAUSE_TEST("flush_headers", OnlyABufferThatExistsIsWritten) {
  expect_of("documentation/flush-headers/twice", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"A: 1\r\n", ""}));
  });
}

}  // namespace
}  // namespace basehttp::conformance
