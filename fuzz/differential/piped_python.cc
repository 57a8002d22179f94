#include "fuzz/differential/piped_python.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/case_writer.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/report.h"
#include "fuzz/differential/marshal.h"
#include "fuzz/differential/marshalled.h"
#include "fuzz/differential/marshalled_agreement.h"

namespace basehttp::fuzz {
namespace {

using conformance::Action;
using conformance::Answer;
using conformance::Case;
using conformance::ChildProcess;
using conformance::Outcome;
using conformance::Program;
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

// A list or a dict never is: the order of a dict's items shows, and identical() does not look at
// it.
bool surely_same(const Value& a, const Value& b) {
  const bool has_items = a.kind() == Value::Kind::kList || a.kind() == Value::Kind::kTuple ||
                         a.kind() == Value::Kind::kDict;
  return !has_items && conformance::identical(a, b);
}

bool surely_same(const std::vector<Action>& a, const std::vector<Action>& b);

bool surely_same(const Action& a, const Action& b) {
  return a.name.text() == b.name.text() &&
         std::equal(a.args.begin(), a.args.end(), b.args.begin(), b.args.end(),
                    [](const Value& x, const Value& y) { return surely_same(x, y); }) &&
         a.kwargs.empty() && b.kwargs.empty() && surely_same(a.nested, b.nested);
}

bool surely_same(const std::vector<Action>& a, const std::vector<Action>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Action& x, const Action& y) { return surely_same(x, y); });
}

// Whether two programs do the same, without writing them.  False may also mean that this is not the
// place to tell.
bool surely_same(const Program& a, const Program& b) {
  return std::equal(a.methods.begin(), a.methods.end(), b.methods.begin(), b.methods.end(),
                    [](const auto& x, const auto& y) {
                      return x.first == y.first && surely_same(x.second, y.second);
                    });
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

PipedPython::PipedPython(std::string path, int times) : path_(std::move(path)), times_(times) {
  start();
}

PipedPython::~PipedPython() = default;

void PipedPython::start() {
  const auto wrong = [&](std::string_view what) {
    return SubjectError(fmt::format("{} does not answer as a Python does: {}", path_, what));
  };
  try {
    process_.emplace(command_of(
        path_, fmt::format("{} {} {}",
                           conformance::shell_quoted(BASEHTTP_SOURCES
                                                     "/fuzz/differential/piped_subject.py"),
                           subject_script(), times_)));
    inbox_.clear();
    const std::string_view message = exchange({}, kStart);
    if (message.empty()) throw wrong("it " + process_->finish(std::chrono::milliseconds(100)));
    MarshalReader reader(message);
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
  run_all_unlike(cases, {}, sink);
}

void PipedPython::run_all_unlike(std::span<const Case* const> cases,
                                 std::span<const Answer* const> expected, const Sink& sink) {
  if (cases.empty()) return;
  std::vector<std::optional<Answer>> answers;
  try {
    write_message(cases);
    if (!process_) start();
    const std::string_view message = exchange(outbox_, kCase * static_cast<int>(cases.size()));
    answers = read_answers(message, expected, cases.size());
  } catch (const MarshalError&) {
    process_.reset();
    return run_alone(cases, sink);
  } catch (const SubjectError&) {
    return run_alone(cases, sink);
  }
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (answers[i]) sink(i, *std::move(answers[i]));
}

std::vector<std::optional<Answer>> PipedPython::read_answers(
    std::string_view message, std::span<const Answer* const> expected, std::size_t count) {
  std::vector<std::optional<Answer>> answers;
  answers.reserve(count);
  MarshalReader reader(message);
  while (answers.size() < count) {
    reader.next_dump();
    for (std::size_t left = reader.list(); left > 0; --left) {
      if (answers.size() == count) throw MarshalError("more answers than cases");
      const auto* outcome =
          expected.empty() ? nullptr : std::get_if<Outcome>(expected[answers.size()]);
      const MarshalReader::Place place = reader.place();
      answers.emplace_back();
      if (outcome != nullptr && takes_answer(reader, *outcome)) continue;
      reader.back_to(place);
      answers.back() = read_answer(reader);
    }
  }
  if (!reader.rest().empty()) throw MarshalError("more answers than cases");
  return answers;
}

// A list of programs, and one of cases.
void PipedPython::write_message(std::span<const Case* const> cases) {
  std::vector<const Program*> places;
  std::string programs;
  MarshalWriter program_writer(programs);
  std::string heads;
  MarshalWriter writer(heads);
  for (const Case* one : cases) {
    if (!one->program) {
      marshal_case(*one, writer);
      continue;
    }
    const auto found = std::find_if(places.begin(), places.end(), [&](const auto* each) {
      return surely_same(*each, *one->program);
    });
    marshal_case(*one, writer, found - places.begin());
    if (found != places.end()) continue;
    places.push_back(&*one->program);
    marshal_program(*one->program, program_writer);
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

std::string PipedPython::finish() {
  if (!process_) return {};
  std::string end = process_->finish(kCase);
  const bool succeeded = process_->succeeded();
  process_.reset();
  return succeeded ? std::string() : path_ + " " + end;
}

Answer PipedPython::answer(const Case& one, const conformance::Delivery& delivery) {
  if (!delivery.is_whole()) return conformance::Unsupported{"a case is delivered whole"};
  const Case* const cases[] = {&one};
  Answer out;
  run_all(cases, [&](std::size_t, Answer answer) { out = std::move(answer); });
  return out;
}

}  // namespace basehttp::fuzz
