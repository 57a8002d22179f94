#include "conformance/harness/grid_recorder.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <set>
#include <span>
#include <thread>

#include <fmt/format.h>

#include "conformance/harness/atomic_files.h"
#include "conformance/harness/grid_corpus.h"
#include "conformance/harness/recorded_build.h"
#include "conformance/harness/subjects_file.h"

namespace basehttp::conformance {
namespace {

constexpr std::uint64_t kInputsAtOnce = 4096;  // inputs that are made at a time

// One subject's answers to one grid.
struct Task {
  const Grid* grid;
  const std::string* name;
  const std::string* command;
};

class Recorder {
 public:
  explicit Recorder(const GridRecording& recording);

  GridRecordingSummary run();

 private:
  void plan();
  GridDigests current(const Grid& grid) const;
  void drop_stale(const Grid& grid);
  GridDigests::Column ask(const Task& task);
  void ask_batch(const Task& task, ProcessSubject& subject, std::span<const std::uint64_t> indexes,
                 GridDigests::Column& column);
  void store(const Task& task, GridDigests::Column column);
  void work(std::atomic<std::size_t>& next, std::exception_ptr& failure);

  const GridRecording& recording_;
  RecordedSubjects recorded_;
  std::vector<Task> tasks_;
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> done_{0};
  std::mutex mutex_;  // of the files and of what is below
  std::set<std::string, VersionLess> stale_subjects_;
  GridRecordingSummary summary_;
};

Recorder::Recorder(const GridRecording& recording)
    : recording_(recording),
      recorded_(load_subjects(recording.corpus / "transcripts" / "subjects.json")) {
  std::set<std::string> names;
  for (const auto& [name, command] : recording.subjects)
    if (!names.insert(name).second)
      throw SubjectError(fmt::format("{} is given twice: two builds cannot have one name", name));
}

// What is recorded of the grid as it is now; empty columns otherwise.
GridDigests Recorder::current(const Grid& grid) const {
  GridDigests digests;
  if (std::filesystem::exists(digests_file(grid))) digests = GridDigests::load(digests_file(grid));
  if (digests.grid_hash != grid.hash() || digests.inputs != grid.size())
    digests = {grid.hash(), grid.size(), {}};
  return digests;
}

// A changed grid keeps no old answers.
void Recorder::drop_stale(const Grid& grid) {
  if (!std::filesystem::exists(digests_file(grid))) return;
  const GridDigests old = GridDigests::load(digests_file(grid));
  if (old.grid_hash == grid.hash() && old.inputs == grid.size()) return;
  for (const auto& [name, column] : old.columns) {
    const bool asked = std::any_of(recording_.subjects.begin(), recording_.subjects.end(),
                                   [&known = name](const auto& one) { return one.first == known; });
    if (!asked) stale_subjects_.insert(name);
  }
}

void Recorder::plan() {
  std::vector<GridDigests> known;
  for (const Grid* grid : recording_.grids) {
    drop_stale(*grid);
    known.push_back(current(*grid));
  }
  for (const auto& [name, command] : recording_.subjects) {
    for (std::size_t g = 0; g < known.size(); ++g) {
      if (recording_.missing_only && known[g].find(name) != nullptr) {
        ++summary_.kept;
        continue;
      }
      tasks_.push_back({recording_.grids[g], &name, &command});
      total_ += recording_.grids[g]->size();
    }
  }
}

void Recorder::ask_batch(const Task& task, ProcessSubject& subject,
                         std::span<const std::uint64_t> indexes, GridDigests::Column& column) {
  const std::vector<Case> cases = task.grid->inputs(indexes);
  std::vector<const Case*> pointers;
  pointers.reserve(cases.size());
  for (const Case& one : cases) pointers.push_back(&one);
  subject.run_all(pointers, [&](std::size_t i, Answer answer) {
    const auto* failure = std::get_if<Failure>(&answer);
    if (failure != nullptr && failure->kind != Failure::Kind::kError)
      throw SubjectError(
          fmt::format("{}: {} was not answered: {}", *task.name, cases[i].id, failure->what));
    column.push_back(digest_of(std::move(answer)));
  });
  const std::uint64_t done = done_ += indexes.size();
  if (recording_.progress) recording_.progress(done, total_);
}

GridDigests::Column Recorder::ask(const Task& task) {
  ProcessSubject subject(*task.command, recording_.limits);
  check_build(*task.name, subject.identity(), recorded_);
  GridDigests::Column column;
  for (std::uint64_t begin = 0; begin < task.grid->size(); begin += kInputsAtOnce) {
    std::vector<std::uint64_t> indexes(
        static_cast<std::size_t>(std::min(kInputsAtOnce, task.grid->size() - begin)));
    std::iota(indexes.begin(), indexes.end(), begin);
    ask_batch(task, subject, indexes, column);
  }
  const std::string problem = subject.finish();
  if (!problem.empty()) throw SubjectError(fmt::format("{}: {}", *task.name, problem));
  return column;
}

void Recorder::store(const Task& task, GridDigests::Column column) {
  const std::lock_guard lock(mutex_);
  GridDigests digests = current(*task.grid);
  summary_.answers += column.size();
  ++summary_.columns;
  digests.columns[*task.name] = std::move(column);
  AtomicFiles files;
  files.write(digests_file(*task.grid), digests.text());
  summary_.files_changed += files.commit();
}

void Recorder::work(std::atomic<std::size_t>& next, std::exception_ptr& failure) {
  for (std::size_t t = next++; t < tasks_.size(); t = next++) {
    try {
      store(tasks_[t], ask(tasks_[t]));
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure) failure = std::current_exception();
      next = tasks_.size();
    }
  }
}

GridRecordingSummary Recorder::run() {
  plan();
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min<std::size_t>(recording_.jobs, tasks_.size()); ++i)
    threads.emplace_back([&] { work(next, failure); });
  work(next, failure);
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  summary_.stale_subjects.assign(stale_subjects_.begin(), stale_subjects_.end());
  return std::move(summary_);
}

}  // namespace

GridRecordingSummary record_grids(const GridRecording& recording) {
  return Recorder(recording).run();
}

}  // namespace basehttp::conformance
