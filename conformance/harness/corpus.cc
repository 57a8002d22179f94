#include "conformance/harness/corpus.h"

#include <future>
#include <unordered_set>

#include <fmt/format.h>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/subjects_file.h"

namespace basehttp::conformance {
namespace {

constexpr const char* kRecord = "run scripts/record";

void check_transcripts(const Corpus& corpus) {
  std::unordered_set<std::string_view> ids;
  for (const Case& one : corpus.cases) {
    ids.insert(one.id);
    const Transcript* transcript = corpus.transcripts.find(one.id);
    if (transcript == nullptr)
      throw InputError(one.file, one.line, "id",
                       fmt::format("{} has no transcript: {}", one.id, kRecord));
    if (!transcript->case_hash.empty() && transcript->case_hash != one.hash)
      throw InputError(one.file, one.line, "id",
                       fmt::format("{} changed since it was recorded at {}:{}: {}", one.id,
                                   transcript->file, transcript->line, kRecord));
  }
  for (const Transcript& transcript : corpus.transcripts.all())
    if (!ids.contains(transcript.id))
      throw InputError(transcript.file, transcript.line, "id",
                       fmt::format("{} is no case of {}: {}", transcript.id,
                                   (corpus.root / "cases").string(), kRecord));
}

}  // namespace

Corpus Corpus::load(const std::filesystem::path& root, const SubjectFilter& wanted) {
  Corpus corpus;
  corpus.root = root;
  const auto transcripts = root / "transcripts";
  // Neither needs the other before the check, and each takes about as long.
  auto recorded =
      std::async(std::launch::async, [&] { return Transcripts::load(transcripts, wanted); });
  corpus.cases = load_cases(root / "cases");
  corpus.transcripts = recorded.get();
  corpus.exclusions = Exclusions::load(transcripts / "exclusions.jsonl");
  RecordedSubjects names = load_subjects(transcripts / "subjects.json");
  for (const std::string& name : corpus.transcripts.subjects()) names.try_emplace(name);
  for (const auto& [name, identity] : names) corpus.subjects.push_back(name);
  check_transcripts(corpus);
  corpus.exclusions.check(corpus.cases, corpus.subjects);
  return corpus;
}

const Outcome* Corpus::expected(const Case& one, const std::string& subject) const {
  if (const Transcript* transcript = transcripts.find(one.id))
    if (const Outcome* outcome = transcript->find(subject)) return outcome;
  if (exclusions.find(one.id, subject) != nullptr) return nullptr;
  throw InputError(one.file, one.line, "id",
                   fmt::format("{} has no answer of {}: {} with that interpreter, or list the case "
                               "in exclusions.jsonl with a reason",
                               one.id, subject, kRecord));
}

}  // namespace basehttp::conformance
