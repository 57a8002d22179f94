// http_parser 2.9.4: parses, and notes where target, names and values lie, in vectors
// that are kept.  It answers nothing.
#include <benchmark/benchmark.h>
#include <http_parser.h>

#include <string_view>
#include <vector>

#include "bench_inputs.h"
#include "measure.h"

namespace basehttp::bench {
namespace {

struct Noted {
  std::string_view target;
  std::vector<std::string_view> names;
  std::vector<std::string_view> values;
  std::size_t complete = 0;
};

// Whether a piece goes on where the last one ended: a callback can come twice.
void note(std::string_view& last, const char* at, std::size_t size) {
  last = last.data() + last.size() == at ? std::string_view(last.data(), last.size() + size)
                                         : std::string_view(at, size);
}

Noted& noted(http_parser* parser) { return *static_cast<Noted*>(parser->data); }

const http_parser_settings& settings() {
  static const http_parser_settings kSettings = [] {
    http_parser_settings settings;
    http_parser_settings_init(&settings);
    settings.on_message_begin = [](http_parser* parser) {
      noted(parser).names.clear();
      noted(parser).values.clear();
      return 0;
    };
    settings.on_url = [](http_parser* parser, const char* at, std::size_t size) {
      note(noted(parser).target, at, size);
      return 0;
    };
    settings.on_header_field = [](http_parser* parser, const char* at, std::size_t size) {
      noted(parser).names.emplace_back(at, size);
      return 0;
    };
    settings.on_header_value = [](http_parser* parser, const char* at, std::size_t size) {
      noted(parser).values.emplace_back(at, size);
      return 0;
    };
    settings.on_message_complete = [](http_parser* parser) {
      ++noted(parser).complete;
      return 0;
    };
    return settings;
  }();
  return kSettings;
}

void parse(benchmark::State& state, const Input* input) {
  http_parser_set_max_header_size(1U << 20U);
  Noted found;
  measure(state, input->bytes.size(), input->requests, [&] {
    http_parser parser;
    http_parser_init(&parser, HTTP_REQUEST);
    found.complete = 0;
    parser.data = &found;
    const std::size_t parsed =
        http_parser_execute(&parser, &settings(), input->bytes.data(), input->bytes.size());
    return parsed == input->bytes.size() && found.complete == input->requests &&
           found.names.size() == found.values.size();
  });
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const char* name : {"W1", "W2", "W3", "W4", "W6"}) {
    benchmark::RegisterBenchmark((std::string("peer-http_parser/") + name).c_str(), parse,
                                 &input(name));
  }
  return true;
}();

}  // namespace
}  // namespace basehttp::bench
