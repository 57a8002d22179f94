// What answers when something is measured: 200 and thirteen bytes to every GET,
// as scripts/lib/bench/cpython_worker.py does.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "basehttp/base_http_request_handler.h"
#include "basehttp/clock.h"
#include "basehttp/log.h"
#include "basehttp/memory_streams.h"
#include "basehttp/profile.h"

namespace basehttp::bench {

// wfile that appends to one string, whose storage is kept.
class StringWriter final : public ByteWriter {
 public:
  void write(std::string_view bytes) override { text_.append(bytes); }
  void flush() override {}

  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  void clear() noexcept { text_.clear(); }

 private:
  std::string text_;
};

// A log that appends to one text, whose storage is kept.
class StringLog final : public Log {
 public:
  void write(const Text& line) override { text_.append(line); }
  [[nodiscard]] const Text& text() const noexcept { return text_; }
  void clear() noexcept { text_.clear(); }

 private:
  Text text_;
};

class Hello : public BaseHTTPRequestHandler {
 protected:
  explicit Hello(const Environment& environment) : BaseHTTPRequestHandler(environment) {
    protocol_version = "HTTP/1.1";
    client_address = Value::tuple({"127.0.0.1", 54321});
    add_method("GET", [this] { do_GET(); });
  }

 private:
  void do_GET() {
    // Made once, as Python's constants are.
    static const std::pair<Value, Value> kLength("Content-Length", "13");
    static constinit const Value kOk(200);
    send_response(kOk);
    send_header(kLength.first, kLength.second);
    end_headers();
    wfile().write("hello, world\n");
  }
};

// Logs as the library does.
class HelloHandler final : public Hello {
 public:
  explicit HelloHandler(const Environment& environment) : Hello(environment) {
    spare_calls<HelloHandler>();
  }
};

// Overrides log_message with nothing, as CPython's does when it is measured quiet.
class QuietHandler final : public Hello {
 public:
  explicit QuietHandler(const Environment& environment) : Hello(environment) {
    spare_calls<QuietHandler>();
  }
  void log_message(const Value& /*format*/, std::span<const Value> /*args*/) override {}
};

// 2024-03-17 12:00:00 UTC.
inline constexpr double kTime = 1710676800;

// A handler that serves one connection after the other; whatever storage it and its
// streams have made is kept.
template <typename Handler = QuietHandler, typename Reader = MemoryReader>
class Server {
 public:
  explicit Server(const Profile& profile = *find_profile("3.11.7"))
      : handler_({reader_, writer_, clock_, log_, profile}) {}
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() = default;

  // Serves a connection that sends `bytes`; the response lives until the next call.
  std::string_view serve(std::string_view bytes) {
    reader_.restart(bytes);
    writer_.clear();
    log_.clear();
    handler_.handle();
    return writer_.text();
  }

  [[nodiscard]] Handler& handler() noexcept { return handler_; }
  [[nodiscard]] const Text& log() const noexcept { return log_.text(); }

 private:
  Reader reader_{std::string_view()};
  StringWriter writer_;
  FixedClock clock_{kTime};
  StringLog log_;
  Handler handler_;
};

// rfile that gives one byte at a time, whatever one asks for.
class ByteByByteReader final : public ByteReader {
 public:
  explicit ByteByByteReader(std::string_view bytes) : bytes_(bytes) {}
  void restart(std::string_view bytes) noexcept {
    bytes_ = bytes;
    position_ = 0;
  }

  std::string_view readline(std::size_t limit) override {
    const std::size_t first = position_;
    while (position_ < bytes_.size() && position_ - first < limit) {
      if (bytes_[position_++] == '\n') break;
    }
    return bytes_.substr(first, position_ - first);
  }
  std::string_view read(std::size_t count) override {
    const std::string_view taken = bytes_.substr(position_, count);
    position_ += taken.size();
    return taken;
  }
  std::string_view peek() override { return bytes_.substr(position_, 1); }
  void consume(std::size_t count) override { position_ += count; }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

}  // namespace basehttp::bench
