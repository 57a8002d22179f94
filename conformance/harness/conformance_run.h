// Holds a subject against the transcripts.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "conformance/harness/corpus.h"
#include "conformance/harness/divergence_list.h"
#include "conformance/harness/subject.h"
#include "conformance/harness/verdict.h"

namespace basehttp::conformance {

// An entry of the divergence list that is wrong.
struct ListProblem {
  const Divergence* entry;
  std::string what;
};

struct ConformanceRun {
  // What to run.
  const Corpus* corpus = nullptr;
  std::vector<const Case*> cases;
  std::vector<std::string> profiles;  // full versions, or the names of other recordings
  DivergenceList divergences;
  // Makes the subject that is held against this profile; called once a profile and job.
  std::function<std::unique_ptr<Subject>(const std::string& profile)> make_subject;
  unsigned jobs = 1;
  // Stop at the first unexpected answer.  The cases after it are kNotRun, and the
  // divergence list is not searched for entries that are gone.
  bool fail_fast = false;
  // Keep in each result the whole outcome that differs, for a report that shows it.
  bool keep_answers = false;
  // Called as cases are done, from any thread; may be empty.
  std::function<void(std::size_t done)> progress;

  // What came of it.
  std::vector<std::vector<CaseResult>> results;  // by profile, then by case
  std::vector<ListProblem> list_problems;
  std::vector<std::string> subject_problems;  // what a subject did wrong after its last answer

  // Fills these.  InputError for a case that was not
  // recorded; SubjectError for a subject that cannot be used.
  void run();
};

// The verdict for one answer.  `used` gains the entries that spoke of a
// difference.
[[nodiscard]] CaseResult judge(const Case& one, const std::string& profile, const Outcome& expected,
                               const Answer& answer, const DivergenceList& divergences,
                               std::vector<bool>& used);

}  // namespace basehttp::conformance
