#include "conformance/harness/reference_subject.h"

#include <utility>
#include <vector>

#include "basehttp/clock.h"
#include "basehttp/log.h"
#include "basehttp/memory_streams.h"
#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/case_handler.h"
#include "conformance/harness/delivered_reader.h"
#include "conformance/harness/program.h"
#include "conformance/harness/program_handler.h"

namespace basehttp::conformance {
namespace {

PythonError timeout_of(const Case& one) {
  if (one.timeout_kind == Case::TimeoutKind::kSocket) {
    return PythonError("socket.timeout", Text("timed out"));
  }
  return PythonError("TimeoutError", std::vector<Value>{Value(110), Value("Connection timed out")});
}

PythonError connection_reset() {
  return PythonError("ConnectionResetError", {Value(104), Value("Connection reset by peer")});
}

PythonError broken_pipe() {
  return PythonError("BrokenPipeError", {Value(32), Value("Broken pipe")});
}

// The earlier of the two faults planned for a stream; the time-out at a tie.
std::optional<Fault> first_fault(const Case& one, std::optional<std::int64_t> timeout_at,
                                 std::optional<std::int64_t> error_at, PythonError (*error)()) {
  if (timeout_at && (!error_at || *timeout_at <= *error_at)) {
    return Fault{static_cast<std::size_t>(*timeout_at), timeout_of(one)};
  }
  if (error_at) return Fault{static_cast<std::size_t>(*error_at), error()};
  return std::nullopt;
}

double seconds_of(const Value& time) {
  if (time.kind() == Value::Kind::kFloat) return time.as_float();
  return time.integer().to_double().value_or(0);
}

// Either reader has plan() and position().
template <typename Reader>
Answer answer_from(Reader& rfile, const Case& one, const Profile& profile) {
  MemoryWriter wfile;
  if (auto fault = first_fault(one, one.rfile_timeout_at, one.rfile_error_at, connection_reset))
    rfile.plan(std::move(*fault));
  if (auto fault = first_fault(one, one.wfile_timeout_at, one.wfile_error_at, broken_pipe))
    wfile.plan(std::move(*fault));
  FixedClock clock(seconds_of(one.time));
  MemoryLog log;
  ProgramHandler handler({rfile, wfile, clock, log, profile}, [&] { return rfile.position(); });
  Interpreter interpreter(handler);
  Outcome outcome;
  try {
    configure(one, handler);
    add_methods(one, handler, interpreter);
    handler.handle();
  } catch (const PythonError& error) {
    outcome.exception = describe(error, profile);
  } catch (const basehttp::Unsupported& unsupported) {
    return Unsupported{unsupported.what()};
  } catch (const CaseStopped& stopped) {
    return Failure{Failure::Kind::kError, stopped.what()};
  }
  outcome.flushes.assign(wfile.flushes().begin(), wfile.flushes().end());
  outcome.writes = std::move(wfile).writes();
  outcome.log = std::move(log).text();
  outcome.requests = std::move(handler.requests());
  outcome.caught = std::move(interpreter.caught());
  outcome.rfile_pos = static_cast<std::int64_t>(rfile.position());
  if (handler.headers_buffer().exists()) {
    outcome.pending = std::string(handler.headers_buffer().joined());
  }
  outcome.close_connection =
      handler.close_connection.is_unset() ? Value::none() : handler.close_connection;
  return outcome;
}

}  // namespace

Answer ReferenceSubject::answer(const Case& one, const Delivery& delivery) {
  if (std::string reason = unsupported_reason(one, profile_); !reason.empty()) {
    return Unsupported{std::move(reason)};
  }
  if (delivery.is_whole()) {
    MemoryReader rfile(one.rfile);
    return answer_from(rfile, one, profile_);
  }
  DeliveredReader rfile(one.rfile, delivery);
  return answer_from(rfile, one, profile_);
}

}  // namespace basehttp::conformance
