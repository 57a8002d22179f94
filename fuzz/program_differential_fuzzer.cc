// Whatever a case asks of a handler, the reference does what CPython does, as in
// differential_fuzzer.  The data is a case as a line of corpus/cases; a letter behind it says
// nothing here, where the judges choose the profile.
#include <cstddef>
#include <cstdint>

#include "fuzz/case_input.h"
#include "fuzz/differential/session.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace fuzz = basehttp::fuzz;
  const fuzz::CaseInput input = fuzz::read_case_input(data, size);
  if (input.one)
    fuzz::Session::current().check(*input.one, {reinterpret_cast<const char*>(data), size});
  return 0;
}
