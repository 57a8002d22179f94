// The divergences from a live CPython that are known, each with its reason
// (corpus/divergences/embedded-cpython.jsonl).
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/case.h"

namespace basehttp::fuzz {

struct KnownDivergence {
  std::string signature;
  std::string profile;        // a full version; empty: under every profile
  std::string reason;         // a sentence
  std::string reference;      // where it is discussed
  conformance::Case example;  // shows it: the proof that the entry is still needed
  std::string file;
  std::size_t line = 0;

  [[nodiscard]] bool concerns(std::string_view of_profile) const {
    return profile.empty() || profile == of_profile;
  }
};

class KnownDivergences {
 public:
  KnownDivergences() = default;
  // One object a line: signature, reason, reference, case, and perhaps profile.  A file without
  // any is an empty list.  InputError for one that is not JSON, for an entry that lacks a key or
  // repeats a signature under the same profile.
  static KnownDivergences load(const std::filesystem::path& file);

  [[nodiscard]] const std::vector<KnownDivergence>& entries() const noexcept { return entries_; }
  // The entry for a signature under a profile; null when there is none.
  [[nodiscard]] const KnownDivergence* find(std::string_view signature,
                                            std::string_view profile) const;

 private:
  std::vector<KnownDivergence> entries_;
};

}  // namespace basehttp::fuzz
