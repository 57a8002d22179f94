// A connection from its first request to its end, against a model of keep-alive.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include <rapidcheck/state.h>

#include "conformance/generators/cases.h"
#include "conformance/generators/choose.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

enum class End { kClosed, kStalled, kReset };       // of the client's bytes
enum class Half { kNone, kLine, kHeaders, kBody };  // what of a request has been sent

constexpr std::string_view kHalfLine = "GET";
constexpr std::string_view kHalfHeadersRead = "GET / HTTP/1.1\r\nA: 1\r\n";
constexpr std::string_view kHalfHeadersLeft = "B";
constexpr std::string_view kHalfBodyHead = "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n";
constexpr std::string_view kHalfBody = "ab";

// What a client did, and what follows from it when the handler is as documented.
struct Connection {
  std::string protocol;  // the handler's protocol_version
  std::string sent;      // by the client
  End end = End::kClosed;
  bool ended = false;  // no more bytes may be sent
  Half half = Half::kNone;

  bool open = true;          // a further request would be read
  std::size_t served = 0;    // requests that got their response
  std::size_t interim = 0;   // of which with a 100 before it
  std::size_t consumed = 0;  // bytes of served requests

  [[nodiscard]] bool speaks_http11() const { return protocol == "HTTP/1.1"; }

  // A whole request arrived.  `keeps` says whether it asks for a further one.
  void serve(std::size_t size, bool keeps, bool expects) {
    if (!open) return;
    ++served;
    if (expects) ++interim;
    consumed += size;
    open = keeps;
  }
};

// What the handler does with the end of the stream, or with half a request.
struct Expected {
  std::size_t calls = 0;      // of handle_one_request
  std::size_t responses = 0;  // of a method
  std::size_t log_lines = 0;
  std::size_t consumed = 0;
  bool raises = false;
  bool refuses = false;  // an error page, in one write or two
};

Expected expected_of(const Connection& c) {
  Expected e{c.served, c.served, c.served, c.consumed, false, false};
  if (!c.open) return e;
  ++e.calls;
  if (c.end == End::kClosed) {
    switch (c.half) {
      case Half::kNone:
        return e;
      case Half::kLine:  // one word is no request
        e.refuses = true;
        e.log_lines += 2;
        break;
      case Half::kHeaders:  // the end of the stream ends a block, and a body
      case Half::kBody:
        ++e.responses;
        ++e.log_lines;
        if (c.speaks_http11()) ++e.calls;
        break;
    }
    e.consumed = c.sent.size();
    return e;
  }
  // Lines that came whole are read; a line or body that did not is not.
  if (c.half == Half::kHeaders) e.consumed += kHalfHeadersRead.size();
  if (c.half == Half::kBody) e.consumed += kHalfBodyHead.size();
  e.raises = c.end == End::kReset;
  if (c.end == End::kStalled) ++e.log_lines;
  return e;
}

Case case_of(const Connection& connection) {
  Case one = generators::case_of(connection.sent);
  one.protocol_version = Value(connection.protocol);
  one.program = generators::program_of({200, {}, {"ok"}});
  const auto size = static_cast<std::int64_t>(connection.sent.size());
  if (connection.end == End::kStalled) one.rfile_timeout_at = size;
  if (connection.end == End::kReset) one.rfile_error_at = size;
  return generators::finished(std::move(one));
}

struct Asked {
  std::string version;
};

// Each command is checked by asking for the whole connection so far.
void check(const Connection& connection, const Asked& asked) {
  const Outcome outcome = outcome_of(case_of(connection), asked.version);
  const Expected e = expected_of(connection);
  RC_ASSERT(outcome.requests.size() == e.calls);
  std::size_t lines = 0;
  for (const char32_t c : outcome.log.code_points()) lines += c == U'\n' ? 1U : 0U;
  RC_ASSERT(lines == e.log_lines);
  RC_ASSERT(outcome.rfile_pos == static_cast<std::int64_t>(e.consumed));
  RC_ASSERT(outcome.exception.has_value() == e.raises);
  std::size_t bodies = 0;
  std::size_t interim = 0;
  for (const std::string& bytes : outcome.writes) {
    bodies += bytes == "ok" ? 1U : 0U;
    interim += bytes == connection.protocol + " 100 Continue\r\n\r\n" ? 1U : 0U;
  }
  RC_ASSERT(bodies == e.responses);
  RC_ASSERT(interim == connection.interim);
  const std::size_t plain = 2 * e.responses + connection.interim;
  RC_ASSERT((e.refuses ? outcome.writes.size() > plain : outcome.writes.size() == plain));
  // Only an exception leaves the loop while the connection is open.
  RC_ASSERT((e.raises || identical(outcome.close_connection, Value(true))));
}

using Command = rc::state::Command<Connection, Asked>;

class Step : public Command {
 public:
  void run(const Connection& before, Asked& asked) const override {
    Connection after = before;
    apply(after);
    check(after, asked);
  }
};

class SendRequest final : public Step {
 public:
  void checkPreconditions(const Connection& c) const override {
    RC_PRE(!c.ended && c.half == Half::kNone);
  }
  void apply(Connection& c) const override {
    const bool both11 = c.speaks_http11() && version_ == "HTTP/1.1";
    std::string bytes = "POST / " + version_ + "\r\n";
    if (!connection_.empty()) bytes += "Connection: " + connection_ + "\r\n";
    if (expects_) bytes += "Expect: 100-continue\r\n";
    if (!body_.empty()) bytes += "Content-Length: " + std::to_string(body_.size()) + "\r\n";
    bytes += "\r\n" + body_;
    bool keeps = both11;
    if (connection_ == "close" || connection_ == "Close") keeps = false;
    if (connection_ == "keep-alive" || connection_ == "Keep-Alive") keeps = c.speaks_http11();
    c.sent += bytes;
    c.serve(bytes.size(), keeps, expects_ && both11);
  }
  void show(std::ostream& out) const override {
    out << "SendRequest(" << version_ << ", Connection: '" << connection_ << "', "
        << (expects_ ? "Expect, " : "") << body_.size() << " bytes)";
  }

 private:
  std::string version_ = *generators::choice({"HTTP/1.1", "HTTP/1.1", "HTTP/1.0"});
  // The last two are compared as a whole, so they say nothing.
  std::string connection_ = *generators::choice(
      {"", "", "keep-alive", "Keep-Alive", "close", "Close", "close, x", "keep-alive "});
  bool expects_ = *generators::sometimes(20);
  std::string body_ = *generators::string_over("ab\r\n", 6);
};

class SendHalf final : public Step {
 public:
  void checkPreconditions(const Connection& c) const override {
    RC_PRE(!c.ended && c.half == Half::kNone);
  }
  void apply(Connection& c) const override {
    c.half = half_;
    if (half_ == Half::kLine) c.sent += kHalfLine;
    if (half_ == Half::kHeaders) c.sent.append(kHalfHeadersRead).append(kHalfHeadersLeft);
    if (half_ == Half::kBody) c.sent.append(kHalfBodyHead).append(kHalfBody);
  }
  void show(std::ostream& out) const override {
    out << "SendHalf(" << static_cast<int>(half_) << ")";
  }

 private:
  Half half_ = *generators::choice(std::vector<Half>{Half::kLine, Half::kHeaders, Half::kBody});
};

class SendTheRest final : public Step {
 public:
  void checkPreconditions(const Connection& c) const override {
    RC_PRE(!c.ended && c.half != Half::kNone);
  }
  void apply(Connection& c) const override {
    std::size_t size = 0;
    if (c.half == Half::kLine) {
      constexpr std::string_view kRest = " / HTTP/1.1\r\n\r\n";
      c.sent += kRest;
      size = kHalfLine.size() + kRest.size();
    } else if (c.half == Half::kHeaders) {
      constexpr std::string_view kRest = ": 2\r\n\r\n";
      c.sent += kRest;
      size = kHalfHeadersRead.size() + kHalfHeadersLeft.size() + kRest.size();
    } else {
      constexpr std::string_view kRest = "cde";
      c.sent += kRest;
      size = kHalfBodyHead.size() + kHalfBody.size() + kRest.size();
    }
    c.half = Half::kNone;
    c.serve(size, c.speaks_http11(), false);
  }
  void show(std::ostream& out) const override { out << "SendTheRest"; }
};

// The client stops sending, in one of three ways.
template <End kEnd>
class EndsWith final : public Step {
 public:
  void checkPreconditions(const Connection& c) const override { RC_PRE(!c.ended); }
  void apply(Connection& c) const override {
    c.ended = true;
    c.end = kEnd;
  }
  void show(std::ostream& out) const override {
    out << (kEnd == End::kClosed ? "Close" : kEnd == End::kStalled ? "Stall" : "Reset");
  }
};

class AskAgain final : public Step {
 public:
  void show(std::ostream& out) const override { out << "AskAgain"; }
};

RC_GTEST_PROP(KeepAliveLaws, AConnectionLivesAndEndsAsTheModelSays, ()) {
  const auto start = [protocol = *generators::choice({"HTTP/1.1", "HTTP/1.1", "HTTP/1.0"})] {
    Connection connection;
    connection.protocol = protocol;
    return connection;
  };
  Asked asked{*tested_versions()};
  constexpr int kMostCommands = 14;
  const auto any = [](const Connection&) {
    return rc::state::gen::execOneOfWithArgs<
        SendRequest, SendRequest, SendRequest, SendHalf, SendTheRest, EndsWith<End::kClosed>,
        EndsWith<End::kStalled>, EndsWith<End::kReset>, AskAgain>()();
  };
  const auto commands = *rc::gen::resize(kMostCommands, rc::state::gen::commands(start, any));
  Connection last = start();
  for (const auto& command : commands) command->apply(last);
  RC_CLASSIFY(last.served > 1, "several requests served");
  RC_CLASSIFY(last.open && last.half != Half::kNone, "ends in half a request");
  RC_CLASSIFY(last.end == End::kStalled, "stalls");
  RC_CLASSIFY(last.end == End::kReset, "is reset");
  rc::state::runAll(commands, start, asked);
}

}  // namespace
}  // namespace basehttp::conformance
