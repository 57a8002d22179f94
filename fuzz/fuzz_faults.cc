#include "fuzz/fuzz_faults.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace basehttp::fuzz {
namespace {

PythonError timeout(PlannedFault fault) {
  if (fault == PlannedFault::kTimeout) return PythonError("socket.timeout", Text("timed out"));
  return PythonError("TimeoutError", std::vector<Value>{Value(110), Value("Connection timed out")});
}

}  // namespace

PythonError read_error(PlannedFault fault) {
  if (fault != PlannedFault::kError) return timeout(fault);
  return PythonError("ConnectionResetError",
                     std::vector<Value>{Value(104), Value("Connection reset by peer")});
}

PythonError write_error(PlannedFault fault) {
  if (fault != PlannedFault::kError) return timeout(fault);
  return PythonError("BrokenPipeError", std::vector<Value>{Value(32), Value("Broken pipe")});
}

bool may_escape(const PythonError& error, const FuzzInput& input) {
  constexpr std::string_view kOfBoundaries[] = {"LookupError",  "UnicodeDecodeError",
                                                "UnicodeError", "ValueError",
                                                "TypeError",    "RecursionError"};
  const std::string_view type = error.raised_as();
  const auto planned = [type](PlannedFault fault, const PythonError& raised) {
    return fault != PlannedFault::kNone && raised.raised_as() == type;
  };
  return planned(input.read_fault(), read_error(input.read_fault())) ||
         planned(input.write_fault(), write_error(input.write_fault())) ||
         std::find(std::begin(kOfBoundaries), std::end(kOfBoundaries), type) !=
             std::end(kOfBoundaries);
}

}  // namespace basehttp::fuzz
