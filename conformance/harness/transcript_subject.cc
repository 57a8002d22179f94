#include "conformance/harness/transcript_subject.h"

#include <fmt/format.h>

namespace basehttp::conformance {

Answer TranscriptSubject::run(const Case& one) {
  const Transcript* transcript = transcripts_.find(one.id);
  const Outcome* outcome = transcript == nullptr ? nullptr : transcript->find(name_);
  if (outcome == nullptr) return Unsupported{fmt::format("{} was not recorded", name_)};
  return *outcome;
}

}  // namespace basehttp::conformance
