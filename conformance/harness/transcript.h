// The recorded answers of named interpreters, grouped by equal outcome.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "conformance/harness/json_reader.h"
#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

// Whether the answers of a subject are wanted; an empty one wants all.  Most of what a
// transcript takes to read are outcomes.
using SubjectFilter = std::function<bool(const std::string& subject)>;

// The names of the subjects of a group.  Most groups have those of another, and share them.
class SubjectNames {
 public:
  SubjectNames() : SubjectNames(std::vector<std::string>()) {}
  explicit SubjectNames(std::vector<std::string> names)
      : names_(std::make_shared<const std::vector<std::string>>(std::move(names))) {}

  [[nodiscard]] const std::vector<std::string>& all() const noexcept { return *names_; }
  [[nodiscard]] auto begin() const noexcept { return names_->begin(); }
  [[nodiscard]] auto end() const noexcept { return names_->end(); }

 private:
  std::shared_ptr<const std::vector<std::string>> names_;
};

struct TranscriptGroup {
  SubjectNames subjects;
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

// Reads transcripts one after the other.
class TranscriptReader {
 public:
  explicit TranscriptReader(SubjectFilter wanted = {}) : wanted_(std::move(wanted)) {}

  // One line, parsed.  JsonError when it is no transcript; of an outcome that is not wanted
  // it is seen only that there is one.  `file` and `line` stay unset.
  [[nodiscard]] Transcript read(Json json);

  // Every subject that was met, wanted or not, in the order of versions.
  [[nodiscard]] std::vector<std::string> subjects() const;

 private:
  struct KnownNames {
    SubjectNames names;
    bool wanted;
  };

  const KnownNames& names(Json json);
  TranscriptGroup group(Json json);

  SubjectFilter wanted_;
  std::unordered_map<std::string, KnownNames> known_;  // by Json::written()
  std::string key_;                                    // what is looked up, kept for its storage
};

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
