// The readers of cases, of transcripts and of what subjects answer take a line or say what is
// wrong with it; and what they took is the same after it was written and read again.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/comparison.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/outcome.h"
#include "conformance/harness/transcript.h"
#include "fuzz/exact_bytes.h"
#include "fuzz/fuzz_check.h"

namespace basehttp::fuzz {
namespace {

using conformance::Json;
using conformance::JsonDocument;
using conformance::JsonError;

// What `read` gives, unless the line is not what it reads.
template <typename Read>
auto taken(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const JsonError& error) {
    FUZZ_CHECK(*error.what() != '\0', "an error without a word");
    return std::nullopt;
  }
}

void check_case(Json json, std::string_view line) {
  const auto one = taken([&] { return conformance::read_case(json, line); });
  // What this harness does not know is not written again.
  if (!one || !one->unknown_tags.empty() || !one->unknown_keys.empty()) return;
  const std::string written = conformance::write_case(*one);
  JsonDocument document;
  const auto again = conformance::read_case(document.parse(written), written);
  FUZZ_CHECK(conformance::write_case(again) == written, "written twice: " + written);
  // The hash is one of the spelling, so it is the written one that has to keep it.
  conformance::Case finished = *one;
  conformance::finish_case(finished);
  FUZZ_CHECK(finished.json == written && finished.hash == again.hash, "another hash: " + written);
}

void check_outcome(const conformance::Outcome& outcome) {
  const std::string written = write_outcome("a/b/c", outcome);
  JsonDocument document;
  const auto again = conformance::read_outcome(document.parse(written));
  FUZZ_CHECK(same_outcome(outcome, again), "another outcome: " + written);
  FUZZ_CHECK(differences(outcome, again).empty(), "differences of equals: " + written);
}

void check_transcript(Json json) {
  const auto transcript = taken([&] { return conformance::TranscriptReader().read(json); });
  if (!transcript) return;
  for (const auto& group : transcript->groups) {
    for (const std::string& subject : group.subjects)
      FUZZ_CHECK(transcript->find(subject) == &group.outcome, subject + " is not found");
    check_outcome(group.outcome);
  }
}

void check(std::string_view line) {
  JsonDocument document;
  const auto json = taken([&] { return document.parse(line); });
  if (!json) return;
  check_case(*json, line);
  check_transcript(*json);
  if (const auto outcome = taken([&] { return conformance::read_outcome(*json); }))
    check_outcome(*outcome);
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const basehttp::fuzz::ExactBytes line({reinterpret_cast<const char*>(data), size});
  basehttp::fuzz::check(line.view());
  return 0;
}
