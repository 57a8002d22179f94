// Boost.Beast: its request container, its response, its serializer, into a string.
#include <benchmark/benchmark.h>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <string>

#include "bench_inputs.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

namespace http = boost::beast::http;

// Appends the response to a request; what has been consumed, 0 for an error.
std::size_t answer(std::string_view bytes, std::string& out) {
  http::request_parser<http::empty_body> parser;
  parser.header_limit(1U << 20U);
  boost::system::error_code error;
  const std::size_t used = parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (error || !parser.is_done()) return 0;

  http::response<http::string_body> response(http::status::ok, 11);
  response.set(http::field::server, "BaseHTTP/0.6 Python/3.11.7");
  response.set(http::field::date, "Sun, 17 Mar 2024 12:00:00 GMT");
  response.body() = "hello, world\n";
  response.prepare_payload();
  http::response_serializer<http::string_body> serializer(response);
  while (!serializer.is_done()) {
    serializer.next(error, [&](boost::system::error_code&, const auto& buffers) {
      std::size_t size = 0;
      for (auto at = boost::asio::buffer_sequence_begin(buffers);
           at != boost::asio::buffer_sequence_end(buffers); ++at) {
        out.append(static_cast<const char*>((*at).data()), (*at).size());
        size += (*at).size();
      }
      serializer.consume(size);
    });
    if (error) return 0;
  }
  return used;
}

void serve(benchmark::State& state, const Input* input) {
  std::string out;
  measure(state, input->bytes.size(), input->requests, [&] {
    out.clear();
    std::string_view rest = input->bytes;
    std::size_t answered = 0;
    while (!rest.empty()) {
      const std::size_t used = answer(rest, out);
      if (used == 0) return false;
      rest.remove_prefix(used);
      ++answered;
    }
    return answered == input->requests && out.size() == input->response_size;
  });
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const char* name : {"W1", "W2", "W3", "W4", "W6"}) {
    benchmark::RegisterBenchmark((std::string("peer-beast/") + name).c_str(), serve, &input(name));
  }
  return true;
}();

}  // namespace
}  // namespace basehttp::bench
