// The parts of writing a response, and of its log line.
#include <benchmark/benchmark.h>

#include "basehttp/date_time.h"
#include "basehttp/http_status.h"
#include "basehttp/python_format.h"
#include "bench_inputs.h"
#include "hello_server.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

const Profile& profile() { return *find_profile("3.11.7"); }

void send_error(benchmark::State& state) {
  Server<> server;
  (void)server.serve(input("W1").bytes);
  StringWriter writer;
  MemoryReader reader{std::string_view()};
  FixedClock clock(kTime);
  NullLog log;
  QuietHandler handler({reader, writer, clock, log, profile()});
  handler.command = "GET";
  handler.request_version = "HTTP/1.1";
  handler.requestline = "GET / HTTP/1.1";
  const Value message("Bad <request> & more");
  measure(state, 0, 1, [&] {
    writer.clear();
    handler.send_error(400, message);
    return writer.text().find("Bad &lt;request&gt; &amp; more") != std::string::npos;
  });
}

void error_page_by_format(benchmark::State& state) {
  const Text page(profile().error_message_format);
  const Value values = Value::dict({{"code", 400}, {"message", "m"}, {"explain", "e"}});
  measure(state, 0, 1, [&] {
    const Text text = format(page, values, profile());
    return text.latin1().find("<p>Error code: 400</p>") != std::string_view::npos;
  });
}

void http_date(benchmark::State& state) {
  double time = kTime;
  measure(state, 0, 1, [&] { return format_http_date(Value(time += 1), profile()).size() == 29; });
}

void http_date_cached(benchmark::State& state) {
  DateCache dates;
  measure(state, 0, 1, [&] { return dates.http_date(kTime + 0.5, profile()).is_str(); });
}

void log_line(benchmark::State& state) {
  StringWriter writer;
  MemoryReader reader{std::string_view()};
  FixedClock clock(kTime);
  StringLog log;
  HelloHandler handler({reader, writer, clock, log, profile()});
  handler.requestline = "GET /articles/index.html HTTP/1.1";
  constexpr std::string_view kExpected =
      "127.0.0.1 - - [17/Mar/2024 12:00:00] \"GET /articles/index.html HTTP/1.1\" 200 -\n";
  measure(state, 0, 1, [&] {
    log.clear();
    handler.log_request(200);
    return log.text() == kExpected;
  });
}

void percent(benchmark::State& state, const char* format_text) {
  const Text format_string(format_text);
  const Value args = Value::tuple({"GET / HTTP/1.1", 200, "-"});
  measure(state, 0, 1, [&] { return !format(format_string, args, profile()).empty(); });
}

BENCHMARK(send_error)->Name("send-error");
BENCHMARK(error_page_by_format)->Name("error-page-by-format");
BENCHMARK(http_date)->Name("date");
BENCHMARK(http_date_cached)->Name("date-cached");
BENCHMARK(log_line)->Name("log-line");
BENCHMARK_CAPTURE(percent, plain, "\"%s\" %s %s")->Name("percent/plain");
BENCHMARK_CAPTURE(percent, widths, "%-20s|%05d|%.3s")->Name("percent/widths");

}  // namespace
}  // namespace basehttp::bench
