// Streams in memory and the buffer of a response (memory_streams.h, response_buffer.h,
// persistence.h).
#include "basehttp/memory_streams.h"

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "basehttp/persistence.h"
#include "basehttp/python_error.h"
#include "basehttp/response_buffer.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/tokens.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

struct Read {
  bool line = false;
  std::size_t limit = 0;
};

void showValue(const Read& read, std::ostream& out) {
  out << (read.line ? "readline(" : "read(") << read.limit << ")";
}

rc::Gen<std::vector<Read>> reads() {
  return generators::list_of(
      12, rc::gen::build<Read>(rc::gen::set(&Read::line, rc::gen::arbitrary<bool>()),
                               rc::gen::set(&Read::limit, generators::number<std::size_t>(0, 9))));
}

// What a call takes of bytes that are all there.
std::string taken(const std::string& bytes, std::size_t at, const Read& read) {
  std::string window = bytes.substr(at, read.limit);
  if (!read.line) return window;
  const std::size_t newline = window.find('\n');
  return newline == std::string::npos ? window : window.substr(0, newline + 1);
}

std::string_view call(MemoryReader& reader, const Read& read) {
  return read.line ? reader.readline(read.limit) : reader.read(read.limit);
}

LIBRARY_PROP(StreamLaws, ReadingTakesWhatIsThereInItsOrder, ()) {
  const std::string bytes = *generators::string_over("ab\r\n", 30);
  MemoryReader reader(bytes);
  std::size_t at = 0;
  for (const Read& each : *reads()) {
    RC_ASSERT(reader.peek() == std::string_view(bytes).substr(at));
    const std::string expected = taken(bytes, at, each);
    RC_ASSERT(call(reader, each) == expected);
    at += expected.size();
    RC_ASSERT(reader.position() == at);
  }
  RC_TAG(at == bytes.size() ? "to the end" : "part of it");
}

LIBRARY_PROP(StreamLaws, AFaultGivesNoByteBehindItAndTakesNone, ()) {
  const std::string bytes = *generators::string_over("ab\n", 30);
  const auto fault = *generators::number<std::size_t>(0, 35);
  MemoryReader reader(bytes);
  reader.plan({fault, PythonError("socket.timeout", Text("timed out"))});
  std::size_t at = 0;
  std::size_t raised = 0;
  for (const Read& each : *reads()) {
    const std::string expected = taken(bytes, at, each);
    // A call that is not satisfied by what is there waits for the next byte.
    const bool satisfied = expected.size() == each.limit ||
                           (each.line && !expected.empty() && expected.back() == '\n');
    const bool fails = at + expected.size() + (satisfied ? 0 : 1) > fault;
    RC_ASSERT(reader.peek().size() == (at < fault ? std::min(fault, bytes.size()) - at : 0));
    try {
      const std::string_view got = call(reader, each);
      RC_ASSERT_FALSE(fails);
      RC_ASSERT(got == expected);
      at += expected.size();
    } catch (const PythonError&) {
      RC_ASSERT(fails);
      ++raised;
    }
    RC_ASSERT(reader.position() == at);
  }
  RC_TAG(raised == 0 ? "never met" : "met");
}

LIBRARY_PROP(StreamLaws, EachWriteIsKeptApartUntilOneFails, ()) {
  const auto pieces = *generators::list_of(8, generators::string_over("ab\n", 4));
  const auto fault = *generators::number<std::size_t>(0, 10);
  MemoryWriter writer;
  writer.plan({fault, PythonError("socket.timeout", Text("timed out"))});
  std::vector<std::size_t> flushes;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i >= fault) {
      RC_ASSERT_THROWS_AS(writer.write(pieces[i]), PythonError);
    } else {
      writer.write(pieces[i]);
    }
    if (*rc::gen::arbitrary<bool>()) {
      writer.flush();
      flushes.push_back(std::min(i + 1, fault));
    }
  }
  RC_TAG(pieces.size() > fault ? "one fails" : "none fails");
  const auto kept = static_cast<std::ptrdiff_t>(std::min(pieces.size(), fault));
  RC_ASSERT(writer.writes() == std::vector<std::string>(pieces.begin(), pieces.begin() + kept));
  RC_ASSERT(writer.flushes() == flushes);
}

LIBRARY_PROP(ResponseBufferLaws, PiecesAreKeptInTheirOrder, ()) {
  const auto pieces = *generators::list_of(8, generators::string_over("ab", 4));
  const auto cleared_after = *generators::number<std::size_t>(0, 8);
  ResponseBuffer buffer;
  RC_ASSERT_FALSE(buffer.exists());
  buffer.create();
  std::vector<std::string> model;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i == cleared_after) {
      buffer.clear();
      model.clear();
    }
    if (i % 2 == 0) {
      buffer.append(pieces[i]);
    } else {
      std::copy(pieces[i].begin(), pieces[i].end(), buffer.add(pieces[i].size()));
    }
    model.push_back(pieces[i]);
  }
  RC_TAG(std::to_string(model.size()) + " pieces");
  std::string joined;
  RC_ASSERT(buffer.piece_count() == model.size());
  for (std::size_t i = 0; i < model.size(); ++i) {
    RC_ASSERT(buffer.piece(i) == model[i]);
    joined += model[i];
  }
  RC_ASSERT(buffer.joined() == joined);
  RC_ASSERT(buffer.exists());
  buffer.destroy();
  RC_ASSERT_FALSE(buffer.exists());
  RC_ASSERT(buffer.joined().empty());
}

LIBRARY_PROP(PersistenceLaws, ConnectionIsComparedAsAWholeInAnyCase, ()) {
  const std::string word =
      *generators::choice({"close", "keep-alive", "upgrade", "close,", " close", ""});
  const std::string spelled = *generators::in_some_case(word);
  const std::string protocol = *generators::choice(
      {"HTTP/1.1", "HTTP/1.0", "HTTP/1.01", "HTTP/1.10", "HTTP/2", "http/1.0", ""});
  std::optional<bool> expected;
  if (word == "close") expected = true;
  if (word == "keep-alive" && protocol >= "HTTP/1.1") expected = false;
  RC_TAG(!expected ? "says nothing" : *expected ? "closes" : "stays");
  RC_ASSERT(close_connection_of(spelled, Value(protocol)) == expected);
}

LIBRARY_PROP(PersistenceLaws, ExpectWantsBothVersionsAtLeast11AsStrings, ()) {
  const std::string word = *generators::choice({"100-continue", "100-continue,", "200-ok", ""});
  const auto version =
      generators::choice({"HTTP/1.1", "HTTP/1.0", "HTTP/01.1", "HTTP/1.10", "HTTP/9", "G"});
  const std::string protocol = *version;
  const std::string request = *version;
  const bool expected = word == "100-continue" && protocol >= "HTTP/1.1" && request >= "HTTP/1.1";
  RC_TAG(expected ? "expects" : "does not");
  RC_ASSERT(expects_continue(Value(*generators::in_some_case(word)), Value(protocol),
                             Value(request)) == expected);
}

}  // namespace
}  // namespace basehttp::conformance
