// Asks interpreters and writes what they say to corpus/transcripts.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/process_subject.h"

namespace basehttp::conformance {

struct Recording {
  std::filesystem::path corpus;
  std::vector<std::pair<std::string, std::string>> subjects;  // name ("cpython-3.13.0"), command
  ProcessLimits limits;
  unsigned jobs = 1;  // interpreters at a time
  // Called with the answers so far and in all, from any thread; may be empty.
  std::function<void(std::size_t done, std::size_t total)> progress;
};

struct RecordingSummary {
  std::size_t cases = 0;
  std::size_t answers = 0;
  std::size_t files_changed = 0;
  std::size_t not_recorded = 0;  // exclusions
  // Answers of interpreters that were not at hand, dropped since their case changed.
  std::size_t stale_answers = 0;
  std::vector<std::string> stale_subjects;
};

// Runs every case on every subject, keeps what other subjects answered to
// unchanged cases, and replaces the transcripts together at the end.
// InputError for a corpus that cannot be read or written.  SubjectError, with
// nothing written, for a subject that is not the one its name says, is another
// build than the one that was recorded, or does not answer a case.
RecordingSummary record(const Recording& recording);

}  // namespace basehttp::conformance
