// What the machine takes for the least that has to be done: finding the lines of the
// input, copying it, putting the response together.
#include <benchmark/benchmark.h>

#include <cstring>
#include <string>

#include "bench_inputs.h"
#include "hello_server.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

void memchr_lines(benchmark::State& state, const Input* input) {
  const std::string& bytes = input->bytes;
  std::size_t expected = 0;
  for (const char c : bytes) expected += c == '\n' ? 1U : 0U;
  measure(state, bytes.size(), input->requests, [&] {
    std::size_t lines = 0;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (const auto* newline = static_cast<const char*>(
               std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) {
      benchmark::DoNotOptimize(newline);
      ++lines;
      at = newline + 1;
    }
    return lines == expected;
  });
}

void memcpy_input(benchmark::State& state, const Input* input) {
  std::string copy(input->bytes.size(), '\0');
  measure(state, copy.size(), input->requests, [&] {
    std::memcpy(copy.data(), input->bytes.data(), copy.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
    return true;
  });
}

void memcpy_response(benchmark::State& state, const Input* input) {
  Server<> server;
  const std::string response(server.serve(input->bytes));
  std::string copy(response.size(), '\0');
  measure(state, copy.size(), input->requests, [&] {
    std::memcpy(copy.data(), response.data(), copy.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
    return true;
  });
}

// The response to W1 in pieces, with a Date that is at hand: what a program would do
// that knows everything beforehand.
void append_response(benchmark::State& state) {
  const std::string date = "Sun, 17 Mar 2024 12:00:00 GMT";
  const std::string version = "HTTP/1.1";
  const std::string server = "BaseHTTP/0.6 Python/3.11.7";
  const std::string length = "13";
  const std::string body = "hello, world\n";
  std::string out;
  measure(state, 125, 1, [&] {
    out.clear();
    out.append(version).append(" ").append("200").append(" ").append("OK").append("\r\n");
    out.append("Server").append(": ").append(server).append("\r\n");
    out.append("Date").append(": ").append(date).append("\r\n");
    out.append("Content-Length").append(": ").append(length).append("\r\n");
    out.append("\r\n").append(body);
    benchmark::DoNotOptimize(out.data());
    return out.size() == 125;
  });
}

void register_all() {
  for (const char* name : {"W2", "W3", "W6"}) {
    const Input& each = input(name);
    const std::string suffix(name);
    benchmark::RegisterBenchmark(("limit-memchr/" + suffix).c_str(), memchr_lines, &each);
    benchmark::RegisterBenchmark(("limit-memcpy/" + suffix).c_str(), memcpy_input, &each);
    benchmark::RegisterBenchmark(("limit-memcpy-response/" + suffix).c_str(), memcpy_response,
                                 &each);
  }
  benchmark::RegisterBenchmark("limit-append-response/W1", append_response);
}

[[maybe_unused]] const bool kRegistered = (register_all(), true);

}  // namespace
}  // namespace basehttp::bench
