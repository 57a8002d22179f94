// What changed between the recorded CPythons, as a page for people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "conformance/harness/corpus.h"
#include "conformance/harness/difference_buckets.h"

namespace basehttp::conformance {

// Two recorded versions that follow each other, and where they part.
struct VersionStep {
  std::string before;  // "3.9.18"
  std::string after;
  std::map<std::string, DifferenceBuckets> areas;  // those with a difference
};

// Between each two versions that follow each other in the order of versions.
[[nodiscard]] std::vector<VersionStep> version_steps(const Corpus& corpus);

// Markdown: for each two versions the number of cases that they answer differently, and for each
// step, by area, one example of each kind.  Where a case of `reduced` shows the same kind in the
// same area it is the example.  Equal corpora, equal text.
[[nodiscard]] std::string versions_page(const Corpus& corpus, const Corpus& reduced);

}  // namespace basehttp::conformance
