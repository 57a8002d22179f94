// A run of the differential fuzzer: who judges, and what becomes of a divergence.
//
// From the environment:
//   BASEHTTP_PYTHON_COVERAGE  what the embedded Python tells the fuzzer: probes (the default),
//                             first-hit (3.12 and later), none
//   BASEHTTP_PYTHONS          VERSION=PATH,...: these interpreters in place of the embedded one
//   BASEHTTP_BATCH            how many inputs these are asked together; 64 unless set
//   BASEHTTP_COLLECT          a folder that gets the smallest input of each kind of divergence;
//                             none of them stops the run
//   BASEHTTP_SIGNATURE        the one kind of divergence that counts, as minimising needs it
#pragma once

#include <string>
#include <string_view>

#include "conformance/harness/case.h"
#include "fuzz/differential/differential.h"

namespace basehttp::fuzz {

class Session {
 public:
  // The one of this process, begun on first use.  What is wrong with the environment or the
  // interpreters is said on standard error, and the process exits with 2.
  static Session& current();

  // Ends the process, with a report, on a divergence that is neither known nor collected.
  void check(const conformance::Case& one, std::string_view input);

 private:
  Session();
  [[noreturn]] static void stop(const Finding& finding, std::string_view current);
  static void finish();

  Differential differential_;
};

}  // namespace basehttp::fuzz
