// On every connection, with every choice of versions, faults and methods, the reference does what
// CPython does: all that a caller can see is equal, or the difference is listed with its reason
// in corpus/divergences/embedded-cpython.jsonl.  The environment says who judges, and what
// becomes of a divergence: differential/session.h.
#include <cstddef>
#include <cstdint>

#include "fuzz/differential/connection_case.h"
#include "fuzz/differential/session.h"
#include "fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace fuzz = basehttp::fuzz;
  fuzz::Session::current().check(fuzz::case_of({data, size}),
                                 {reinterpret_cast<const char*>(data), size});
  return 0;
}
