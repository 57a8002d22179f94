#include "conformance/harness/process_subject.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/child_process.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

using Clock = ChildProcess::Clock;

constexpr std::string_view kGreeting = "{\"hello\": 1}\n";
constexpr std::chrono::milliseconds kGrace{2'000};

// A line as it can be shown in a message.
std::string shown(std::string_view line) {
  constexpr std::size_t kMost = 80;
  std::string out = escape_bytes(line.substr(0, kMost));
  return line.size() > kMost ? out + "…" : out;
}

std::string seconds(std::chrono::milliseconds limit) {
  return fmt::format("{:g} s", std::chrono::duration<double>(limit).count());
}

struct Reply {
  Answer answer;
  bool in_step = true;  // false: what follows cannot be trusted to belong to its case
};

Reply out_of_step(std::string what) {
  return {Failure{Failure::Kind::kProtocolError, std::move(what)}, false};
}

std::optional<Json> member(Json object, std::string_view key) {
  for (const Json value : object)
    if (value.key_is(key)) return value;
  return std::nullopt;
}

Reply read_object(Json json, const std::string& id, std::string_view line) {
  const auto answered = member(json, "id");
  if (!answered)
    return out_of_step(
        fmt::format("it answered {}, which has no \"id\": repeat the id of the case in each answer",
                    shown(line)));
  const auto error = member(json, "error");
  if (answered->is_null() && error)
    return {Failure{Failure::Kind::kError,
                    fmt::format("it could not read the case: {}", error->utf8())}};
  const std::string answered_id = answered->utf8();
  if (answered_id != id)
    return out_of_step(fmt::format(
        "it answered {} when {} was next: answer each line once, in the order they came",
        answered_id, id));
  if (error) return {Failure{Failure::Kind::kError, error->utf8()}};
  if (const auto why = member(json, "unsupported")) return {Unsupported{why->utf8()}};
  return {read_outcome(json)};
}

Reply read_reply(JsonDocument& document, const std::string& id, std::string_view line) {
  Json json(document, 0);
  try {
    json = document.parse(line);
  } catch (const JsonError& error) {
    return out_of_step(fmt::format(
        "it wrote {}, which is {}: write one JSON object a line to standard output, and anything "
        "else to standard error",
        shown(line), error.what()));
  }
  if (!json.is_object())
    return out_of_step(fmt::format("it wrote {}, which is no JSON object", shown(line)));
  try {
    return read_object(json, id, line);
  } catch (const JsonError& error) {
    return {Failure{Failure::Kind::kProtocolError,
                    fmt::format("its answer is no outcome: {}: {}", error.key(), error.what())}};
  }
}

Identity read_identity(std::string_view line) {
  const auto wrong = [&](std::string_view why) {
    return SubjectError(fmt::format(
        "its first line is {}, {}; answer {{\"hello\": 1}} with {{\"subject\": {{\"name\": ..., "
        "\"version\": ...}}}} and write nothing before it (a banner belongs on standard error)",
        shown(line), why));
  };
  JsonDocument document;
  try {
    const Json json = document.parse(line);
    const auto subject = json.is_object() ? member(json, "subject") : std::nullopt;
    if (!subject || !subject->is_object()) throw wrong("which holds no \"subject\"");
    Identity identity;
    const auto name = member(*subject, "name");
    const auto version = member(*subject, "version");
    if (!name || !version) throw wrong("which lacks a \"name\" or a \"version\"");
    identity.name = name->utf8();
    identity.version = version->utf8();
    write_canonical(*subject, identity.json);
    return identity;
  } catch (const JsonError& error) {
    throw wrong(fmt::format("which is wrong ({})", error.what()));
  }
}

}  // namespace

// One life of the program: lines out, lines in.
class ProcessSubject::Connection {
 public:
  Connection(const std::string& command, const ProcessLimits& limits)
      : process_(command), limits_(limits) {}

  void send(std::string_view line) {
    // What was written goes now and then, not for each line.
    if (sent_ == outbox_.size() || sent_ > 1U << 20U) {
      outbox_.erase(0, sent_);
      sent_ = 0;
    }
    outbox_ += line;
  }

  // The next line, without its end; the view lives until the next call.  On
  // failure says why, and the program has been stopped.
  std::variant<std::string_view, Failure> receive(std::chrono::milliseconds limit) {
    inbox_.erase(0, taken_);
    taken_ = 0;
    const Clock::time_point deadline = Clock::now() + limit;
    for (std::size_t searched = 0;;) {
      const std::size_t end = inbox_.find('\n', searched);
      if (end != std::string::npos) {
        taken_ = end + 1;
        return std::string_view(inbox_).substr(0, end);
      }
      searched = inbox_.size();
      if (searched > limits_.line) return too_long();
      const bool more = sent_ < outbox_.size();
      if (process_.wait(more, deadline) == ChildProcess::Event::kTimeout) return timed_out(limit);
      if (more) sent_ += process_.write(std::string_view(outbox_).substr(sent_));
      if (process_.read(inbox_) == ChildProcess::Read::kEnd) return ended();
    }
  }

  std::string finish() {
    const std::string how = process_.finish(kGrace);
    while (process_.read(inbox_) == ChildProcess::Read::kData) {
    }
    if (!process_.succeeded())
      return fmt::format("at the end of its input it {}: exit with 0 there", how);
    if (inbox_.size() > taken_)
      return fmt::format("after the last answer it wrote {}: answer each case once",
                         shown(std::string_view(inbox_).substr(taken_)));
    return {};
  }

 private:
  Failure too_long() {
    process_.finish(std::chrono::milliseconds(0));
    return {
        Failure::Kind::kProtocolError,
        fmt::format("it wrote a line of more than {} bytes that begins with {}: end each answer "
                    "with a newline",
                    limits_.line, shown(inbox_))};
  }

  Failure timed_out(std::chrono::milliseconds limit) {
    process_.finish(std::chrono::milliseconds(0));
    return {Failure::Kind::kTimedOut,
            fmt::format("no answer within {}, so it was killed: flush standard output after each "
                        "line, and stop a case yourself after 20 s; --timeout gives it more",
                        seconds(limit))};
  }

  Failure ended() {
    const std::string how = process_.finish(kGrace);
    const std::string_view rest = std::string_view(inbox_).substr(taken_);
    return {Failure::Kind::kCrashed,
            fmt::format("it {} before it answered{}", how,
                        rest.empty() ? "" : fmt::format(", in the middle of {}", shown(rest)))};
  }

  ChildProcess process_;
  const ProcessLimits& limits_;
  std::string outbox_;
  std::size_t sent_ = 0;
  std::string inbox_;
  std::size_t taken_ = 0;
};

ProcessSubject::ProcessSubject(std::string command, ProcessLimits limits)
    : command_(std::move(command)), limits_(limits) {
  start();
}

ProcessSubject::~ProcessSubject() = default;

void ProcessSubject::start() {
  const auto wrong = [&](std::string_view what) {
    return SubjectError(fmt::format("the subject `{}` cannot be used: {}", command_, what));
  };
  try {
    connection_ = std::make_unique<Connection>(command_, limits_);
    connection_->send(kGreeting);
    const auto line = connection_->receive(limits_.start);
    if (const auto* failure = std::get_if<Failure>(&line))
      throw SubjectError(failure->what +
                         " (try the command in a shell, and type {\"hello\": 1} into it)");
    identity_ = read_identity(std::get<std::string_view>(line));
  } catch (const SubjectError& error) {
    connection_.reset();
    throw wrong(error.what());
  } catch (const std::system_error& error) {
    throw wrong(error.what());
  }
}

Answer ProcessSubject::answer(const Case& one, const Delivery& delivery) {
  if (!delivery.is_whole()) return Unsupported{"the process protocol delivers the input whole"};
  const Case* const cases[] = {&one};
  Answer out;
  run_all(cases, [&](std::size_t, Answer answer) { out = std::move(answer); });
  return out;
}

void ProcessSubject::run_all(std::span<const Case* const> cases, const Sink& sink) {
  run_lines(cases,
            [&](std::size_t i, Answer answer, std::string_view) { sink(i, std::move(answer)); });
}

void ProcessSubject::run_lines(std::span<const Case* const> cases, const LineSink& sink) {
  JsonDocument document;
  std::size_t sent = 0;
  for (std::size_t next = 0; next < cases.size(); ++next) {
    if (!connection_) {
      try {
        start();
      } catch (const SubjectError& error) {
        // It answered once, so what was learnt so far is worth a report.
        for (; next < cases.size(); ++next)
          sink(next, Failure{Failure::Kind::kCrashed, error.what()}, {});
        return;
      }
      sent = next;
    }
    for (; sent < std::min(next + limits_.ahead, cases.size()); ++sent)
      connection_->send(cases[sent]->json + "\n");
    const auto line = connection_->receive(limits_.answer);
    if (const auto* failure = std::get_if<Failure>(&line)) {
      connection_.reset();
      sink(next, *failure, {});
      continue;
    }
    const auto text = std::get<std::string_view>(line);
    Reply reply = read_reply(document, cases[next]->id, text);
    sink(next, std::move(reply.answer), text);
    if (!reply.in_step) connection_.reset();
  }
}

std::string ProcessSubject::finish() {
  if (!connection_) return {};
  std::string problem = connection_->finish();
  connection_.reset();
  return problem;
}

}  // namespace basehttp::conformance
