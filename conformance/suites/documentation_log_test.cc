// What the documentation says of the log.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

const Texts kIntIsNotCallable = {"TypeError: 'int' object is not callable"};

bool escapes_control_characters(const Evidence& x) { return x.since("3.7.16"); }

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || (byte >= 0x7F && byte < 0xA0);
}

CLAUSE_TEST("log_request", HoldsRequestLineCodeAndSize) {
  expect_of("documentation/log-request/all", [](const Evidence& x) {
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.1\" - -", "\"GET / HTTP/1.1\" 200 -",
                                      "\"GET / HTTP/1.1\" 200 5"}));
  });
  expect_of("documentation/log-request/member", [](const Evidence& x) {
    EXPECT_EQ(log_messages(x), (Texts{"\"GET / HTTP/1.1\" 404 5"}));
  });
}

CLAUSE_TEST("log_request", LogMessageDoesTheWriting) {
  expect_of("documentation/log-request/by-log-message", [](const Evidence& x) {
    EXPECT_EQ(caught(x), kIntIsNotCallable);
    EXPECT_EQ(x.outcome.log, "");
  });
}

CLAUSE_TEST("log_error", TakesTheArgumentsOfLogMessage) {
  expect_of("documentation/log-error/all",
            [](const Evidence& x) { EXPECT_EQ(log_messages(x), (Texts{"a-1"})); });
}

CLAUSE_TEST("log_error", HandsOnToLogMessage) {
  expect_of("documentation/log-error/by-log-message", [](const Evidence& x) {
    EXPECT_EQ(caught(x), kIntIsNotCallable);
    EXPECT_EQ(x.outcome.log, "");
  });
}

CLAUSE_TEST("log_message.format", IsAppliedToTheArguments) {
  expect_of("documentation/log-message/format",
            [](const Evidence& x) { EXPECT_EQ(log_messages(x), (Texts{"a   2.2 %"})); });
}

CLAUSE_TEST("log_message.prefix", IsAddressAndTime) {
  expect_of("documentation/log-message/prefix", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.log, "h - - [02/Jan/1970 00:00:00] m\n");
  });
}

CLAUSE_TEST("log_message.prefix", ComesFromItsMethods) {
  // Without address_string, then without log_date_time_string.
  expect_of("documentation/log-message/by-its-methods", [](const Evidence& x) {
    EXPECT_EQ(caught(x), Texts(2, kIntIsNotCallable.at(0)));
    EXPECT_EQ(x.outcome.log, "");
  });
}

CLAUSE_TEST("log_message.stderr", EveryMessageIsALine) {
  expect_of("documentation/log-message/stderr", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.log, log_prefix(x.one) + "a\n" + log_prefix(x.one) + "b\n");
    EXPECT_EQ(x.outcome.writes, Texts{});
  });
}

CLAUSE_TEST("log_message.control-chars", AreEscapedAndABackslashIsDoubled) {
  expect_of("documentation/log-message/control-chars", [](const Evidence& x) {
    const std::string escaped = R"("GET /\x01\x7f\x9f\\ HTTP/1.1" 200 -)";
    const std::string raw = "\"GET /\x01\x7f\xc2\x9f\\ HTTP/1.1\" 200 -";
    EXPECT_EQ(log_messages(x), (Texts{escapes_control_characters(x) ? escaped : raw}));
  });
}

CLAUSE_TEST("log_message.control-chars", NoneOfAMessageReachesTheLog) {
  expect_of_tagged("*", [](const Evidence& x) {
    if (!escapes_control_characters(x) || !x.outcome.log.is_latin1()) return;
    std::string log(x.outcome.log.latin1());
    std::erase(log, '\n');
    EXPECT_EQ(std::count_if(log.begin(), log.end(), is_control), 0) << log;
  });
}

CLAUSE_TEST("address_string", IsTheHostOfTheClient) {
  expect_of("documentation/address-string/all",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{repr_of("192.0.2.1")})); });
}

}  // namespace
}  // namespace basehttp::conformance
