// A subject with one planted fault, to test the harness with.
//
// usage: stub_subject FAULT [VERSION [SOURCES]]
//
// It answers each case with an outcome made from the case alone.  The fault strikes at
// cases whose id holds "bad"; "none" is no fault.
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/outcome.h"

namespace {

using basehttp::Text;
using basehttp::Value;
namespace conformance = basehttp::conformance;

std::string fault;

void say(const std::string& line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

conformance::Outcome honest(const conformance::Case& one) {
  conformance::Outcome out;
  out.writes = {"HTTP/1.0 200 OK\r\n\r\n", one.rfile};
  out.flushes = {1, 2};
  out.log = Text("log of ") + Text::from_utf8(one.id) + "\n";
  conformance::RequestState request;
  request.requestline = Text(one.rfile.substr(0, one.rfile.find('\r')));
  request.command = "GET";
  request.path = "/";
  request.request_version = "HTTP/1.0";
  request.close_connection = true;
  request.headers = Value::list({Value::list({"Host", "a"}), Value::list({"X", "\xe9"})});
  request.defects = Value::list({});
  request.rfile_pos = static_cast<std::int64_t>(one.rfile.size());
  out.requests = {request, request};
  out.rfile_pos = request.rfile_pos;
  out.pending = "";
  out.close_connection = true;
  return out;
}

// One way to be wrong for each kind of mismatch.
void plant(conformance::Outcome& out) {
  if (fault == "write") out.writes[1] += "!";
  if (fault == "split-write") out.writes = {"HTTP/1.0 200 ", "OK\r\n\r\n", out.writes[1]};
  if (fault == "missing-write") out.writes.pop_back();
  if (fault == "flush") out.flushes[0] = 2;
  if (fault == "log") out.log.append(std::string_view("more\n"));
  if (fault == "missing-request") out.requests.pop_back();
  if (fault == "header-value")
    out.requests[1].headers = Value::list({Value::list({"Host", "b"}), Value::list({"X", "\xe9"})});
  if (fault == "header-missing")
    out.requests[1].headers = Value::list({Value::list({"Host", "a"})});
  if (fault == "headers-null") out.requests[0].headers = Value::none();
  if (fault == "defect") out.requests[0].defects = Value::list({"InvalidHeaderDefect"});
  if (fault == "path") out.requests[0].path = "/other";
  if (fault == "bool-as-int") out.requests[0].close_connection = std::int64_t{1};
  if (fault == "exception") out.exception = conformance::Raised{"ValueError", "no"};
  if (fault == "caught") out.caught.push_back({"KeyError", "'x'"});
  if (fault == "rfile-pos") ++out.rfile_pos;
  if (fault == "pending") out.pending.reset();
  if (fault == "close") out.close_connection = false;
  if (fault == "several") {
    out.log.clear();
    out.rfile_pos = 0;
  }
}

// Answers, or misbehaves as no outcome can.
void answer(const conformance::Case& one) {
  const bool strikes = one.id.find("bad") != std::string::npos;
  if (strikes && fault == "die") std::raise(SIGKILL);
  if (strikes && fault == "exit-early") std::exit(0);
  if (strikes && fault == "exit-early-1") std::exit(1);
  if (strikes && fault == "hang") std::this_thread::sleep_for(std::chrono::hours(1));
  if (strikes && fault == "rubbish") return say("Traceback (most recent call last):");
  if (strikes && fault == "nan") return say("{\"id\": \"" + one.id + "\", \"rfile_pos\": NaN}");
  if (strikes && fault == "no-object") return say("[1, 2]");
  if (strikes && fault == "no-id") return say("{\"writes\": []}");
  if (strikes && fault == "order") return say(write_outcome("some/other/case", honest(one)));
  if (strikes && fault == "half-outcome")
    return say("{\"id\": \"" + one.id + "\", \"writes\": []}");
  if (strikes && fault == "high-character")
    return say("{\"id\": \"" + one.id + "\", \"writes\": [\"\\u20ac\"]}");
  if (strikes && fault == "error")
    return say("{\"error\": \"too hard\", \"id\": \"" + one.id + "\"}");
  if (strikes && fault == "null-error") return say("{\"error\": \"not a case\", \"id\": null}");
  if (strikes && fault == "unsupported")
    return say("{\"id\": \"" + one.id + "\", \"unsupported\": \"no such action\"}");
  if (strikes && fault == "giant-line") {
    const std::string piece(1 << 16, 'x');
    for (;;) std::fwrite(piece.data(), 1, piece.size(), stdout);
  }
  if (strikes && fault == "die-in-line") {
    std::fputs("{\"id\": ", stdout);
    std::fflush(stdout);
    std::raise(SIGKILL);
  }
  conformance::Outcome outcome = honest(one);
  if (strikes) plant(outcome);
  std::string line = write_outcome(one.id, outcome);
  if (fault == "extra-keys") line.insert(1, "\"zz_note\": \"mine\", ");
  say(line);
  if (strikes && fault == "answer-twice") say(line);
}

void greet(const std::string& version, const std::string& sources) {
  if (fault == "mute") std::this_thread::sleep_for(std::chrono::hours(1));
  if (fault == "banner") return say("Welcome to the stub");
  if (fault == "nameless") return say("{\"subject\": {\"version\": \"1\"}}");
  say("{\"subject\": {\"name\": \"CPython\", \"version\": \"" + version +
      "\", \"platform\": \"stub\", \"sources\": {\"http/server.py\": \"" + sources + "\"}}}");
}

}  // namespace

int main(int argc, char** argv) {
  fault = argc > 1 ? argv[1] : "none";
  const std::string version = argc > 2 ? argv[2] : "3.13.0";
  const std::string sources = argc > 3 ? argv[3] : "sha256:0";
  if (fault == "dead-at-start") return 1;
  std::string line;
  conformance::JsonDocument document;
  while (std::getline(std::cin, line)) {
    if (line == "{\"hello\": 1}") {
      greet(version, sources);
    } else {
      answer(conformance::read_case(document.parse(line), line));
    }
  }
  if (fault == "chatter-at-end") say("bye");
  return fault == "fail-at-end" ? 7 : 0;
}
