#include "conformance/harness/line_connection.h"

#include <algorithm>
#include <thread>

#include <fmt/format.h>

#include "conformance/harness/escape.h"

namespace basehttp::conformance {
namespace {

using Clock = ChildProcess::Clock;

constexpr std::chrono::milliseconds kGrace{2'000};
// How long lines gather, and how many have to be due: the first is some answers of an interpreter,
// and less than it takes a fast program to give the second.
constexpr std::chrono::milliseconds kGathering{1};
constexpr std::size_t kMany = 64;

std::string seconds(std::chrono::milliseconds limit) {
  return fmt::format("{:g} s", std::chrono::duration<double>(limit).count());
}

}  // namespace

std::string shown_line(std::string_view line) {
  constexpr std::size_t kMost = 80;
  std::string out = escape_bytes(line.substr(0, kMost));
  return line.size() > kMost ? out + "…" : out;
}

void LineConnection::send(std::string_view line) {
  // What was written goes now and then, not for each line.
  if (sent_ == outbox_.size() || sent_ > 1U << 20U) {
    outbox_.erase(0, sent_);
    sent_ = 0;
  }
  outbox_ += line;
}

std::variant<std::string_view, Failure> LineConnection::receive(std::chrono::milliseconds limit,
                                                                std::size_t due) {
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
    if (searched > longest_line_) return too_long();
    if (due >= kMany) {
      write();
      std::this_thread::sleep_for(std::min(limit, kGathering));
    }
    if (process_.wait(sent_ < outbox_.size(), deadline) == ChildProcess::Event::kTimeout)
      return timed_out(limit);
    write();
    if (process_.read(inbox_) == ChildProcess::Read::kEnd) return ended();
  }
}

void LineConnection::write() {
  if (sent_ < outbox_.size()) sent_ += process_.write(std::string_view(outbox_).substr(sent_));
}

std::string LineConnection::finish(std::chrono::milliseconds grace) {
  const std::string how = process_.finish(grace);
  while (process_.read(inbox_) == ChildProcess::Read::kData) {
  }
  if (!process_.succeeded())
    return fmt::format("at the end of its input it {}: exit with 0 there", how);
  if (inbox_.size() > taken_)
    return fmt::format("after the last answer it wrote {}: answer each case once",
                       shown_line(std::string_view(inbox_).substr(taken_)));
  return {};
}

Failure LineConnection::too_long() {
  process_.finish(std::chrono::milliseconds(0));
  return {Failure::Kind::kProtocolError,
          fmt::format("it wrote a line of more than {} bytes that begins with {}: end each answer "
                      "with a newline",
                      longest_line_, shown_line(inbox_))};
}

Failure LineConnection::timed_out(std::chrono::milliseconds limit) {
  process_.finish(std::chrono::milliseconds(0));
  return {Failure::Kind::kTimedOut,
          fmt::format("no answer within {}, so it was killed: flush standard output after each "
                      "line, and stop a case yourself after 20 s; --timeout gives it more",
                      seconds(limit))};
}

Failure LineConnection::ended() {
  const std::string how = process_.finish(kGrace);
  const std::string_view rest = std::string_view(inbox_).substr(taken_);
  return {
      Failure::Kind::kCrashed,
      fmt::format("it {} before it answered{}: its standard error may say why; answer every "
                  "line, with {{\"id\": ..., \"error\": \"why\"}} where a case goes wrong",
                  how, rest.empty() ? "" : fmt::format(", in the middle of {}", shown_line(rest)))};
}

}  // namespace basehttp::conformance
