// The differences that a subject is known to have, each with its reason
// (corpus/divergences/<subject>.jsonl).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace basehttp::conformance {

// The field of an entry that says: the subject gives no outcome at all.
inline constexpr std::string_view kAnswerField = "answer";

struct Divergence {
  std::string case_id;
  std::string field;      // "writes[2]", or "requests" for all below it, or kAnswerField
  std::string reason;     // a sentence
  std::string reference;  // where it is discussed
  std::string profile;    // empty: under every profile
  std::string file;
  std::size_t line = 0;
};

class DivergenceList {
 public:
  DivergenceList() = default;
  // InputError for a file that is not JSON, or an entry without case, field,
  // reason and reference.  A file without entries is an empty list.
  static DivergenceList load(const std::filesystem::path& file);

  [[nodiscard]] const std::vector<Divergence>& entries() const noexcept { return entries_; }
  // Indices of the entries for a case under a profile.
  [[nodiscard]] std::vector<std::size_t> find(const std::string& case_id,
                                              std::string_view profile) const;

 private:
  std::vector<Divergence> entries_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_case_;
};

}  // namespace basehttp::conformance
