// Asks interpreters for every input of grids and writes the digests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/harness/grid.h"
#include "conformance/harness/process_subject.h"

namespace basehttp::conformance {

struct GridRecording {
  std::filesystem::path corpus;
  std::vector<const Grid*> grids;
  std::vector<std::pair<std::string, std::string>> subjects;  // name ("cpython-3.13.0"), command
  ProcessLimits limits;
  unsigned jobs = 1;          // interpreters at a time
  bool missing_only = false;  // leave out what is recorded of the grid as it is now
  // Called with the inputs answered so far and in all, from any thread; may be empty.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

struct GridRecordingSummary {
  std::uint64_t answers = 0;
  std::size_t columns = 0;        // pairs of grid and subject that were recorded
  std::size_t files_changed = 0;  // writes of a file that changed it
  std::size_t kept = 0;           // pairs left out by missing_only
  // Subjects that were not asked, and whose answers to a changed grid were dropped.
  std::vector<std::string> stale_subjects;
};

// A grid's file is replaced whole each time a subject has answered all its inputs, so
// stopping loses no more than the pairs under way.  InputError for files that cannot be
// read or written.  SubjectError for a subject that is not the build its name says, dies,
// is late or breaks the protocol; that it cannot express an input, or says that an input
// went wrong, is recorded as such.
GridRecordingSummary record_grids(const GridRecording& recording);

}  // namespace basehttp::conformance
