// Serves a named input a number of times and does nothing else, so that a tool
// that counts instructions counts those of the handler; or writes the input.
//
// usage: serve_input NAME TIMES [quiet|log|fresh|bytes] [PROFILE]
//        serve_input --allocations [NAME...]
//        serve_input --write NAME
//        serve_input --list
//
//   quiet  log_message does nothing; the handler is used again (the default)
//   log    log lines are put together
//   fresh  quiet, with a new handler for each connection
//   bytes  quiet, and rfile gives one byte at a time
//
// NAME may be one that grows, too, such as fields:24; see bench_inputs.h.  --allocations says
// how often operator new is called for a connection once two have warmed the handler, with and
// without log; for all inputs when none is named.
//
// Exit status: 0; 1 a response is not the expected one, or more is allocated than the input is
// said to need, or not all of it is given back; 2 usage.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "allocation_counter.h"
#include "bench_inputs.h"
#include "hello_server.h"

namespace basehttp::bench {
namespace {

constexpr int kWrong = 1;
constexpr int kUsage = 2;

std::function<std::string_view(std::string_view)> server(std::string_view mode,
                                                         const Profile& profile) {
  if (mode == "quiet") {
    return [served = std::make_shared<Server<>>(profile)](std::string_view bytes) {
      return served->serve(bytes);
    };
  }
  if (mode == "log") {
    return [served = std::make_shared<Server<HelloHandler>>(profile)](std::string_view bytes) {
      return served->serve(bytes);
    };
  }
  if (mode == "bytes") {
    return [served = std::make_shared<Server<QuietHandler, ByteByByteReader>>(profile)](
               std::string_view bytes) { return served->serve(bytes); };
  }
  if (mode == "fresh") {
    return [&profile, writer = std::make_shared<StringWriter>()](std::string_view bytes) {
      writer->clear();
      MemoryReader reader(bytes);
      FixedClock clock(kTime);
      NullLog log;
      QuietHandler handler({reader, *writer, clock, log, profile});
      handler.handle();
      return std::string_view(writer->text());
    };
  }
  throw std::out_of_range("no mode " + std::string(mode));
}

// 0 when serving the connection allocates no more than is said of it and keeps none of that,
// whether it is logged or not.
int check_allocations(const Input& served) {
  constexpr std::size_t kTimes = 10;
  int status = 0;
  for (const char* mode : {"quiet", "log"}) {
    const auto serve = server(mode, *find_profile("3.11.7"));
    (void)serve(served.bytes);
    (void)serve(served.bytes);
    const std::size_t before = allocations();
    const std::size_t held = blocks_held();
    for (std::size_t i = 0; i < kTimes; ++i) (void)serve(served.bytes);
    const std::size_t count = allocations() - before;
    const bool more = count > kTimes * served.allocations;
    const bool leaks = blocks_held() > held;
    std::printf("%-10s %-6s %g%s%s\n", std::string(served.name).c_str(), mode,
                static_cast<double>(count) / kTimes, more ? ", more than it needs" : "",
                leaks ? ", and keeps what it got" : "");
    if (more || leaks) status = kWrong;
  }
  return status;
}

int check_allocations(const std::vector<std::string_view>& names) {
  int status = 0;
  if (names.empty()) {
    for (const Input& each : inputs()) status |= check_allocations(each);
  }
  for (const std::string_view name : names) status |= check_allocations(input(name));
  return status;
}

int run(const std::vector<std::string_view>& args) {
  if (args.size() == 1 && args[0] == "--list") {
    for (const Input& each : inputs()) std::printf("%s\n", std::string(each.name).c_str());
    return 0;
  }
  if (!args.empty() && args[0] == "--allocations") {
    return check_allocations(std::vector<std::string_view>(args.begin() + 1, args.end()));
  }
  if (args.size() == 2 && args[0] == "--write") {
    const std::string bytes = bytes_of(args[1]);
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? 0 : kWrong;
  }
  unsigned times = 0;
  if (args.size() < 2 || args.size() > 4 ||
      std::from_chars(args[1].data(), args[1].data() + args[1].size(), times).ec != std::errc()) {
    throw std::out_of_range("usage: serve_input NAME TIMES [quiet|log|fresh|bytes] [PROFILE]");
  }
  const Profile* profile = find_profile(args.size() == 4 ? args[3] : "3.11.7");
  if (profile == nullptr) throw std::out_of_range("no profile " + std::string(args[3]));
  const auto serve = server(args.size() > 2 ? args[2] : "quiet", *profile);
  const std::string bytes = bytes_of(args[0]);
  std::size_t size = 0;
  for (unsigned i = 0; i < times; ++i) size = serve(bytes).size();
  const auto found = std::find_if(inputs().begin(), inputs().end(),
                                  [&](const Input& each) { return each.name == args[0]; });
  if (profile->version == "3.11.7" && found != inputs().end() && times > 0 &&
      size != found->response_size) {
    std::fprintf(stderr, "serve_input: %zu bytes of response, not %zu\n", size,
                 found->response_size);
    return kWrong;
  }
  return 0;
}

}  // namespace
}  // namespace basehttp::bench

int main(int argc, char** argv) {
  try {
    return basehttp::bench::run({argv + 1, argv + argc});
  } catch (const std::out_of_range& error) {
    std::fprintf(stderr, "serve_input: %s\n", error.what());
    return basehttp::bench::kUsage;
  }
}
