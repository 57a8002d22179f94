// The recorded answers of named interpreters, grouped by equal outcome.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "conformance/harness/json_reader.h"
#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

// Whether the answers of a subject are wanted; an empty one wants all.  Most of what a
// transcript takes to read are outcomes.
using SubjectFilter = std::function<bool(const std::string& subject)>;

struct TranscriptGroup {
  std::vector<std::string> subjects;
  bool is_read = true;  // false: none of them was wanted, and `outcome` is that of nobody
  Outcome outcome;
};

// One line of a transcript: the answers to one case.
struct Transcript {
  std::string id;
  std::string case_hash;  // Case::hash when it was recorded; empty in a foreign transcript
  std::vector<TranscriptGroup> groups;
  std::string file;
  std::size_t line = 0;

  // Null when this subject was not recorded here, or not wanted.
  [[nodiscard]] const Outcome* find(std::string_view subject) const;
};

// One line, parsed.  JsonError when it is no transcript; of an outcome that is not wanted
// it is seen only that there is one.  `file` and `line` stay unset.
[[nodiscard]] Transcript read_transcript(Json json, const SubjectFilter& wanted = {});

// All transcripts of a corpus.
class Transcripts {
 public:
  // A file, or a directory of transcripts (its exclusions.jsonl aside).
  // InputError for one that is not what the recorder writes, or repeats an id.
  static Transcripts load(const std::filesystem::path& path, const SubjectFilter& wanted = {});

  // Null when the case has none.
  [[nodiscard]] const Transcript* find(const std::string& id) const;
  [[nodiscard]] const std::vector<Transcript>& all() const noexcept { return all_; }
  // Every subject with at least one answer, wanted or not, in the order of versions.
  [[nodiscard]] const std::vector<std::string>& subjects() const noexcept { return subjects_; }

 private:
  std::vector<Transcript> all_;
  std::unordered_map<std::string, std::size_t> by_id_;
  std::vector<std::string> subjects_;
};

}  // namespace basehttp::conformance
