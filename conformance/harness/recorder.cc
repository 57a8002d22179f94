#include "conformance/harness/recorder.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <unordered_map>

#include <fmt/format.h>

#include "basehttp/profile.h"
#include "conformance/harness/atomic_files.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/exclusions.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/profile_names.h"
#include "conformance/harness/recorded_build.h"
#include "conformance/harness/subjects_file.h"
#include "conformance/harness/transcript_writer.h"

namespace basehttp::conformance {
namespace {

namespace fs = std::filesystem;

struct Known {
  std::string case_hash;
  RecordedAnswers answers;
};

std::unordered_map<std::string, Known> read_known(const fs::path& transcripts) {
  std::unordered_map<std::string, Known> known;
  std::error_code error;
  bool any = false;
  for (const auto& file : fs::directory_iterator(transcripts, error))
    any = any ||
          (file.path().extension() == ".jsonl" && file.path().filename() != "exclusions.jsonl");
  if (!any) return known;
  for (const fs::path& file : jsonl_files(transcripts, "exclusions.jsonl")) {
    for_each_line(file, [&](const JsonLine& line) {
      std::string id;
      Known entry;
      for (const Json member : line.json) {
        if (member.key_is("id")) id = member.utf8();
        if (member.key_is("case")) entry.case_hash = member.utf8();
        if (!member.key_is("outcomes")) continue;
        for (const Json group : member) {
          std::string outcome;
          std::vector<std::string> names;
          for (const Json part : group) {
            if (part.key_is("outcome")) outcome = outcome_text(part);
            if (!part.key_is("subjects")) continue;
            for (const Json name : part) names.push_back(name.utf8());
          }
          for (const std::string& name : names) entry.answers[name] = outcome;
        }
      }
      known[id] = std::move(entry);
    });
  }
  return known;
}

class Recorder {
 public:
  explicit Recorder(const Recording& recording);

  RecordingSummary run();

 private:
  void ask(std::size_t subject);
  void ask_all();
  std::string answer_of(const Case& one, const std::string& name, const Answer& answer,
                        std::string_view line) const;
  RecordedAnswers merged(std::size_t c);
  void write();
  fs::path file_for(const Case& one) const { return transcripts_ / fs::path(one.file).filename(); }

  const Recording& recording_;
  fs::path transcripts_;
  std::vector<Case> cases_;
  Exclusions exclusions_;
  RecordedSubjects recorded_;
  std::unordered_map<std::string, Known> known_;
  // By subject, then case; empty: not recorded.
  std::vector<std::vector<std::string>> answers_;
  std::vector<std::string> identities_;
  std::atomic<std::size_t> done_{0};
  std::set<std::string, VersionLess> stale_subjects_;
  RecordingSummary summary_;
};

Recorder::Recorder(const Recording& recording)
    : recording_(recording),
      transcripts_(recording.corpus / "transcripts"),
      cases_(load_cases(recording.corpus / "cases")),
      exclusions_(Exclusions::load(transcripts_ / "exclusions.jsonl")),
      recorded_(load_subjects(transcripts_ / "subjects.json")),
      known_(read_known(transcripts_)),
      answers_(recording.subjects.size(), std::vector<std::string>(cases_.size())),
      identities_(recording.subjects.size()) {
  std::set<std::string> names;
  for (const auto& [name, command] : recording.subjects)
    if (!names.insert(name).second)
      throw SubjectError(fmt::format("{} is given twice: two builds cannot have one name", name));
  std::vector<std::string> all;
  for (const auto& [name, identity] : recorded_) all.push_back(name);
  for (const Profile* profile : all_profiles()) all.push_back(recorded_name(*profile));
  all.insert(all.end(), names.begin(), names.end());
  exclusions_.check(cases_, all);
  std::error_code error;
  fs::create_directories(transcripts_, error);
  if (error) throw InputError(transcripts_.string(), 0, "", error.message());
  AtomicFiles().write(transcripts_ / "subjects.json.writable", "");
}

std::string Recorder::answer_of(const Case& one, const std::string& name, const Answer& answer,
                                std::string_view line) const {
  const auto fail = [&](std::string_view what, const std::string& why) {
    return SubjectError(
        fmt::format("{}: {} ({}:{}) {}: {}", name, one.id, one.file, one.line, what, why));
  };
  if (const auto* failure = std::get_if<Failure>(&answer))
    throw fail("was not answered", failure->what);
  if (const auto* unsupported = std::get_if<Unsupported>(&answer))
    throw fail("is not supported, so exclusions.jsonl must say why", unsupported->why);
  JsonDocument document;
  return outcome_text(document.parse(line));
}

void Recorder::ask(std::size_t s) {
  const std::string& name = recording_.subjects[s].first;
  std::vector<const Case*> cases;
  std::vector<std::size_t> places;
  for (std::size_t c = 0; c < cases_.size(); ++c) {
    if (exclusions_.find(cases_[c].id, name) != nullptr) continue;
    cases.push_back(&cases_[c]);
    places.push_back(c);
  }
  ProcessSubject subject(recording_.subjects[s].second, recording_.limits);
  check_build(name, subject.identity(), recorded_);
  identities_[s] = subject.identity().json;
  subject.run_lines(cases, [&](std::size_t i, const Answer& answer, std::string_view line) {
    answers_[s][places[i]] = answer_of(*cases[i], name, answer, line);
    const std::size_t done = ++done_;
    if (recording_.progress) recording_.progress(done, cases_.size() * answers_.size());
  });
  const std::string problem = subject.finish();
  if (!problem.empty()) throw SubjectError(fmt::format("{}: {}", name, problem));
}

void Recorder::ask_all() {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    for (std::size_t s = next++; s < answers_.size(); s = next++) {
      try {
        ask(s);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        next = answers_.size();
      }
    }
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min<std::size_t>(recording_.jobs, answers_.size()); ++i)
    threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

RecordedAnswers Recorder::merged(std::size_t c) {
  const Case& one = cases_[c];
  RecordedAnswers answers;
  const auto known = known_.find(one.id);
  if (known != known_.end()) {
    const bool current = known->second.case_hash.empty() || known->second.case_hash == one.hash;
    if (current) answers = known->second.answers;
    for (const auto& [name, outcome] : known->second.answers) {
      const bool asked =
          std::any_of(recording_.subjects.begin(), recording_.subjects.end(),
                      [&asked = name](const auto& subject) { return subject.first == asked; });
      if (exclusions_.find(one.id, name) != nullptr) answers.erase(name);
      if (current || asked) continue;
      ++summary_.stale_answers;
      stale_subjects_.insert(name);
    }
  }
  for (std::size_t s = 0; s < answers_.size(); ++s) {
    if (answers_[s][c].empty()) {
      ++summary_.not_recorded;
    } else {
      ++summary_.answers;
      answers[recording_.subjects[s].first] = std::move(answers_[s][c]);
    }
  }
  return answers;
}

void Recorder::write() {
  std::map<fs::path, std::string> files;
  for (std::size_t c = 0; c < cases_.size(); ++c) {
    const RecordedAnswers answers = merged(c);
    if (!answers.empty()) files[file_for(cases_[c])] += write_transcript(cases_[c], answers);
  }
  for (std::size_t s = 0; s < answers_.size(); ++s)
    recorded_[recording_.subjects[s].first] = identities_[s];
  AtomicFiles out;
  for (const auto& [file, text] : files) out.write(file, text);
  out.write(transcripts_ / "subjects.json", write_subjects(recorded_));
  for (const auto& entry : fs::directory_iterator(transcripts_)) {
    const fs::path& file = entry.path();
    if (file.extension() == ".jsonl" && file.filename() != "exclusions.jsonl" &&
        !files.contains(file))
      out.remove(file);
  }
  summary_.files_changed = out.commit();
}

RecordingSummary Recorder::run() {
  ask_all();
  write();
  summary_.cases = cases_.size();
  summary_.stale_subjects.assign(stale_subjects_.begin(), stale_subjects_.end());
  return std::move(summary_);
}

}  // namespace

RecordingSummary record(const Recording& recording) { return Recorder(recording).run(); }

}  // namespace basehttp::conformance
