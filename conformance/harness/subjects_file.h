// corpus/transcripts/subjects.json: who was recorded.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {

// By recorded name ("cpython-3.13.0"): what the subject said of itself, canonical JSON.
using RecordedSubjects = std::map<std::string, std::string, VersionLess>;

// Empty when there is no such file.  InputError when it is not an object of objects.
[[nodiscard]] RecordedSubjects load_subjects(const std::filesystem::path& file);

// One subject a line, in the order of versions.
[[nodiscard]] std::string write_subjects(const RecordedSubjects& subjects);

}  // namespace basehttp::conformance
