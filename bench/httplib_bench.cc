// cpp-httplib's Server, driven in memory through a Stream of our own.  It takes no
// header line over 8192 bytes, so W6 is not for it.
#include <benchmark/benchmark.h>
#include <httplib.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "bench_inputs.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string_view bytes, std::string& out) : rest_(bytes), out_(out) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    const std::size_t taken = std::min(size, rest_.size());
    std::memcpy(to, rest_.data(), taken);
    rest_.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* from, std::size_t size) override {
    out_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = "127.0.0.1";
    port = 54321;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip = "127.0.0.1";
    port = 80;
  }
  socket_t socket() const override { return 0; }

  [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  std::string& out_;
};

class MemoryServer final : public httplib::Server {
 public:
  MemoryServer() {
    Get(R"(/.*)", [](const httplib::Request&, httplib::Response& response) {
      // A type that Debian's build does not compress.
      response.set_content("hello, world\n", "application/octet-stream");
    });
  }
  // Answers all requests; how many.
  std::size_t serve(std::string_view bytes, std::string& out) {
    MemoryStream stream(bytes, out);
    std::size_t answered = 0;
    while (!stream.done()) {
      bool closed = false;
      if (!process_request(stream, false, closed, nullptr)) break;
      ++answered;
    }
    return answered;
  }
};

void serve(benchmark::State& state, const Input* input) {
  MemoryServer server;
  std::string out;
  measure(state, input->bytes.size(), input->requests, [&] {
    out.clear();
    return server.serve(input->bytes, out) == input->requests &&
           out.starts_with("HTTP/1.1 200 OK\r\n") && out.ends_with("hello, world\n");
  });
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const char* name : {"W1", "W2", "W3", "W4"}) {
    benchmark::RegisterBenchmark((std::string("peer-httplib/") + name).c_str(), serve,
                                 &input(name));
  }
  return true;
}();

}  // namespace
}  // namespace basehttp::bench
