#include "fuzz/differential/piped_python.h"

#include <cstdint>
#include <cstring>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/case_writer.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/report.h"
#include "fuzz/differential/marshal.h"
#include "fuzz/differential/marshalled.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using conformance::ChildProcess;
using conformance::SubjectError;

constexpr std::chrono::milliseconds kStart{60'000};
constexpr std::chrono::milliseconds kCase{30'000};
constexpr std::size_t kSize = sizeof(std::uint32_t);  // of the size of a message

std::string command_of(const std::string& path, const std::string& script) {
  return fmt::format("exec {} -I -B {}", conformance::shell_quoted(path), script);
}

std::string subject_script() {
  return conformance::shell_quoted(BASEHTTP_SOURCES "/scripts/subjects/cpython.py");
}

conformance::Identity identity_of(const std::string& json) {
  conformance::JsonDocument document;
  conformance::Identity identity;
  identity.json = json;
  for (const conformance::Json member : document.parse(json)) {
    if (member.key_is("name")) identity.name = member.utf8();
    if (member.key_is("version")) identity.version = member.utf8();
  }
  return identity;
}

}  // namespace

PipedPython::PipedPython(std::string path) : path_(std::move(path)) { start(); }

PipedPython::~PipedPython() = default;

void PipedPython::start() {
  const auto wrong = [&](std::string_view what) {
    return SubjectError(fmt::format("{} does not answer as a Python does: {}", path_, what));
  };
  try {
    process_.emplace(command_of(
        path_, fmt::format("{} {}",
                           conformance::shell_quoted(BASEHTTP_SOURCES
                                                     "/fuzz/differential/piped_subject.py"),
                           subject_script())));
    inbox_.clear();
    const std::string_view message = exchange({}, kStart);
    if (message.empty()) throw wrong("it " + process_->finish(std::chrono::milliseconds(100)));
    MarshalReader reader(message);
    if (reader.list() != 1) throw MarshalError("no identity");
    identity_ = identity_of(std::string(reader.utf8()));
  } catch (const std::system_error& error) {
    throw wrong(error.what());
  } catch (const MarshalError& error) {
    throw wrong(error.what());
  } catch (const conformance::JsonError& error) {
    throw wrong(error.what());
  }
}

std::string_view PipedPython::exchange(std::string_view message, std::chrono::milliseconds limit) {
  const auto deadline = ChildProcess::Clock::now() + limit;
  inbox_.clear();
  std::uint32_t size = 0;
  for (;;) {
    if (inbox_.size() >= kSize) {
      std::memcpy(&size, inbox_.data(), kSize);
      if (inbox_.size() >= kSize + size) return std::string_view(inbox_).substr(kSize, size);
    }
    if (process_->wait(!message.empty(), deadline) == ChildProcess::Event::kTimeout) return {};
    if (!message.empty()) message.remove_prefix(process_->write(message));
    if (process_->read(inbox_) == ChildProcess::Read::kEnd) return {};
  }
}

void PipedPython::run_all(std::span<const Case* const> cases, const Sink& sink) {
  if (cases.empty()) return;
  std::vector<Answer> answers;
  answers.reserve(cases.size());
  double seconds = 0;
  try {
    write_message(cases);
    if (!process_) start();
    MarshalReader reader(exchange(outbox_, kCase * static_cast<int>(cases.size())));
    if (reader.list() != 2) throw MarshalError("no time and answers");
    seconds = reader.real();
    if (reader.list() != cases.size()) throw MarshalError("another number of answers");
    while (answers.size() < cases.size()) answers.push_back(read_answer(reader));
  } catch (const MarshalError&) {
    process_.reset();
    return run_alone(cases, sink);
  } catch (const SubjectError&) {
    return run_alone(cases, sink);
  }
  answer_seconds_ += seconds;
  for (std::size_t i = 0; i < cases.size(); ++i) sink(i, std::move(answers[i]));
}

// A list of programs, and one of cases.
void PipedPython::write_message(std::span<const Case* const> cases) {
  std::map<std::string, std::int64_t, std::less<>> places;
  std::string programs;
  std::string program;
  std::string heads;
  MarshalWriter writer(heads);
  for (const Case* one : cases) {
    if (!one->program) {
      marshal_case(*one, writer);
      continue;
    }
    program.clear();
    MarshalWriter program_writer(program);
    marshal_program(*one->program, program_writer);
    const auto [place, is_new] =
        places.try_emplace(program, static_cast<std::int64_t>(places.size()));
    if (is_new) programs += program;
    marshal_case(*one, writer, place->second);
  }
  outbox_.assign(kSize, '\0');
  MarshalWriter message(outbox_);
  message.list(2);
  message.list(places.size());
  message.objects(programs);
  message.list(cases.size());
  message.objects(heads);
  const auto size = static_cast<std::uint32_t>(outbox_.size() - kSize);
  std::memcpy(outbox_.data(), &size, kSize);
}

void PipedPython::run_alone(std::span<const Case* const> cases, const Sink& sink) {
  if (!alone_)
    alone_ = std::make_unique<conformance::ProcessSubject>(command_of(path_, subject_script()));
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Case one = *cases[i];
    one.json = conformance::write_case(one);
    sink(i, alone_->run(one));
  }
}

Answer PipedPython::answer(const Case& one, const conformance::Delivery& delivery) {
  if (!delivery.is_whole()) return conformance::Unsupported{"a case is delivered whole"};
  const Case* const cases[] = {&one};
  Answer out;
  run_all(cases, [&](std::size_t, Answer answer) { out = std::move(answer); });
  return out;
}

}  // namespace basehttp::fuzz
