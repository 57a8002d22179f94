#include "fuzz/differential/session.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/sha256.h"
#include "fuzz/differential/embedded_python.h"
#include "fuzz/differential/interpreters.h"

// The hook that every differential target shares.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);

namespace basehttp::fuzz {
namespace {

constexpr int kBadInput = 2;
constexpr int kLibFuzzerFoundSomething = 77;

std::string artifact_prefix;  // where libFuzzer writes inputs

std::string environment(const char* name, const char* otherwise = "") {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets any
  return value == nullptr ? otherwise : value;
}

std::size_t batch_size() {
  if (environment("BASEHTTP_PYTHONS").empty()) return 1;  // the embedded one is asked at once
  const std::string text = environment("BASEHTTP_BATCH", "64");
  char* end = nullptr;
  const unsigned long size = std::strtoul(text.c_str(), &end, 10);
  if (size == 0 || *end != '\0')
    throw conformance::InputError("BASEHTTP_BATCH", 0, "", "must be a number from 1 on");
  return size;
}

std::vector<Judge> judges() {
  if (const std::string list = environment("BASEHTTP_PYTHONS"); !list.empty())
    return start_interpreters(list);
  auto python = std::make_unique<EmbeddedPython>(environment("BASEHTTP_PYTHON_COVERAGE", "probes"));
  const Profile* const profile = &python->profile();
  std::vector<Judge> only_one;
  EmbeddedPython* const embedded = python.get();
  only_one.push_back({profile, std::move(python), [embedded](const auto& one, const auto& actual) {
                        return embedded->agrees(one, actual);
                      }});
  return only_one;
}

DifferentialSettings settings() {
  DifferentialSettings out;
  out.batch = batch_size();
  out.known = KnownDivergences::load(BASEHTTP_SOURCES "/corpus/divergences/embedded-cpython.jsonl");
  out.only = environment("BASEHTTP_SIGNATURE");
  if (const std::string folder = environment("BASEHTTP_COLLECT"); !folder.empty())
    out.survey = std::make_unique<Survey>(folder);
  return out;
}

// What `act` returns.  What it throws is no finding: an interpreter does not run, or a list is
// wrong.
template <typename Act>
auto or_end(const Act& act) {
  try {
    return act();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    std::_Exit(kBadInput);
  }
}

}  // namespace

Session& Session::current() {
  // Never destroyed: the embedded interpreter is not ended either.
  static Session* const kSession = or_end([] { return new Session(); });
  return *kSession;
}

Session::Session() : differential_(judges(), settings()) {
  std::fprintf(stderr, "judged by CPython %s\n", differential_.versions().c_str());
  std::atexit(finish);
}

void Session::check(const conformance::Case& one, std::string_view input) {
  if (const auto finding = or_end([&] { return differential_.check(one, input); }))
    stop(*finding, input);
}

void Session::finish() {
  Session& session = current();
  if (const auto finding = or_end([&] { return session.differential_.finish(); }))
    stop(*finding, {});
  std::fputs(session.differential_.summary().c_str(), stderr);
}

// The engine saves the input that runs; a finding of a batch may be an earlier one.
void Session::stop(const Finding& finding, std::string_view current) {
  std::fputs(finding.text.c_str(), stderr);
  if (finding.input == current) std::abort();
  const std::string file =
      artifact_prefix + "crash-" + conformance::sha256(finding.input).substr(0, 40);
  conformance::AtomicFiles files;
  files.write(file, finding.input);
  files.commit();
  std::fprintf(stderr, "Test unit written to %s\n", file.c_str());
  std::_Exit(kLibFuzzerFoundSomething);
}

}  // namespace basehttp::fuzz

// NOLINTNEXTLINE(readability-non-const-parameter): libFuzzer declares it
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kOption = "-artifact_prefix=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view argument = (*argv)[i];
    if (argument.starts_with(kOption))
      basehttp::fuzz::artifact_prefix = argument.substr(kOption.size());
  }
  return 0;
}
