// Whatever a case asks of the reference, there is an outcome, or a reason why there is none; the
// second time, byte by byte, it is the same (looked at where the data has an even size), and its
// written form is read back unchanged (where it has an odd one).
//
// The data is a case as a line of corpus/cases, with a letter behind it that chooses the profile:
// 'a' is the oldest.  Without one it is the newest.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/reference_subject.h"
#include "fuzz/case_input.h"
#include "fuzz/fuzz_check.h"

namespace basehttp::fuzz {
namespace {

using conformance::Answer;
using conformance::Failure;
using conformance::JsonDocument;
using conformance::Outcome;

void check_positions(const Outcome& outcome, std::size_t size) {
  std::int64_t position = 0;
  for (const auto& request : outcome.requests) {
    FUZZ_CHECK(request.rfile_pos >= position, "the stream was read backwards");
    position = request.rfile_pos;
  }
  FUZZ_CHECK(outcome.rfile_pos >= position && outcome.rfile_pos <= static_cast<std::int64_t>(size),
             "the position at the end");
  for (const std::int64_t writes : outcome.flushes)
    FUZZ_CHECK(writes <= static_cast<std::int64_t>(outcome.writes.size()), "a flush of no write");
}

void check(const CaseInput& input, std::size_t size) {
  if (!input.one) return;
  conformance::ReferenceSubject subject(input.profile);
  const Answer answer = subject.run(*input.one);
  if (const auto* failure = std::get_if<Failure>(&answer)) {
    FUZZ_CHECK(failure->kind == Failure::Kind::kError, failure->what);
    return;
  }
  const auto* outcome = std::get_if<Outcome>(&answer);
  if (outcome == nullptr) return;
  check_positions(*outcome, input.one->rfile.size());
  // One of the two for each input: both take as long as the run itself.
  if (size % 2 == 0) {
    const Answer again = subject.run(*input.one, conformance::Delivery::bytewise());
    FUZZ_CHECK(
        std::holds_alternative<Outcome>(again) && same_outcome(*outcome, std::get<Outcome>(again)),
        "another outcome the second time");
    return;
  }
  JsonDocument document;
  const std::string line = write_outcome(input.one->id, *outcome);
  FUZZ_CHECK(same_outcome(*outcome, conformance::read_outcome(document.parse(line))),
             "read back, it is another outcome: " + line);
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::check(basehttp::fuzz::read_case_input(data, size), size);
  return 0;
}
