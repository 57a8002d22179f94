#include "conformance/harness/transcript_subject.h"

#include <fmt/format.h>

namespace basehttp::conformance {

Answer TranscriptSubject::answer(const Case& one, const Delivery& delivery) {
  if (!delivery.is_whole()) return Unsupported{"recorded with its input delivered whole"};
  const Transcript* transcript = transcripts_.find(one.id);
  const Outcome* outcome = transcript == nullptr ? nullptr : transcript->find(name_);
  if (outcome == nullptr) return Unsupported{fmt::format("{} was not recorded", name_)};
  return *outcome;
}

}  // namespace basehttp::conformance
