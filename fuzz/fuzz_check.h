// A check that no build type leaves out.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace basehttp::fuzz {

// Says on standard error what did not hold, then aborts: every engine takes that for a finding.
[[noreturn]] inline void fail_check(const char* file, int line, const char* condition,
                                    const std::string& message) {
  std::fprintf(stderr, "%s:%d: FUZZ_CHECK(%s) failed: %s\n", file, line, condition,
               message.c_str());
  std::abort();
}

}  // namespace basehttp::fuzz

// An expression; `message` is only worked out when the condition is false.
#define FUZZ_CHECK(condition, message) \
  ((condition) ? void() : ::basehttp::fuzz::fail_check(__FILE__, __LINE__, #condition, (message)))
