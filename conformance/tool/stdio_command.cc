// basehttp stdio: one connection on standard input and output, as inetd hands it over.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "basehttp/descriptor_streams.h"
#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"
#include "conformance/harness/case_handler.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/profile_names.h"
#include "conformance/tool/command.h"

namespace basehttp::conformance {
namespace {

// Without --program: something to look at with any client.
constexpr char kGreeter[] = R"json({
  "id": "stdio", "rfile": "", "protocol_version": "HTTP/1.1",
  "program": {
    "GET": [["send_response", 200], ["send_header", "Content-Type", "text/plain"],
            ["send_header", "Content-Length", "20"], ["end_headers"],
            ["write", "Served by basehttp.\n"]],
    "HEAD": [["send_response", 200], ["send_header", "Content-Type", "text/plain"],
             ["send_header", "Content-Length", "20"], ["end_headers"]],
    "POST": [["read_body"], ["send_response", 200], ["send_header", "Connection", "close"],
             ["end_headers"], ["echo_body"]]
  }
})json";

// What log_message writes, as Python's own standard error does: UTF-8.
class StandardErrorLog final : public Log {
 public:
  void write(const Text& line) override {
    const std::string bytes = line.utf8();
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
  }
};

Value address(const char* host, int port) { return Value::tuple({Value(host), Value(port)}); }

// Who is at the other end of standard input, when that is a socket of the internet.
std::optional<Value> peer_of_socket() {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  auto* generic = reinterpret_cast<sockaddr*>(&storage);
  if (getpeername(STDIN_FILENO, generic, &size) != 0) return std::nullopt;
  char host[INET6_ADDRSTRLEN] = "";
  if (storage.ss_family == AF_INET) {
    const auto* one = reinterpret_cast<const sockaddr_in*>(&storage);
    inet_ntop(AF_INET, &one->sin_addr, host, sizeof host);
    return address(host, ntohs(one->sin_port));
  }
  if (storage.ss_family == AF_INET6) {
    const auto* one = reinterpret_cast<const sockaddr_in6*>(&storage);
    inet_ntop(AF_INET6, &one->sin6_addr, host, sizeof host);
    return address(host, ntohs(one->sin6_port));
  }
  return std::nullopt;
}

// What socat and the like say of the peer when they pass on its bytes.
std::optional<Value> peer_of_environment() {
  const char* host = std::getenv("SOCAT_PEERADDR");
  const char* port = std::getenv("SOCAT_PEERPORT");
  if (host == nullptr || port == nullptr) return std::nullopt;
  const std::string_view digits = port;
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return address(host, number);
}

struct Stdio {
  std::string profile;
  std::string program;
  double timeout = 0;

  int run() const;

 private:
  Case settings() const;
  Patience patience() const;
};

Case Stdio::settings() const {
  return program.empty() ? read_case_text(kGreeter, "the built-in program")
                         : read_case_text(read_file(program), program);
}

Patience Stdio::patience() const {
  if (timeout == 0) return std::nullopt;
  constexpr double kMostSeconds = 1e6;
  return std::chrono::milliseconds(static_cast<long long>(std::min(timeout, kMostSeconds) * 1000));
}

int Stdio::run() const {
  const Profile& chosen = profile.empty() ? newest_profile() : profile_named(profile);
  const Case one = settings();
  if (const std::string reason = unsupported_reason(one, chosen); !reason.empty())
    throw InputError(program, 0, "", reason);
  // A client that leaves is an exception, as in Python, and no end of the process.
  std::signal(SIGPIPE, SIG_IGN);

  DescriptorReader rfile(STDIN_FILENO, patience());
  DescriptorWriter wfile(STDOUT_FILENO, patience());
  SystemClock clock;
  StandardErrorLog log;
  ProgramHandler handler({rfile, wfile, clock, log, chosen});
  Interpreter interpreter(handler);
  try {
    configure(one, handler);
    if (const auto peer = peer_of_socket()) {
      handler.client_address = *peer;
    } else if (const auto told = peer_of_environment()) {
      handler.client_address = *told;
    }
    add_methods(one, handler, interpreter);
    handler.handle();
  } catch (const PythonError& error) {
    fmt::print(stderr, "basehttp stdio: {}: {}\n", error.type(chosen),
               error.message(chosen).utf8());
    return kUnexpected;
  } catch (const basehttp::Unsupported& unsupported) {
    fmt::print(stderr, "basehttp stdio: the reference cannot do this: {}\n", unsupported.what());
    return kSubjectBroken;
  }
  return kAsExpected;
}

}  // namespace

void add_stdio_command(CLI::App& app, int& code) {
  auto options = std::make_shared<Stdio>();
  CLI::App& command =
      *app.add_subcommand("stdio", "Serve one connection on standard input and output");
  command
      .add_option("--profile", options->profile,
                  "The CPython to be, by version (default: the newest)")
      ->type_name("V");
  command
      .add_option("--program", options->program,
                  "A file that holds one case: its program, responses and class attributes are "
                  "used, what it says of a client is not (default: GET, HEAD and POST answer)")
      ->type_name("FILE");
  command
      .add_option("--timeout", options->timeout,
                  "Seconds without a byte after which the connection ends; 0: never")
      ->check(CLI::NonNegativeNumber)
      ->type_name("S")
      ->capture_default_str();
  command.footer(footer(
      "socat TCP-LISTEN:8000,bind=127.0.0.1,reuseaddr,fork EXEC:'basehttp stdio --profile 3.13'\n"
      "  printf 'GET / HTTP/1.0\\r\\n\\r\\n' | basehttp stdio",
      "0 the connection ended; 1 the handler raised an exception, as when the client is gone;\n"
      "  2 usage or a bad program; 3 the program does what the reference does not reproduce"));
  command.callback([options, &code] { code = options->run(); });
}

}  // namespace basehttp::conformance
