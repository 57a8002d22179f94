// What the documentation says of the attributes that a request sets.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "conformance/harness/escape.h"
#include "conformance/suites/clause_test.h"
#include "conformance/suites/evidence.h"

namespace basehttp::conformance {
namespace {

// The request line as it arrived, its line end removed.
std::string first_line(const Case& one) {
  const std::string line = one.rfile.substr(0, one.rfile.find('\n'));
  return line.substr(0, line.find_last_not_of('\r') + 1);
}

// The words of a request line that holds no white space but spaces; else none.
Texts plain_words(const std::string& line) {
  static constexpr std::string_view kOtherWhiteSpace = "\t\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0";
  Texts words;
  if (line.find_first_of(kOtherWhiteSpace) != std::string::npos) return words;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find(' ', start), line.size());
    if (end > start) words.push_back(line.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

bool counts_the_empty_line(const Evidence& x) { return !x.since("3.15"); }
bool makes_leading_slashes_one(const Evidence& x) { return x.since("3.7.14"); }

CLAUSE_TEST("requestline.text", IsTheLineWithoutItsEnd) {
  expect_of("documentation/requestline/text", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("GET /a  HTTP/1.1")}));
  });
  expect_of_tagged("request-line/*", [](const Evidence& x) {
    EXPECT_EQ(escape_value(x.request().requestline), escape_text(first_line(x.one)));
  });
}

CLAUSE_TEST("requestline.by-handle_one_request", IsThatOfTheRequestAtHand) {
  expect_of("documentation/requestline/by-handle-one-request", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes.at(1), repr_of("GET / HTTP/1.1"));
    EXPECT_EQ(x.outcome.writes.at(3), repr_of("GET /2 HTTP/1.1"));
    EXPECT_EQ(escape_value(x.request(0).requestline), repr_of("GET / HTTP/1.1"));
    EXPECT_EQ(escape_value(x.request(1).requestline), repr_of("GET /2 HTTP/1.1"));
  });
}

CLAUSE_TEST("requestline.empty", AnOverLongLineLeavesItEmpty) {
  expect_of("request-line/limit/second-request-head", [](const Evidence& x) {
    EXPECT_EQ(escape_value(x.request(0).requestline), repr_of("GET /first HTTP/1.1"));
    EXPECT_EQ(escape_value(x.request(1).requestline), repr_of(""));
    EXPECT_EQ(escape_value(x.request(1).command), repr_of(""));
    EXPECT_EQ(escape_value(x.request(1).request_version), repr_of(""));
    EXPECT_EQ(log_messages(x).back(), "\"\" 414 -");
  });
}

CLAUSE_TEST("requestline.empty", AnEmptyLineLeavesItEmpty) {
  expect_of("documentation/requestline-empty/empty-line", [](const Evidence& x) {
    EXPECT_EQ(escape_value(x.request(1).requestline), repr_of(""));
  });
}

CLAUSE_TEST("command", IsTheMethod) {
  expect_of("documentation/command/all",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{repr_of("M-SEARCH")})); });
}

CLAUSE_TEST("path", IsTheTarget) {
  expect_of("documentation/path/all", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes,
              (Texts{repr_of(makes_leading_slashes_one(x) ? "/a?b#c" : "//a?b#c")}));
  });
}

CLAUSE_TEST("path", OfSeveralLeadingSlashesOneIsKept) {
  expect_of_tagged("target/*", [](const Evidence& x) {
    const Texts words = plain_words(first_line(x.one));
    if (words.size() < 2 || x.request().path.is_none()) return;
    std::string target = words[1];
    if (makes_leading_slashes_one(x) && target.starts_with("//"))
      target.erase(1, std::min(target.find_first_not_of('/'), target.size()) - 1);
    EXPECT_EQ(escape_value(x.request().path), escape_text(target));
  });
}

CLAUSE_TEST("request_version", IsTheVersionToken) {
  expect_of("documentation/request-version/all",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{repr_of("HTTP/1.0")})); });
}

CLAUSE_TEST("request_version", IsHttp09WhereThereIsNone) {
  expect_of("documentation/bodiless/http09", [](const Evidence& x) {
    EXPECT_EQ(escape_value(x.request().request_version), repr_of("HTTP/0.9"));
    EXPECT_EQ(x.outcome.writes, (Texts{"x"}));
  });
}

CLAUSE_TEST("headers.class", IsAnInstanceOfMessageClass) {
  expect_of("documentation/headers/class", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{repr_of("1"), repr_of("text/plain")}));
  });
  expect_of("documentation/headers/own-methods",
            [](const Evidence& x) { EXPECT_EQ(x.outcome.writes, (Texts{"[]"})); });
}

CLAUSE_TEST("headers.parse", WhatIsNoFieldLineEndsTheHeaders) {
  expect_of("documentation/headers/parse", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{R"([["A","1"]])"}));
    EXPECT_EQ(escape_value(x.request().defects), R"(["MissingHeaderBodySeparatorDefect"])");
    EXPECT_EQ(x.outcome.rfile_pos, static_cast<std::int64_t>(x.one.rfile.size()));
  });
}

CLAUSE_TEST("headers.parse", AnEmptyLineEndsThem) {
  expect_of_each({"header-block/end/crlf", "header-block/end/lf"}, [](const Evidence& x) {
    EXPECT_EQ(response(x).body.substr(0, 11), R"([["A","1"]])");
    EXPECT_EQ(x.request().rfile_pos, static_cast<std::int64_t>(x.one.rfile.find("B: 2")));
  });
}

CLAUSE_TEST("headers.parse", AHundredLinesAtMost) {
  expect_of("header-limits/count/99",
            [](const Evidence& x) { EXPECT_EQ(response(x).status, 200); });
  expect_of("header-limits/count/100", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, counts_the_empty_line(x) ? 431 : 200);
  });
  expect_of("header-limits/count/101", [](const Evidence& x) {
    EXPECT_EQ(response(x).status, 431);
    EXPECT_EQ(response(x).reason, "Too many headers");
  });
}

CLAUSE_TEST("rfile.position", IsTheFirstByteAfterTheHeaders) {
  expect_of("documentation/rfile/position", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"body"}));
    EXPECT_EQ(x.outcome.rfile_pos, static_cast<std::int64_t>(x.one.rfile.size()));
  });
  expect_of("documentation/class/state", [](const Evidence& x) {
    EXPECT_EQ(x.request().rfile_pos, static_cast<std::int64_t>(x.one.rfile.find("\r\n\r\n") + 4));
  });
}

CLAUSE_TEST("MessageClass", IsHttpMessageUnlessReplaced) {
  expect_of("documentation/MessageClass/default", [](const Evidence& x) {
    EXPECT_EQ(x.outcome.writes, (Texts{"<class 'http.client.HTTPMessage'>"}));
  });
}

CLAUSE_TEST("MessageClass", MakesTheHeadersOfTheNextRequest) {
  expect_of("documentation/MessageClass/all", [](const Evidence& x) {
    EXPECT_EQ(codes(responses(x, {"GET", "GET"})), (std::vector<int>{200, 200}));
  });
  expect_of("documentation/MessageClass/used", [](const Evidence& x) {
    ASSERT_NE(x.outcome.exception, std::nullopt);
    EXPECT_EQ(x.outcome.exception->type, "TypeError");
    EXPECT_EQ(x.outcome.exception->message, "'int' object is not callable");
    EXPECT_EQ(x.outcome.writes, Texts{});
  });
}

}  // namespace
}  // namespace basehttp::conformance
