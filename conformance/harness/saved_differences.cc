#include "conformance/harness/saved_differences.h"

#include <system_error>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/outcome.h"
#include "conformance/harness/signature.h"
#include "conformance/harness/subjects_file.h"
#include "conformance/harness/transcript_writer.h"

namespace basehttp::conformance {
namespace {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw InputError(folder.string(), 0, "", error.message());
}

std::string quoted(const std::string& utf8) {
  std::string out;
  write_text(Text::from_utf8(utf8), out);
  return out;
}

std::string answered(const Outcome& outcome) {
  JsonDocument document;
  const std::string line = write_outcome("", outcome);
  return outcome_text(document.parse(line));
}

// A name as a glob that matches it alone.
std::string literal(const std::string& name) {
  std::string out;
  for (const char c : name) {
    if (c == '*' || c == '?' || c == '[' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

void check_is_empty(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error)) return;
  if (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))
    throw InputError(folder.string(), 0, "",
                     "is no empty folder: name a new one, so that nothing is lost");
}

fs::path saved_case(const DifferenceBucket& bucket, const fs::path& folder) {
  return folder / "cases" / (file_name_of(bucket.signature) + ".jsonl");
}

std::size_t save_differences(const DifferenceBuckets& buckets, const RecordedSubject& a,
                             const RecordedSubject& b, const fs::path& folder) {
  check_is_empty(folder);
  const fs::path transcripts = folder / "transcripts";
  make_folder(folder / "cases");
  make_folder(transcripts);
  AtomicFiles files;
  RecordedSubjects subjects{{a.name, a.identity}};
  std::string exclusions;
  std::size_t saved = 0;
  for (const DifferenceBucket* bucket : buckets.sorted()) {
    const auto* of_a = std::get_if<Outcome>(&bucket->a);
    const auto* of_b = std::get_if<Outcome>(&bucket->b);
    if (of_a == nullptr && of_b == nullptr) continue;
    const Case one = read_case_text(bucket->example.json, bucket->example.id);
    RecordedAnswers answers;
    if (of_a != nullptr) {
      answers[a.name] = answered(*of_a);
    } else {
      answers[b.name] = answered(*of_b);
      subjects.try_emplace(b.name, b.identity);
      exclusions +=
          fmt::format(R"({{"case": {}, "reason": {}, "subject": {}}})", quoted(literal(one.id)),
                      quoted(std::get<Failure>(bucket->a).what), quoted(literal(a.name)));
      exclusions += '\n';
    }
    files.write(saved_case(*bucket, folder), one.json + "\n");
    files.write(transcripts / saved_case(*bucket, folder).filename(),
                write_transcript(one, answers));
    ++saved;
  }
  if (!exclusions.empty()) files.write(transcripts / "exclusions.jsonl", exclusions);
  files.write(transcripts / "subjects.json", write_subjects(subjects));
  files.commit();
  return saved;
}

}  // namespace basehttp::conformance
