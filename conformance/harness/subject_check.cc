#include "conformance/harness/subject_check.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/line_connection.h"

namespace basehttp::conformance {
namespace {

// What happened instead of what the rule asks for.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A probe: a case as JSON.  `more` are further members, with a comma before each.
Case probe(const std::string& name, const std::string& rfile, const std::string& more = {}) {
  std::string line = "{\"id\": \"check/" + name + "\", \"rfile\": ";
  write_bytes(rfile, line);
  line += more + "}";
  JsonDocument document;
  return read_case(document.parse(line), line);
}

const std::string& simple_request() {
  static const std::string kRequest = "GET / HTTP/1.0\r\nHost: a\r\n\r\n";
  return kRequest;
}

constexpr const char* kSimpleProgram =
    R"(, "program": {"GET": [["send_response", 200], ["send_header", "Content-Length", "2"],)"
    R"( ["end_headers"], ["write", "ok"]]})";

// Numbers that no run over these bytes can give.
void check_numbers(const Case& one, const Outcome& outcome) {
  const auto wrong = [&](const std::string& what) {
    return Broken(fmt::format("its answer to {} {}", one.id, what));
  };
  const auto size = static_cast<std::int64_t>(one.rfile.size());
  const auto within = [&](const std::string& key, std::int64_t value) {
    if (value < 0 || value > size)
      throw wrong(
          fmt::format("has {} {}, but rfile holds {} bytes: count the bytes that were "
                      "consumed from the beginning of the connection",
                      key, value, size));
  };
  within("rfile_pos", outcome.rfile_pos);
  for (std::size_t i = 0; i < outcome.requests.size(); ++i)
    within(fmt::format("requests[{}].rfile_pos", i), outcome.requests[i].rfile_pos);
  for (const std::int64_t flush : outcome.flushes)
    if (flush < 0 || flush > static_cast<std::int64_t>(outcome.writes.size()))
      throw wrong(
          fmt::format("has {} in flushes, but there are {} writes: say of each flush how "
                      "many writes came before it",
                      flush, outcome.writes.size()));
  if (outcome.requests.empty())
    throw wrong(
        "has no requests: add an entry for each call of handle_one_request, also for one that "
        "found nothing");
}

class Checker {
 public:
  Checker(const std::string& command, const ProcessLimits& limits,
          const std::function<void(const RuleCheck&)>& told)
      : command_(command), limits_(limits), told_(told) {}

  SubjectCheck run();

 private:
  using Rule = std::string (Checker::*)();  // what was seen

  std::string greeting();
  std::string plain_case();
  std::string program();
  std::string every_byte();
  std::string order();
  std::string nothing_left();
  std::string unknown_action();
  std::string unknown_value();
  std::string unknown_key();
  std::string junk();
  std::string no_case();
  std::string long_line();
  std::string endless();
  std::string end_of_input();
  std::string no_greeting();
  std::string no_input();

  void decide(const std::string& rule, Rule function);
  // A program that was greeted.
  LineConnection& connection();
  std::string_view line_from(LineConnection& connection);
  Answer answer_from(LineConnection& connection, const Case& one);
  Answer ask(const Case& one);
  // The answer, which is an outcome or `unsupported`.
  Answer expect_answer(const Case& one, Answer answer);
  std::string expect_unsupported(const Case& one, const std::string& what);
  std::string expect_error(const std::string& line, const std::string& id);

  const std::string& command_;
  const ProcessLimits& limits_;
  const std::function<void(const RuleCheck&)>& told_;
  std::unique_ptr<LineConnection> connection_;  // null: to be started
  JsonDocument document_;
  std::optional<Identity> identity_;
  SubjectCheck check_;
};

LineConnection& Checker::connection() {
  if (connection_) return *connection_;
  connection_ = std::make_unique<LineConnection>(command_, limits_.line);
  connection_->send(kGreeting);
  const auto line = connection_->receive(limits_.start);
  if (const auto* failure = std::get_if<Failure>(&line)) throw Broken(failure->what);
  try {
    identity_ = read_identity(std::get<std::string_view>(line));
  } catch (const SubjectError& error) {
    throw Broken(error.what());
  }
  return *connection_;
}

std::string_view Checker::line_from(LineConnection& connection) {
  const auto line = connection.receive(limits_.answer);
  if (const auto* failure = std::get_if<Failure>(&line)) throw Broken(failure->what);
  return std::get<std::string_view>(line);
}

Answer Checker::answer_from(LineConnection& connection, const Case& one) {
  const AnswerLine reply = read_answer_line(document_, one.id, line_from(connection));
  const auto* failure = std::get_if<Failure>(&reply.answer);
  if (failure != nullptr && failure->kind == Failure::Kind::kProtocolError)
    throw Broken(failure->what);
  return reply.answer;
}

Answer Checker::ask(const Case& one) {
  LineConnection& program = connection();
  program.send(one.json + "\n");
  return answer_from(program, one);
}

Answer Checker::expect_answer(const Case& one, Answer answer) {
  if (const auto* failure = std::get_if<Failure>(&answer))
    throw Broken(
        fmt::format("to {} it answered the error \"{}\": it is a case like any other; say "
                    "\"unsupported\" for what you cannot express",
                    one.json.size() > 400 ? one.id : one.json, failure->what));
  if (const auto* outcome = std::get_if<Outcome>(&answer)) {
    check_numbers(one, *outcome);
    ++check_.outcomes;
  } else {
    ++check_.unsupported;
  }
  return answer;
}

std::string Checker::greeting() {
  connection();
  return identity_->name + " " + identity_->version;
}

// What was answered, in a word.
std::string seen(const Answer& answer) {
  const auto* unsupported = std::get_if<Unsupported>(&answer);
  return unsupported == nullptr ? "an outcome" : "unsupported: " + unsupported->why;
}

std::string Checker::plain_case() {
  const Case one = probe("plain", simple_request());
  return seen(expect_answer(one, ask(one)));
}

std::string Checker::program() {
  const Case one = probe("program", simple_request(), kSimpleProgram);
  return seen(expect_answer(one, ask(one)));
}

std::string Checker::every_byte() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  std::string more = ", \"program\": {\"GET\": [[\"write\", ";
  write_bytes(bytes, more);
  const Case one = probe("every-byte", simple_request(), more + "]]}");
  const Answer answer = expect_answer(one, ask(one));
  const auto* outcome = std::get_if<Outcome>(&answer);
  if (outcome == nullptr) return seen(answer);
  Outcome expected = *outcome;
  expected.writes = {bytes};
  const std::vector<Difference> found = differences(expected, *outcome);
  if (!found.empty())
    throw Broken(fmt::format(
        "its {} is {}, but the program wrote {}: a byte is the character of the same number, "
        "U+0000 to U+00FF",
        found.front().field, found.front().actual, found.front().expected));
  return seen(answer);
}

std::string Checker::order() {
  constexpr int kCases = 40;
  LineConnection& program = connection();
  std::vector<Case> cases;
  for (int i = 0; i < kCases; ++i) {
    cases.push_back(probe(fmt::format("order/{}", i),
                          fmt::format("GET /{} HTTP/1.{}\r\nHost: a\r\n\r\n", i, i % 2)));
    program.send(cases.back().json + "\n");
  }
  for (const Case& one : cases) expect_answer(one, answer_from(program, one));
  return fmt::format("{} cases sent ahead", kCases);
}

std::string Checker::nothing_left() {
  const Case one = probe("again", simple_request(), kSimpleProgram);
  const Case other =
      probe("between", "POST /x HTTP/1.1\r\nContent-Length: 9\r\nX: y\r\n\r\n123456789",
            R"(, "protocol_version": "HTTP/1.1", "server_version": "Other/1", "time": 1.0,)"
            R"( "responses": {"200": ["Other", "other"]},)"
            R"( "program": {"POST": [["send_response", 200], ["set", "path", "/set"],)"
            R"( ["read_body"], ["send_header", "A", "b"]]})");
  const Answer before = expect_answer(one, ask(one));
  expect_answer(other, ask(other));
  const Answer after = expect_answer(one, ask(one));
  const auto* left = std::get_if<Outcome>(&before);
  const auto* right = std::get_if<Outcome>(&after);
  if ((left == nullptr) != (right == nullptr))
    throw Broken("it supports a case at first and no more after another one: begin each case anew");
  if (left == nullptr) return "unsupported";
  const std::vector<Difference> found = differences(*left, *right);
  if (!found.empty())
    throw Broken(
        fmt::format("asked the same case twice, with another one between, it answered {} {} and "
                    "then {}: begin each case anew, with the clock at `time`",
                    found.front().field, found.front().expected, found.front().actual));
  return "the same case gives the same outcome";
}

std::string Checker::expect_unsupported(const Case& one, const std::string& what) {
  const Answer answer = ask(one);
  if (const auto* unsupported = std::get_if<Unsupported>(&answer)) return unsupported->why;
  const auto* failure = std::get_if<Failure>(&answer);
  throw Broken(fmt::format(
      "to a program with {} it answered {}: look at the whole program before anything is run, and "
      "answer {{\"id\": ..., \"unsupported\": \"why\"}}",
      what, failure == nullptr ? "an outcome" : "the error \"" + failure->what + "\""));
}

std::string Checker::unknown_action() {
  return expect_unsupported(
      probe("unknown-action", simple_request(),
            R"(, "program": {"GET": [["send_response", 200], ["check-subject-made-this-up"]]})"),
      "the unknown action \"check-subject-made-this-up\"");
}

std::string Checker::unknown_value() {
  return expect_unsupported(
      probe("unknown-value", simple_request(),
            R"(, "program": {"GET": [["send_response", {"$check-subject-made-this-up": 1}]]})"),
      "the unknown value {\"$check-subject-made-this-up\": 1}");
}

std::string Checker::unknown_key() {
  const Case without = probe("note", simple_request());
  const Case with =
      probe("note", simple_request(), R"(, "about": "a note", "refs": [], "x-my-note": {"a": 1})");
  const Answer expected = expect_answer(without, ask(without));
  const Answer answer = expect_answer(with, ask(with));
  const auto* left = std::get_if<Outcome>(&expected);
  const auto* right = std::get_if<Outcome>(&answer);
  if ((left == nullptr) != (right == nullptr) || (left != nullptr && !same_outcome(*left, *right)))
    throw Broken(
        "a case with the further key \"x-my-note\" is answered in another way than without it: "
        "keys that you do not know are notes, so pass over them");
  return seen(answer);
}

std::string Checker::expect_error(const std::string& line, const std::string& id) {
  LineConnection& program = connection();
  program.send(line + "\n");
  const std::string answered(line_from(program));
  const auto wrong = [&](const std::string& why) {
    return Broken(fmt::format(
        "to the line {} it answered {}, {}: answer {{\"id\": {}, \"error\": \"why\"}} and go on",
        shown_line(line), shown_line(answered), why, id));
  };
  try {
    const Json json = document_.parse(answered);
    if (!json.is_object()) throw wrong("which is no JSON object");
    bool has_id = false;
    std::optional<std::string> error;
    for (const Json member : json) {
      if (member.key_is("id")) has_id = member.token() == id;
      if (member.key_is("error")) error = member.utf8();
    }
    if (!has_id) throw wrong("which has another \"id\"");
    if (!error) throw wrong("which has no \"error\"");
    return *error;
  } catch (const JsonError& error) {
    throw wrong(fmt::format("which is wrong ({})", error.what()));
  }
}

std::string Checker::junk() {
  expect_error("[1, 2]", "null");
  std::string error = expect_error("this is no JSON", "null");
  const Case one = probe("after-junk", simple_request());
  expect_answer(one, ask(one));
  return error;
}

std::string Checker::no_case() {
  std::string error = expect_error(R"({"id": "check/no-rfile"})", "\"check/no-rfile\"");
  const Case one = probe("after-no-case", simple_request());
  expect_answer(one, ask(one));
  return error;
}

std::string Checker::long_line() {
  constexpr std::size_t kBody = 100'000;
  const Case one = probe("long-line",
                         fmt::format("POST / HTTP/1.0\r\nContent-Length: {}\r\n\r\n", kBody) +
                             std::string(kBody, '\xff'),
                         R"(, "program": {"POST": [["read_body"], ["echo_body"]]})");
  return seen(expect_answer(one, ask(one)));
}

std::string Checker::endless() {
  constexpr std::size_t kMost = 1000;
  std::string requests;
  for (std::size_t i = 0; i < kMost + 100; ++i) requests += "GET / HTTP/1.1\r\n\r\n";
  const Case one = probe("endless", requests,
                         R"(, "protocol_version": "HTTP/1.1", "program": {"GET":)"
                         R"( [["send_response_only", 204], ["end_headers"]]})");
  const Answer answer = ask(one);
  if (const auto* failure = std::get_if<Failure>(&answer)) return failure->what;
  const auto* outcome = std::get_if<Outcome>(&answer);
  if (outcome != nullptr && outcome->requests.size() > kMost)
    throw Broken(
        fmt::format("it went on for {} requests: when request 1,001 would begin, stop the case and "
                    "answer {{\"id\": ..., \"error\": \"more than 1000 requests\"}}",
                    outcome->requests.size()));
  return seen(answer);
}

std::string Checker::end_of_input() {
  connection();
  const std::string problem = connection_->finish();
  connection_.reset();
  if (!problem.empty()) throw Broken(problem);
  return {};
}

std::string Checker::no_greeting() {
  LineConnection program(command_, limits_.line);
  const Case one = probe("no-greeting", simple_request());
  program.send(one.json + "\n");
  const auto line = program.receive(limits_.start);
  if (const auto* failure = std::get_if<Failure>(&line)) throw Broken(failure->what);
  const AnswerLine reply = read_answer_line(document_, one.id, std::get<std::string_view>(line));
  if (const auto* failure = std::get_if<Failure>(&reply.answer)) throw Broken(failure->what);
  if (const std::string problem = program.finish(); !problem.empty()) throw Broken(problem);
  return seen(reply.answer);
}

std::string Checker::no_input() {
  LineConnection program(command_, limits_.line);
  // It has yet to start.
  if (const std::string problem = program.finish(limits_.start); !problem.empty())
    throw Broken(problem);
  return {};
}

void Checker::decide(const std::string& rule, Rule function) {
  RuleCheck check{rule, RuleCheck::Result::kNotAsked, {}};
  const bool greets = function != &Checker::greeting;
  if (greets && !identity_) {
    check.says = "it does not answer the greeting";
  } else {
    try {
      check.says = (this->*function)();
      check.result = RuleCheck::Result::kKept;
    } catch (const Broken& broken) {
      check.result = RuleCheck::Result::kBroken;
      check.says = broken.what();
      connection_.reset();
    } catch (const std::system_error& error) {
      check.result = RuleCheck::Result::kBroken;
      check.says = error.what();
      connection_.reset();
    }
  }
  if (told_) told_(check);
  check_.rules.push_back(std::move(check));
}

SubjectCheck Checker::run() {
  static const std::pair<const char*, Rule> kRules[] = {
      {"answers {\"hello\": 1} with who it is", &Checker::greeting},
      {"answers a case", &Checker::plain_case},
      {"answers a case with a program", &Checker::program},
      {"takes every byte, and writes one character a byte", &Checker::every_byte},
      {"answers cases in the order they came", &Checker::order},
      {"begins each case anew", &Checker::nothing_left},
      {"says unsupported of an unknown action", &Checker::unknown_action},
      {"says unsupported of an unknown value", &Checker::unknown_value},
      {"passes over keys that it does not know", &Checker::unknown_key},
      {"answers a line that is no JSON object with an error, and goes on", &Checker::junk},
      {"answers a case without rfile with an error, and goes on", &Checker::no_case},
      {"takes a line of half a million bytes", &Checker::long_line},
      {"stops a case after 1,000 requests", &Checker::endless},
      {"exits with 0 at the end of its input", &Checker::end_of_input},
      {"answers without a greeting", &Checker::no_greeting},
      {"exits with 0 when there is no input at all", &Checker::no_input},
  };
  for (const auto& [rule, function] : kRules) decide(rule, function);
  return std::move(check_);
}

}  // namespace

bool SubjectCheck::passed() const {
  return std::all_of(rules.begin(), rules.end(),
                     [](const RuleCheck& rule) { return rule.result == RuleCheck::Result::kKept; });
}

SubjectCheck check_subject(const std::string& command, const ProcessLimits& limits,
                           const std::function<void(const RuleCheck&)>& told) {
  return Checker(command, limits, told).run();
}

}  // namespace basehttp::conformance
