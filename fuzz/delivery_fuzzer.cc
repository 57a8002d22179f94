// However the bytes of a connection arrive, the outcome is that of their arriving at once; and a
// stall or an error on either stream leaves what came before it as it would have been.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "conformance/harness/comparison.h"
#include "conformance/harness/reference_subject.h"
#include "fuzz/differential/connection_case.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Case;
using conformance::Delivery;
using conformance::Outcome;
using conformance::ReferenceSubject;

std::string difference_of(const Outcome& expected, const Outcome& actual) {
  std::string out;
  for (const auto& each : differences(expected, actual))
    out += "\n  " + each.field + ": " + each.expected + " became " + each.actual;
  return out;
}

Case without_faults(Case one) {
  one.rfile_timeout_at.reset();
  one.rfile_error_at.reset();
  one.wfile_timeout_at.reset();
  one.wfile_error_at.reset();
  return one;
}

// What had happened before byte `cut` was needed, and before write `writes`.
void check_beginning(const Outcome& calm, const Outcome& disturbed, std::int64_t cut,
                     std::size_t writes) {
  FUZZ_CHECK(disturbed.rfile_pos <= cut, "bytes from behind the fault were consumed");
  FUZZ_CHECK(disturbed.writes.size() <= writes, "bytes were written behind the fault");
  const std::size_t common = std::min(calm.writes.size(), disturbed.writes.size());
  // A stall on rfile within a response may be answered otherwise: only whole requests count.
  for (std::size_t i = 0; i < calm.requests.size(); ++i) {
    if (calm.requests[i].rfile_pos >= cut || calm.writes.size() > writes) return;
    FUZZ_CHECK(i < disturbed.requests.size(), "a request before the fault is missing");
    Outcome one;
    Outcome other;
    one.requests = {calm.requests[i]};
    other.requests = {disturbed.requests[i]};
    FUZZ_CHECK(same_outcome(one, other), difference_of(one, other));
  }
  FUZZ_CHECK(
      std::equal(calm.writes.begin(), calm.writes.begin() + static_cast<std::ptrdiff_t>(common),
                 disturbed.writes.begin()),
      "a write changed");
}

// In two pieces unless chosen otherwise: byte by byte takes many times as long.
Delivery delivery_of(const FuzzInput& input) {
  Delivery chosen = input.delivery();
  return chosen.is_whole() ? Delivery::cuts({input.stream().size() / 2}) : chosen;
}

void check(const FuzzInput& input) {
  const Case& one = case_of(input);
  ReferenceSubject subject(input.profile());
  const Answer whole = subject.run(one);
  const Delivery delivery = delivery_of(input);
  const Answer delivered = subject.run(one, delivery);
  FUZZ_CHECK(whole.index() == delivered.index(), "another kind of answer, " + delivery.name());
  const auto* expected = std::get_if<Outcome>(&whole);
  if (expected == nullptr) return;
  const auto& actual = std::get<Outcome>(delivered);
  FUZZ_CHECK(same_outcome(*expected, actual), delivery.name() + difference_of(*expected, actual));

  const bool read_fault = input.read_fault() != PlannedFault::kNone;
  const bool write_fault = input.write_fault() != PlannedFault::kNone;
  if (!read_fault && !write_fault) return;
  const Answer calm = subject.run(without_faults(one));
  if (!std::holds_alternative<Outcome>(calm)) return;
  const std::size_t size = input.stream().size();
  check_beginning(std::get<Outcome>(calm), actual,
                  static_cast<std::int64_t>(read_fault ? input.read_fault_at() : size + 1),
                  write_fault ? input.write_fault_at() : SIZE_MAX);
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::check({data, size});
  return 0;
}
