// The parts of reading a request.
#include <benchmark/benchmark.h>

#include "basehttp/feed_parser.h"
#include "basehttp/header_block.h"
#include "basehttp/request_line.h"
#include "bench_inputs.h"
#include "hello_server.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

const Profile& profile() {
  static const Profile* const kProfile = find_profile("3.11.7");
  return *kProfile;
}

// The input up to the end of its first line, and what follows.
std::string_view line_of(const Input& input) {
  return std::string_view(input.bytes).substr(0, input.bytes.find("\r\n"));
}
std::string_view block_of(const Input& input) {
  return std::string_view(input.bytes).substr(line_of(input).size() + 2);
}

void request_line(benchmark::State& state, const char* name) {
  const std::string_view line = line_of(input(name));
  measure(state, line.size(), 1, [&] {
    return parse_request_line(line, profile()).verdict == RequestLineVerdict::kRequest;
  });
}

void read_block(benchmark::State& state, const char* name) {
  const std::string_view bytes = block_of(input(name));
  std::string block;
  measure(state, bytes.size(), 1, [&] {
    MemoryReader reader(bytes);
    block.clear();
    return !read_header_block(reader, profile(), block) && block.size() == bytes.size();
  });
}

template <void (*kParse)(std::string_view, const Profile&, HTTPMessage&)>
void message(benchmark::State& state, const char* name) {
  const std::string_view block = block_of(input(name));
  HTTPMessage message(profile());
  measure(state, block.size(), 1, [&] {
    message.clear();
    kParse(block, profile(), message);
    return !message.fields().empty();
  });
}

void short_way(benchmark::State& state, const char* name) { message<parse_message>(state, name); }
void in_full(benchmark::State& state, const char* name) {
  message<parse_message_in_full>(state, name);
}

void look_up(benchmark::State& state, const char* name) {
  HTTPMessage message(profile());
  parse_message(block_of(input("W2")), profile(), message);
  const Value key(name);
  const bool expected = message.contains(key);
  measure(state, 0, 1, [&] { return message.get(key).is_str() == expected; });
}

void find(benchmark::State& state, const char* lower_name) {
  HTTPMessage message(profile());
  parse_message(block_of(input("W2")), profile(), message);
  measure(state, 0, 1, [&] { return message.find(lower_name) != nullptr; });
}

void items(benchmark::State& state) {
  HTTPMessage message(profile());
  parse_message(block_of(input("W2")), profile(), message);
  measure(state, 0, 1, [&] { return message.items().items().size() == 11; });
}

BENCHMARK_CAPTURE(request_line, W1, "W1");
BENCHMARK_CAPTURE(request_line, W2, "W2");
BENCHMARK_CAPTURE(request_line, longest, "long-line")->Name("request_line/long-line");
BENCHMARK_CAPTURE(read_block, W2, "W2");
BENCHMARK_CAPTURE(read_block, W3, "W3");
BENCHMARK_CAPTURE(short_way, W2, "W2")->Name("message/W2");
BENCHMARK_CAPTURE(short_way, W3, "W3")->Name("message/W3");
BENCHMARK_CAPTURE(short_way, W6, "W6")->Name("message/W6");
BENCHMARK_CAPTURE(short_way, folded, "folded")->Name("message/folded");
BENCHMARK_CAPTURE(short_way, bare_cr, "bare-cr")->Name("message/bare-cr");
BENCHMARK_CAPTURE(short_way, multipart, "multipart")->Name("message/multipart");
BENCHMARK_CAPTURE(in_full, W2, "W2")->Name("message-in-full/W2");
BENCHMARK_CAPTURE(in_full, W3, "W3")->Name("message-in-full/W3");
BENCHMARK_CAPTURE(look_up, first, "Host")->Name("message-get/first");
BENCHMARK_CAPTURE(look_up, last, "Connection")->Name("message-get/last");
BENCHMARK_CAPTURE(look_up, none, "X-None")->Name("message-get/none");
BENCHMARK_CAPTURE(find, last, "connection")->Name("message-find/last");
BENCHMARK(items)->Name("message-items");

}  // namespace
}  // namespace basehttp::bench
