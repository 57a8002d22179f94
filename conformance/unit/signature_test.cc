#include "conformance/harness/signature.h"

#include <functional>
#include <string>

#include <gtest/gtest.h>

namespace basehttp::conformance {
namespace {

Outcome full_outcome() {
  Outcome out;
  out.writes = {"HTTP/1.0 404 Not Found\r\nServer: S/1\r\nX: y\r\n\r\nbody", "more"};
  out.flushes = {1};
  out.log = "127.0.0.1 - - [06/Nov/1994 08:49:37] code 404, message No\n";
  out.requests.resize(2);
  for (RequestState& request : out.requests) {
    request.requestline = "GET / HTTP/1.1";
    request.command = "GET";
    request.path = "/";
    request.request_version = "HTTP/1.1";
    request.close_connection = true;
    request.headers = Value::list({Value::list({"Host", "a"}), Value::list({"X", "b c"})});
    request.defects = Value::list({"NoBoundary"});
    request.rfile_pos = 10;
  }
  out.exception = Raised{"ValueError", "bad 1"};
  out.caught = {Raised{"KeyError", "k"}};
  out.rfile_pos = 20;
  out.pending = "";
  out.close_connection = true;
  return out;
}

struct Divergent {
  const char* signature;
  std::function<void(Outcome&)> change;
};

class SignatureTest : public ::testing::TestWithParam<Divergent> {};

TEST_P(SignatureTest, NamesThePlaceAndBothKinds) {
  Outcome actual = full_outcome();
  GetParam().change(actual);
  EXPECT_EQ(signature_of(full_outcome(), actual), GetParam().signature);
}

std::function<void(Outcome&)> in_request(const std::function<void(RequestState&)>& change) {
  return [change](Outcome& out) { change(out.requests[1]); };
}

Value two_fields(Value name, Value value) {
  return Value::list(
      {Value::list({"Host", "a"}), Value::list({std::move(name), std::move(value)})});
}

const Divergent kDivergent[] = {
    // what raises explains all the rest
    {"exception: ValueError | nothing",
     [](Outcome& o) {
       o.exception.reset();
       o.writes.clear();
     }},
    {"exception: ValueError | TypeError", [](Outcome& o) { o.exception->type = "TypeError"; }},
    {"exception.ValueError.message: digit | end",
     [](Outcome& o) { o.exception->message = "bad "; }},
    {"caught[]: KeyError | nothing", [](Outcome& o) { o.caught.clear(); }},
    {"caught[]: nothing | OSError",
     [](Outcome& o) {
       o.caught.push_back({"OSError", ""});
     }},
    // requests, the first of their attributes
    {"requests[]: request | nothing", [](Outcome& o) { o.requests.pop_back(); }},
    {"requests[]: nothing | request", [](Outcome& o) { o.requests.emplace_back(); }},
    {"requests[].requestline: SP | TAB",
     in_request([](RequestState& r) { r.requestline = "GET\t/"; })},
    {"requests[].command: str | None", in_request([](RequestState& r) {
       r.command = Value::none();
       r.path = Value::none();
     })},
    {"requests[].path: end | NUL",
     in_request([](RequestState& r) { r.path = Value(std::string("/\0", 2)); })},
    {"requests[].request_version: HTTP/1.1 | HTTP/0.9",
     in_request([](RequestState& r) { r.request_version = "HTTP/0.9"; })},
    {"requests[].request_version: HTTP/1.1 | another version",
     in_request([](RequestState& r) { r.request_version = "HTTP/1.10"; })},
    {"requests[].close_connection: True | False",
     in_request([](RequestState& r) { r.close_connection = false; })},
    {"requests[].close_connection: True | int",
     in_request([](RequestState& r) { r.close_connection = 1; })},
    {"requests[].headers: list | None",
     in_request([](RequestState& r) { r.headers = Value::none(); })},
    {"requests[].headers[]: field | nothing", in_request([](RequestState& r) {
       r.headers = Value::list({Value::list({"Host", "a"})});
     })},
    {"requests[].headers[].name: letter | latin-1",
     in_request([](RequestState& r) { r.headers = two_fields("\xe9", "b c"); })},
    {"requests[].headers[].value: SP | CR",
     in_request([](RequestState& r) { r.headers = two_fields("X", "b\r"); })},
    {"requests[].headers[].value: str | object", in_request([](RequestState& r) {
       r.headers = two_fields("X", Value(Opaque{"", "x"}));
     })},
    {"requests[].defects[]: NoBoundary | nothing",
     in_request([](RequestState& r) { r.defects = Value::list({}); })},
    {"requests[].rfile_pos: more | less", in_request([](RequestState& r) { r.rfile_pos = 9; })},
    // writes, by the place in the response
    {"writes[]: bytes | nothing", [](Outcome& o) { o.writes.pop_back(); }},
    {"writes[]: nothing | bytes", [](Outcome& o) { o.writes.emplace_back("x"); }},
    {"writes[]: head 404 | head 400", [](Outcome& o) { o.writes[0].replace(9, 3, "400"); }},
    {"writes[]: head 404 | bytes", [](Outcome& o) { o.writes[0] = "body"; }},
    {"writes[].status-line: letter | digit", [](Outcome& o) { o.writes[0][13] = '0'; }},
    {"writes[].Server: digit | letter",
     [](Outcome& o) { o.writes[0].replace(o.writes[0].find("S/1") + 2, 1, "x"); }},
    {"writes[].field: letter | ':'", [](Outcome& o) { o.writes[0][o.writes[0].find('X')] = ':'; }},
    {"writes[].body: letter | '<'",
     [](Outcome& o) { o.writes[0][o.writes[0].find("body")] = '<'; }},
    {"writes[].bytes: letter | latin-1", [](Outcome& o) { o.writes[1] = "\xff"; }},
    // the rest
    {"flushes: more | less", [](Outcome& o) { o.flushes.clear(); }},
    {"flushes: here | elsewhere", [](Outcome& o) { o.flushes = {2}; }},
    {"log: code 404 | code 400",
     [](Outcome& o) { o.log = "127.0.0.1 - - [06/Nov/1994 08:49:37] code 400, message No\n"; }},
    {"log: code 404 | nothing", [](Outcome& o) { o.log = ""; }},
    {"log.code 404: letter | '\\'",
     [](Outcome& o) { o.log = "127.0.0.1 - - [06/Nov/1994 08:49:37] code 404, message \\x4e\n"; }},
    {"rfile_pos: less | more", [](Outcome& o) { o.rfile_pos = 21; }},
    {"pending: str | None", [](Outcome& o) { o.pending.reset(); }},
    {"pending: end | letter", [](Outcome& o) { o.pending = "x"; }},
    {"close_connection: True | None", [](Outcome& o) { o.close_connection = Value::none(); }},
};

INSTANTIATE_TEST_SUITE_P(Kinds, SignatureTest, ::testing::ValuesIn(kDivergent));

TEST(Signature, EqualOutcomesHaveNone) {
  EXPECT_EQ(signature_of(full_outcome(), full_outcome()), "");
  EXPECT_EQ(signature_of(Answer(full_outcome()), Answer(full_outcome())), "");
}

TEST(Signature, EqualKindsHaveTheSame) {
  Outcome left = full_outcome();
  Outcome right = full_outcome();
  left.requests[0].path = "/x";
  right.requests[1].path = "/abc";
  EXPECT_EQ(signature_of(full_outcome(), left), signature_of(full_outcome(), right));
}

TEST(Signature, OfAnswersThatAreNoOutcomes) {
  const Answer answered = full_outcome();
  const Answer gave_up = Failure{Failure::Kind::kError, "more than 1000 requests"};
  const Answer crashed = Failure{Failure::Kind::kCrashed, "signal 11"};
  const Answer unsupported = Unsupported{"no such status"};
  EXPECT_EQ(signature_of(answered, gave_up), "answer: outcome | gives up");
  EXPECT_EQ(signature_of(gave_up, answered), "answer: gives up | outcome");
  EXPECT_EQ(signature_of(crashed, answered), "answer: crash | outcome");
  EXPECT_EQ(signature_of(crashed, gave_up), "answer: crash | gives up");
  EXPECT_EQ(signature_of(gave_up, gave_up), "");
  EXPECT_EQ(signature_of(answered, unsupported), "");
  EXPECT_EQ(signature_of(unsupported, answered), "");
}

TEST(SignatureFileName, IsReadableAndApart) {
  const std::string name = file_name_of("requests[].path: SP | end");
  EXPECT_EQ(name.substr(0, name.rfind('-')), "requests-.path-SP-end");
  EXPECT_NE(name, file_name_of("requests[].path: SP end"));
  EXPECT_EQ(name.find_first_of("/ |[]:"), std::string::npos);
  EXPECT_LT(file_name_of(std::string(500, 'x')).size(), 100U);
}

}  // namespace
}  // namespace basehttp::conformance
