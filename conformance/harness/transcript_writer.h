// A transcript as its readers expect it (PROTOCOL.md, "Transcripts").
#pragma once

#include <map>
#include <string>

#include "conformance/harness/case.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {

// By subject ("cpython-3.13.0"): the outcome, as outcome_text() gives it.
using RecordedAnswers = std::map<std::string, std::string, VersionLess>;

// An outcome that a subject answered: canonical JSON without the id.
[[nodiscard]] std::string outcome_text(Json outcome);

// {"case": ..., "id": ..., "outcomes": [...]} and a line end: groups of equal outcomes, the one
// with the oldest subject first.
[[nodiscard]] std::string write_transcript(const Case& one, const RecordedAnswers& answers);

}  // namespace basehttp::conformance
