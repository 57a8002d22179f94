// The examples of difference buckets, as a corpus of their own.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "conformance/harness/difference_buckets.h"

namespace basehttp::conformance {

// Who answered: a name to record answers under ("cpython-3.13.0"), and what it says of itself,
// canonical JSON.
struct RecordedSubject {
  std::string name;
  std::string identity;
};

// InputError when `folder` holds anything, or cannot be made.
void check_is_empty(const std::filesystem::path& folder);

// Writes each bucket's example to cases/NAME.jsonl and what `a` answered to
// transcripts/NAME.jsonl, NAME being file_name_of() its signature: `conform --corpus FOLDER` holds
// a subject against the answers of `a`.  Where `a` gave no outcome the answer is that of `b`, and
// an exclusion says why.  A bucket in which neither gave one is left out.  Returns the number of
// cases written.  InputError when a file cannot be written; nothing is, then.
std::size_t save_differences(const DifferenceBuckets& buckets, const RecordedSubject& a,
                             const RecordedSubject& b, const std::filesystem::path& folder);

// Where save_differences() puts the case of a bucket.
[[nodiscard]] std::filesystem::path saved_case(const DifferenceBucket& bucket,
                                               const std::filesystem::path& folder);

}  // namespace basehttp::conformance
