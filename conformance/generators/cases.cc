#include "conformance/generators/cases.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "conformance/generators/choose.h"
#include "conformance/generators/texts.h"
#include "conformance/generators/values.h"
#include "conformance/harness/case_writer.h"

namespace basehttp::conformance::generators {
namespace {

// What a case may set besides the stream and the program.
struct Settings {
  Value protocol_version;
  Value default_request_version;
  Value server_version;
  Value error_message_format;
  Value time;
  Value client_address;
};

struct Faults {
  std::optional<std::int64_t> rfile_timeout_at;
  std::optional<std::int64_t> rfile_error_at;
  std::optional<std::int64_t> wfile_timeout_at;
  std::optional<std::int64_t> wfile_error_at;
  bool etimedout = false;
};

rc::Gen<Value> rarely(int percent, std::initializer_list<const char*> texts) {
  return rc::gen::apply(
      [](bool set, const std::string& text) { return set ? Value(text) : Value(); },
      sometimes(percent), choice(texts));
}

rc::Gen<Settings> settings() {
  const auto time = rc::gen::weightedOneOf<Value>(
      {{5, rc::gen::just(Value())},
       {1, rc::gen::map(number<std::int64_t>(-70'000'000'000, 200'000'000'000),
                        [](std::int64_t n) { return Value(static_cast<double>(n) / 1.0); })},
       {1, rc::gen::map(choice(std::vector<double>{0.5, -0.5, 0.9999995, 1e9 + 0.75}),
                        [](double t) { return Value(t); })}});
  const auto address = rc::gen::weightedOneOf<Value>(
      {{6, rc::gen::just(Value())}, {1, rc::gen::map(texts(), [](const Text& host) {
                                       return Value::tuple({Value(host), Value(1)});
                                     })}});
  return rc::gen::build<Settings>(
      rc::gen::set(&Settings::protocol_version,
                   rarely(70, {"HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2", "XTTP"})),
      rc::gen::set(&Settings::default_request_version, rarely(10, {"HTTP/1.1", "HTTP/1.0", ""})),
      rc::gen::set(&Settings::server_version, rarely(10, {"S/1", ""})),
      rc::gen::set(&Settings::error_message_format,
                   rarely(15, {"%(code)d", "%(message)s!", "%(code)s %(explain)r", "%s", "",
                               "%(x)s", "100%", "%(code)x%%"})),
      rc::gen::set(&Settings::time, time), rc::gen::set(&Settings::client_address, address));
}

rc::Gen<std::optional<std::int64_t>> rare_position(int percent, std::int64_t most) {
  return rc::gen::apply(
      [](bool set, std::int64_t at) { return set ? std::optional(at) : std::nullopt; },
      sometimes(percent), number<std::int64_t>(0, most));
}

rc::Gen<Faults> faults() {
  return rc::gen::build<Faults>(rc::gen::set(&Faults::rfile_timeout_at, rare_position(10, 150)),
                                rc::gen::set(&Faults::rfile_error_at, rare_position(10, 150)),
                                rc::gen::set(&Faults::wfile_timeout_at, rare_position(7, 3)),
                                rc::gen::set(&Faults::wfile_error_at, rare_position(7, 3)),
                                rc::gen::set(&Faults::etimedout, sometimes(30)));
}

rc::Gen<std::optional<Program>> programs() {
  const auto some = [](Program program) { return std::optional(std::move(program)); };
  const auto tame = rc::gen::map(responses(), [](const PlannedResponse& response) {
    return std::optional(program_of(response));
  });
  return rc::gen::weightedOneOf<std::optional<Program>>(
      {{3, tame},
       {4, rc::gen::map(wild_programs(), some)},
       {2, rc::gen::just(std::optional<Program>())}});
}

Case assembled(std::string rfile, const Settings& set, const Faults& faults,
               const std::optional<Program>& program) {
  Case one = case_of(std::move(rfile));
  one.protocol_version = set.protocol_version;
  one.default_request_version = set.default_request_version;
  one.server_version = set.server_version;
  one.error_message_format = set.error_message_format;
  if (!set.time.is_unset()) one.time = set.time;
  if (!set.client_address.is_unset()) one.client_address = set.client_address;
  one.rfile_timeout_at = faults.rfile_timeout_at;
  one.rfile_error_at = faults.rfile_error_at;
  one.wfile_timeout_at = faults.wfile_timeout_at;
  one.wfile_error_at = faults.wfile_error_at;
  one.timeout_kind = faults.etimedout ? Case::TimeoutKind::kEtimedout : Case::TimeoutKind::kSocket;
  one.program = program;
  return finished(std::move(one));
}

}  // namespace

Case finished(Case one) {
  finish_case(one);
  return one;
}

Case case_of(std::string rfile) {
  Case one;
  one.id = "generated/case/0";
  one.rfile = std::move(rfile);
  one.protocol_version = Value("HTTP/1.1");
  one.client_address = Value::tuple({Value("127.0.0.1"), Value(54321)});
  one.time = Value(784111777.0);
  return finished(std::move(one));
}

Case case_of(const std::vector<Request>& connection, const PlannedResponse& response,
             const std::string& protocol_version) {
  Case one = case_of(bytes_of(connection));
  one.protocol_version = Value(protocol_version);
  one.program = program_of(response);
  return finished(std::move(one));
}

rc::Gen<Case> tame_cases() {
  return rc::gen::apply(
      [](const std::vector<Request>& connection, const PlannedResponse& response,
         const std::string& protocol) { return case_of(connection, response, protocol); },
      connections(), responses(), choice({"HTTP/1.1", "HTTP/1.1", "HTTP/1.0"}));
}

rc::Gen<Case> cases() {
  return rc::gen::apply(&assembled, near_connections(), settings(), faults(), programs());
}

}  // namespace basehttp::conformance::generators
