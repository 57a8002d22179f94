// What the documentation says of error replies, and of the texts that they are made of.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

const Texts kFieldsWithoutBody = {"Server", "Date", "Connection"};
const Texts kFields = {"Server", "Date", "Connection", "Content-Type", "Content-Length"};

// The three lines of the default page that its keys fill.
void expect_page(const std::string& page, const std::string& code, const std::string& message,
                 const std::string& explain) {
  EXPECT_TRUE(contains(page, "<p>Error code: " + code + "</p>"));
  EXPECT_TRUE(contains(page, "<p>Message: " + message + ".</p>"));
  EXPECT_TRUE(contains(page, "<p>Error code explanation: " + code + " - " + explain + ".</p>"));
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

CLAUSE_TEST("error_message_format", IsFilledWithCodeMessageAndExplain) {
  expect_of("documentation/error-message-format/all", [](const Evidence& x) {
    EXPECT_EQ(response(x).body, "404/Not Found/Nothing matches the given URI");
  });
}

CLAUSE_TEST("error_message_format", TheDefaultHasEachKey) {
  expect_of("documentation/error-message-format/default", [](const Evidence& x) {
    for (const char* const key : {"%(code)", "%(message)s", "%(explain)s"})
      EXPECT_TRUE(contains(wire(x), key));
  });
}

CLAUSE_TEST("error_content_type", IsTheTypeOfErrorReplies) {
  expect_of("documentation/error-content-type/all",
            [](const Evidence& x) { EXPECT_EQ(response(x).only("Content-Type"), "text/plain"); });
}

CLAUSE_TEST("error_content_type", IsHtmlInUtf8UnlessSet) {
  expect_of("documentation/send-error/complete", [](const Evidence& x) {
    EXPECT_EQ(response(x).only("Content-Type"), "text/html;charset=utf-8");
  });
}

CLAUSE_TEST("responses.shape", ACodeHasAShortAndALongText) {
  expect_of("documentation/responses/shape", [](const Evidence& x) {
    EXPECT_EQ(response(x).reason, "Short");
    expect_page(response(x).body, "418", "Short", "Long");
  });
}

CLAUSE_TEST("responses.shape", TheTableIsThatOfHttpStatus) {
  expect_of("documentation/responses/default", [](const Evidence& x) {
    const std::string table = wire(x);
    const std::size_t codes = count(table, "<HTTPStatus.");
    EXPECT_GE(codes, 57U);
    EXPECT_EQ(count(table, ">: ("), codes);
    EXPECT_TRUE(contains(table,
                         "<HTTPStatus.OK: 200>: "
                         "('OK', 'Request fulfilled, document follows')"));
    EXPECT_TRUE(contains(table,
                         "<HTTPStatus.NOT_FOUND: 404>: "
                         "('Not Found', 'Nothing matches the given URI')"));
  });
}

CLAUSE_TEST("responses.short-as-message", WhereNoMessageIsGiven) {
  expect_of("documentation/responses/short-as-message", [](const Evidence& x) {
    EXPECT_EQ(response(x).reason, "Short");
    expect_page(response(x).body, "404", "Short", "E");
    EXPECT_EQ(log_messages(x).at(0), "code 404, message Short");
  });
}

CLAUSE_TEST("responses.long-as-explain", WhereNoExplanationIsGiven) {
  expect_of("documentation/responses/long-as-explain", [](const Evidence& x) {
    EXPECT_EQ(response(x).reason, "M");
    expect_page(response(x).body, "404", "M", "Long");
  });
}

CLAUSE_TEST("responses.used-by", SendResponseOnlyAndSendError) {
  expect_of("documentation/responses/used-by", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes.at(0), "HTTP/1.0 404 Short\r\n\r\n");
    EXPECT_EQ(read_head(x.outcome.writes.at(1)).reason, "Short");
    expect_page(x.outcome.writes.at(2), "404", "Short", "Long");
  });
}

CLAUSE_TEST("send_error.complete", AWholeResponseAndTwoLinesInTheLog) {
  expect_of("documentation/send-error/complete", [](const Evidence& x) {
    const Response reply = response(x);
    EXPECT_EQ(reply.version, "HTTP/1.0");
    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.reason, "Not Found");
    EXPECT_EQ(field_names(reply), kFields);
    expect_page(reply.body, "404", "Not Found", "Nothing matches the given URI");
    EXPECT_EQ(log_messages(x), (Texts{"code 404, message Not Found", "\"GET / HTTP/1.1\" 404 -"}));
  });
}

CLAUSE_TEST("send_error.complete", IsMadeOfTheOtherMethods) {
  // Without log_error, send_response, send_header, end_headers, in turn.
  expect_of("documentation/send-error/by-its-methods", [](const Evidence& x) {
    EXPECT_EQ(caught(x), Texts(4, "TypeError: 'int' object is not callable"));
    EXPECT_EQ(x.outcome.writes, Texts{});
    EXPECT_EQ(log_messages(x), (Texts{"code 404, message Not Found", "code 404, message Not Found",
                                      "\"GET / HTTP/1.1\" 404 -", "code 404, message Not Found",
                                      "\"GET / HTTP/1.1\" 404 -"}));
  });
}

CLAUSE_TEST("send_error.code", IsTheStatus) {
  expect_of("documentation/send-error/code", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 501);
    expect_page(response(x).body, "501", "Not Implemented",
                "Server does not support this operation");
    EXPECT_EQ(log_messages(x),
              (Texts{"code 501, message Not Implemented", "\"GET / HTTP/1.1\" 501 -"}));
  });
}

CLAUSE_TEST("send_error.message", StandsInStatusLineBodyAndLog) {
  expect_of("documentation/send-error/message", [](const Evidence& x) {
    EXPECT_EQ(response(x).reason, "Gone fishing");
    expect_page(response(x).body, "404", "Gone fishing", "Nothing matches the given URI");
    EXPECT_EQ(log_messages(x).at(0), "code 404, message Gone fishing");
  });
}

CLAUSE_TEST("send_error.explain", StandsInTheBodyOnly) {
  expect_of("documentation/send-error/explain", [](const Evidence& x) {
    expect_page(response(x).body, "404", "M", "Why not");
    EXPECT_TRUE(lacks(x.outcome.writes.at(0), "Why not"));
    EXPECT_TRUE(lacks(x.outcome.log.utf8(), "Why not"));
  });
}

CLAUSE_TEST("send_error.format", TheBodyIsTheFormatFilledInAfterWholeHeaders) {
  expect_of("documentation/send-error/format", [](const Evidence& x) {
    std::size_t size = 0;
    EXPECT_EQ(field_names(read_head(x.outcome.writes.at(0), &size)), kFields);
    EXPECT_EQ(size, x.outcome.writes.at(0).size());
    EXPECT_EQ(x.outcome.writes.at(1), "<Nothing matches the given URI>");
    EXPECT_EQ(x.outcome.writes.size(), 2U);
  });
}

CLAUSE_TEST("send_error.defaults", BothTextsComeFromTheTable) {
  expect_of("documentation/send-error/defaults", [](const Evidence& x) {
    EXPECT_EQ(response(x).reason, "Forbidden");
    expect_page(response(x).body, "403", "Forbidden",
                "Request forbidden -- authorization will not help");
  });
}

CLAUSE_TEST("send_error.unknown", BothTextsAreThreeQuestionMarks) {
  expect_of("documentation/send-error/unknown", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 777);
    EXPECT_EQ(response(x).reason, "???");
    expect_page(response(x).body, "777", "???", "???");
  });
}

CLAUSE_TEST("send_error.body-empty", SomeCodesHaveNoBody) {
  expect_of_each(
      {"documentation/bodiless/100", "documentation/bodiless/101", "documentation/bodiless/199",
       "documentation/bodiless/204", "documentation/bodiless/205", "documentation/bodiless/304",
       "documentation/bodiless/member-204"},
      [](const Evidence& x) {
        EXPECT_EQ(x.outcome.writes.size(), 1U);
        std::size_t size = 0;
        EXPECT_EQ(field_names(read_head(wire(x), &size)), kFieldsWithoutBody);
        EXPECT_EQ(size, wire(x).size());
      });
}

CLAUSE_TEST("send_error.body-empty", AllOthersHaveOne) {
  expect_of_tagged("documentation/bodiless/not-*", [](const Evidence& x) {
    EXPECT_EQ(field_names(response(x)), kFields);
    EXPECT_NE(response(x).body, "");
  });
}

CLAUSE_TEST("send_error.body-empty", HeadHasTheLengthAlone) {
  expect_of_each({"documentation/send-error/body-empty", "documentation/send-error/head-length"},
                 [](const Evidence& x) {
                   EXPECT_EQ(x.outcome.writes.size(), 1U);
                   EXPECT_EQ(field_names(response(x, "HEAD")), kFields);
                 });
  expect_of("documentation/send-error/head-length", [](const Evidence& x) {
    EXPECT_EQ(response(x, "HEAD").only("Content-Length"), "7");  // of <12345>
  });
}

CLAUSE_TEST("send_error.content-length", CountsTheBytesOfTheBody) {
  expect_of("documentation/send-error/content-length", [](const Evidence& x) {
    EXPECT_EQ(response(x).only("Content-Length"), std::to_string(x.outcome.writes.at(1).size()));
    EXPECT_EQ(response(x).reason, "caf\xe9");
    expect_page(response(x).body, "404", "caf\xc3\xa9", "\xe2\x82\xac");
  });
}

CLAUSE_TEST("send_error.connection-close", EndsTheConnectionAndSaysSo) {
  expect_of("documentation/send-error/connection-close", [](const Evidence& x) {
    EXPECT_EQ(response(x).only("Connection"), "close");
    EXPECT_EQ(x.outcome.requests.size(), 1U);
    EXPECT_EQ(x.outcome.rfile_pos, static_cast<std::int64_t>(x.one.rfile.find("\r\n\r\n") + 4));
  });
}

CLAUSE_TEST("send_error.escaping", TheBodyHoldsNoMarkupOfTheTexts) {
  expect_of("documentation/send-error/escaping", [](const Evidence& x) {
    EXPECT_EQ(response(x).reason, "&<>\"'");
    expect_page(response(x).body, "404", "&amp;&lt;&gt;\"'", "&amp;amp;");
  });
}

}  // namespace
}  // namespace basehttp::conformance
