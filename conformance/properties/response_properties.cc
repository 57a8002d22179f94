// What a handler's responses hold, as a client reads them.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/header_blocks.h"
#include "conformance/generators/request_lines.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/tokens.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/response_reader.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Case getting(const std::string& method, const Program& program) {
  Case one = generators::case_of(method + " /a HTTP/1.1\r\nConnection: close\r\n\r\n");
  one.program = program;
  return generators::finished(std::move(one));
}

// Every method sends this error.
Program failing(const std::vector<Value>& args) {
  Program program;
  for (const char* method : {"GET", "HEAD"})
    program.methods.emplace_back(method, std::vector<Action>{Action{"send_error", args, {}, {}}});
  return program;
}

// Latin-1 that a status line can carry.
rc::Gen<std::string> messages() { return generators::string_over("ab <>&'\"%;\xe9\xa0", 12); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string as_utf8(const std::string& latin1) {
  std::string out;
  for (const char c : latin1) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0 | (byte >> 6));
      out += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return out;
}

RC_GTEST_PROP(ResponseLaws, WhatSendHeaderWroteAStrictReaderReadsBack, ()) {
  const auto response = *generators::responses();
  const Case one = getting("GET", generators::program_of(response));
  const Outcome outcome = outcome_of(one, *tested_versions());
  RC_TAG(std::to_string(response.fields.size()) + " fields");
  const std::string bytes = written(outcome);
  std::size_t size = 0;
  const Response head = read_head(bytes, &size);
  RC_ASSERT(head.status == response.code);
  RC_ASSERT(head.version == "HTTP/1.1");
  Fields expected;
  for (const auto& field : response.fields) expected.emplace_back(field.name, field.value);
  RC_ASSERT(head.fields.size() == expected.size() + 2);
  RC_ASSERT(head.fields[0].first == "Server");
  RC_ASSERT(head.fields[1].first == "Date");
  RC_ASSERT(Fields(head.fields.begin() + 2, head.fields.end()) == expected);
  std::string body;
  for (const std::string& piece : response.writes) body += piece;
  RC_ASSERT(bytes.substr(size) == body);
}

RC_GTEST_PROP(ResponseLaws, AResponseToValidInputHoldsNoLineThatTheHandlerDidNotSend, ()) {
  const auto connection = *generators::connections();
  const auto response = *generators::responses();
  const Outcome outcome =
      outcome_of(generators::case_of(connection, response, "HTTP/1.1"), *tested_versions());
  RC_CLASSIFY(outcome.requests.size() > 2, "several requests");
  const std::string status = "HTTP/1.1 " + std::to_string(response.code) + " ";
  std::size_t heads = 0;
  for (const std::string& bytes : outcome.writes) {
    if (!bytes.starts_with("HTTP/1.1 ")) continue;
    ++heads;
    std::string_view rest = bytes;
    for (std::size_t end = rest.find("\r\n"); end != std::string_view::npos;
         end = rest.find("\r\n")) {
      const std::string line(rest.substr(0, end + 2));
      rest.remove_prefix(end + 2);
      bool sent = line == "\r\n" || line.starts_with(status) || line.starts_with("Server: ") ||
                  line.starts_with("Date: ") || line == "HTTP/1.1 100 Continue\r\n";
      for (const auto& field : response.fields) sent = sent || line == field.text();
      RC_LOG() << line;
      RC_ASSERT(sent);
    }
    RC_ASSERT(rest.empty());
  }
  RC_ASSERT(heads > 0U);
}

RC_GTEST_PROP(ResponseLaws, TheNamesOfRequestFieldsMayBeWrittenInAnyCase, ()) {
  auto request = *generators::requests();
  const auto type = *generators::list_of(
      1, generators::choice({"text/plain", "multipart/mixed; boundary=b", "multipart/x"}));
  for (const std::string& value : type) request.fields.push_back({"Content-Type", value});
  const std::string body = std::exchange(request.body, "");
  if (!body.empty()) request.fields.push_back({"Content-Length", std::to_string(body.size())});
  auto other = request;
  for (auto& field : other.fields) field.name = *generators::in_some_case(field.name);
  const auto response = *generators::responses();
  const std::string version = *tested_versions();
  const auto answer = [&](const generators::Request& one) {
    Case made = generators::case_of({one}, response, "HTTP/1.1");
    made.rfile += body;
    Outcome outcome = outcome_of(generators::finished(made), version);
    for (RequestState& state : outcome.requests) state.headers = Value::none();  // names differ
    return outcome;
  };
  RC_CLASSIFY(!body.empty(), "with a body");
  RC_CLASSIFY(!type.empty(), "with a content type");
  require_same(answer(request), answer(other));
}

RC_GTEST_PROP(ResponseLaws, TheLengthOfAnErrorPageIsAnnounced, ()) {
  const int code = *generators::number(200, 599);
  const std::string message = *messages();
  const std::string explain = *messages();
  const Outcome outcome = outcome_of(
      getting("GET", failing({code, Value(message), Value(explain)})), *tested_versions());
  const bool has_page = code != 204 && code != 205 && code != 304;
  RC_TAG(has_page ? "with a page" : "without");
  std::size_t size = 0;
  const std::string bytes = written(outcome);
  const Response head = read_head(bytes, &size);
  RC_ASSERT(head.status == code);
  RC_ASSERT(head.only("Connection") == std::optional<std::string>("close"));
  RC_ASSERT(head.only("Content-Length").has_value() == has_page);
  if (has_page) {
    RC_ASSERT(*head.only("Content-Length") == std::to_string(bytes.size() - size));
  } else {
    RC_ASSERT(bytes.size() == size);
  }
}

RC_GTEST_PROP(ResponseLaws, AnErrorPageShowsTheMessageWithoutItsMarkup, ()) {
  const std::string message = *messages();
  const std::string explain = *messages();
  const std::string version = *tested_versions();
  const auto page = [&](const std::string& m, const std::string& e) {
    const Outcome outcome = outcome_of(getting("GET", failing({404, Value(m), Value(e)})), version);
    RC_ASSERT(outcome.writes.size() == std::size_t{2});
    return outcome.writes[1];
  };
  const auto escaped = [](const std::string& text) {
    return replaced(replaced(replaced(as_utf8(text), "&", "&amp;"), "<", "&lt;"), ">", "&gt;");
  };
  RC_CLASSIFY(message.find_first_of("<>&") != std::string::npos, "markup in the message");
  const std::string expected =
      replaced(replaced(page("MESSAGE", "EXPLAIN"), "MESSAGE", escaped(message)), "EXPLAIN",
               escaped(explain));
  RC_ASSERT(page(message, explain) == expected);
}

RC_GTEST_PROP(ResponseLaws, AnErrorForHeadIsTheSameWithoutThePage, ()) {
  const auto program = failing({*generators::number(200, 599), Value(*messages())});
  const std::string version = *tested_versions();
  const Outcome get = outcome_of(getting("GET", program), version);
  const Outcome head = outcome_of(getting("HEAD", program), version);
  RC_TAG(get.writes.size() == 2 ? "with a page" : "without");
  RC_ASSERT(head.writes.size() == std::size_t{1});
  RC_ASSERT(head.writes[0] == get.writes[0]);
}

RC_GTEST_PROP(ResponseLaws, AMethodThatTheHandlerLacksIsNotImplemented, ()) {
  const std::string method = "X" + *generators::tokens();
  Case one = generators::case_of(method + " /a HTTP/1.1\r\n\r\n");
  one.program = generators::program_of(*generators::responses());
  const Outcome outcome = outcome_of(generators::finished(one), *tested_versions());
  RC_CLASSIFY(method.find_first_of("'\"") != std::string::npos, "quotes in the method");
  const Response head = read_head(outcome.writes.at(0));
  RC_ASSERT(head.status == 501);
  RC_ASSERT(head.reason.starts_with("Unsupported method ("));
  RC_ASSERT(head.reason.find(method) != std::string::npos);
  RC_ASSERT(outcome.flushes.empty());
  RC_ASSERT(identical(outcome.close_connection, Value(true)));
}

RC_GTEST_PROP(ResponseLaws, Http09GetsWhatTheMethodWroteAndNothingElse, ()) {
  const auto response = *generators::responses();
  const std::string target = "/" + *generators::string_over("ab/?%", 6);
  Case one = generators::case_of("GET " + target + "\r\n" +
                                 generators::block_of(*generators::plain_fields()));
  one.program = generators::program_of(response);
  const Outcome outcome = outcome_of(generators::finished(one), *tested_versions());
  RC_TAG(std::to_string(response.writes.size()) + " writes");
  RC_ASSERT(outcome.writes == response.writes);
  RC_ASSERT(identical(outcome.requests.at(0).request_version, Value("HTTP/0.9")));
  RC_ASSERT(identical(outcome.close_connection, Value(true)));
}

RC_GTEST_PROP(ResponseLaws, AnInterimResponseIsWrittenWhenBothSidesSpeakHttp11, ()) {
  const std::string server = *generators::choice({"HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2"});
  auto request = *generators::requests();
  request.body.clear();
  request.fields = {{"Expect", *generators::choice({"100-continue", "100-Continue", "100-continue ",
                                                    "other", "100-continue, x"})}};
  const auto response = *generators::responses();
  const Outcome outcome =
      outcome_of(generators::case_of({request}, response, server), *tested_versions());
  const std::string& expect = request.fields[0].value;
  const bool due = (expect == "100-continue" || expect == "100-Continue") && server != "HTTP/1.0" &&
                   request.version != "HTTP/1.0";
  RC_TAG(due ? "due" : "not due");
  const std::string interim = server + " 100 Continue\r\n\r\n";
  RC_ASSERT(outcome.writes.size() == response.writes.size() + (due ? 2 : 1));
  RC_ASSERT((outcome.writes[0] == interim) == due);
}

RC_GTEST_PROP(ResponseLaws, AResponseIsLoggedWithItsRequestLineAndItsCode, ()) {
  const std::string line = *generators::choice({"GET", "POST"}) + " /" +
                           *generators::string_over("ab/%?s", 6) + " HTTP/1.1";
  const auto response = *generators::responses();
  const bool fails = *rc::gen::arbitrary<bool>();
  const std::string message = *generators::string_over("ab %s", 6);
  Case one = generators::case_of(line + "\r\nConnection: close\r\n\r\n");
  one.program = generators::program_of(response);
  if (fails)
    for (auto& method : one.program.edit().methods)
      method.second = {Action{"send_error", {response.code, Value(message)}, {}, {}}};
  const Outcome outcome = outcome_of(generators::finished(one), *tested_versions());
  RC_TAG(fails ? "an error" : "a response");
  const std::string start = "127.0.0.1 - - [06/Nov/1994 08:49:37] ";
  const std::string code = std::to_string(response.code);
  std::string expected;
  if (fails) expected += start + "code " + code + ", message " + message + "\n";
  expected += start + "\"" + line + "\" " + code + " -\n";
  RC_ASSERT(outcome.log == expected);
}

RC_GTEST_PROP(ResponseLaws, TheServerIsNamedByItsTwoVersions, ()) {
  const std::string server = *generators::string_over("Sv/1. ", 5);
  const std::string system = *generators::string_over("Py/3. ", 5);
  Case one = getting("GET", generators::program_of(*generators::responses()));
  one.server_version = Value(server);
  one.sys_version = Value(system);
  const Outcome outcome = outcome_of(generators::finished(one), *tested_versions());
  RC_CLASSIFY(server.empty() || system.empty(), "one of them empty");
  const std::string expected = "\r\nServer: " + server + " " + system + "\r\nDate: ";
  RC_ASSERT(outcome.writes.at(0).find(expected) != std::string::npos);
}

RC_GTEST_PROP(ResponseLaws, AConnectionFieldOfTheResponseDecides, ()) {
  const std::string value =
      *rc::gen::oneOf(generators::in_some_case("close"), generators::in_some_case("keep-alive"),
                      generators::choice({"upgrade", "close ", ""}));
  const std::string name =
      *rc::gen::oneOf(generators::in_some_case("connection"), rc::gen::just(std::string("X-A")));
  const std::string version = *generators::choice({"HTTP/1.1", "HTTP/1.0"});
  Case one = generators::case_of("GET / " + version + "\r\n\r\n");
  one.program = generators::program_of({200, {{name, value}}, {}});
  const Outcome outcome = outcome_of(generators::finished(one), *tested_versions());
  bool closes = version == "HTTP/1.0";
  if (name.size() == std::string_view("connection").size()) {
    if (value.size() == 5 && value != "close ") closes = true;
    if (value.size() == std::string_view("keep-alive").size()) closes = false;
  }
  RC_TAG(closes ? "closes" : "stays");
  RC_ASSERT(identical(outcome.requests.at(0).close_connection, Value(closes)));
}

RC_GTEST_PROP(ResponseLaws, ALogLineHoldsNoControlCharacter, ()) {
  Case one = *generators::cases();
  one.client_address = Value::tuple({Value("192.0.2.1"), Value(1)});
  const std::string version = *tested_versions();
  const Outcome outcome = outcome_of(generators::finished(one), version);
  if (version == "3.6.15") RC_SUCCEED("that release wrote them as they came");
  // gh-146292 escapes the request line alone: the case log/request/control.
  if (profile_named(version).log_rejoins_request_line && one.program.has_value())
    RC_SUCCEED("that release writes the code and the size of log_request() as they came");
  RC_CLASSIFY(!outcome.log.empty(), "something is logged");
  std::string line;
  for (const char32_t c : outcome.log.code_points()) {
    if (c == U'\n') {
      RC_ASSERT(line.starts_with("192.0.2.1 - - [") || one.program.has_value());
      line.clear();
      continue;
    }
    RC_ASSERT(c >= 0x20U && (c < 0x7FU || c > 0x9FU));
    line += c < 0x80 ? static_cast<char>(c) : '?';
  }
  RC_ASSERT(line.empty());
}

}  // namespace
}  // namespace basehttp::conformance
