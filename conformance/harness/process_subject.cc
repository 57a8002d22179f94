#include "conformance/harness/process_subject.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/json_reader.h"
#include "conformance/harness/line_connection.h"

namespace basehttp::conformance {

namespace {

SubjectError unusable(std::string_view command, std::string_view why) {
  return SubjectError(fmt::format("the subject `{}` cannot be used: {}", command, why));
}

}  // namespace

ProcessSubject::ProcessSubject(const std::string& command, ProcessLimits limits)
    : ProcessSubject(command, limits, spawn(command, limits)) {}

ProcessSubject::ProcessSubject(std::string command, ProcessLimits limits,
                               std::unique_ptr<LineConnection> spawned)
    : command_(std::move(command)), limits_(limits), connection_(std::move(spawned)) {
  greet();
}

ProcessSubject::~ProcessSubject() = default;

std::unique_ptr<LineConnection> ProcessSubject::spawn(const std::string& command,
                                                      const ProcessLimits& limits) {
  try {
    return std::make_unique<LineConnection>(command, limits.line);
  } catch (const std::system_error& error) {
    throw unusable(command, error.what());
  }
}

void ProcessSubject::greet() {
  try {
    connection_->send(kGreeting);
    const auto line = connection_->receive(limits_.start);
    if (const auto* failure = std::get_if<Failure>(&line))
      throw SubjectError(failure->what +
                         " (try the command in a shell, and type {\"hello\": 1} into it)");
    identity_ = read_identity(std::get<std::string_view>(line));
  } catch (const SubjectError& error) {
    connection_.reset();
    throw unusable(command_, error.what());
  } catch (const std::system_error& error) {
    throw unusable(command_, error.what());
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
        connection_ = spawn(command_, limits_);
        greet();
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
    const auto line = connection_->receive(limits_.answer, sent - next);
    if (const auto* failure = std::get_if<Failure>(&line)) {
      connection_.reset();
      sink(next, *failure, {});
      continue;
    }
    const auto text = std::get<std::string_view>(line);
    AnswerLine reply = read_answer_line(document, cases[next]->id, text);
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
