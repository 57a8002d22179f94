#include "conformance/harness/conformance_run.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {
namespace {

Verdict verdict_of(Failure::Kind kind) {
  switch (kind) {
    case Failure::Kind::kError:
      return Verdict::kError;
    case Failure::Kind::kCrashed:
      return Verdict::kCrashed;
    case Failure::Kind::kTimedOut:
      return Verdict::kTimedOut;
    case Failure::Kind::kProtocolError:
      return Verdict::kProtocolError;
  }
  return Verdict::kError;
}

bool is_unexpected(Verdict verdict) {
  return verdict == Verdict::kDiffer || verdict == Verdict::kError ||
         verdict == Verdict::kCrashed || verdict == Verdict::kTimedOut ||
         verdict == Verdict::kProtocolError;
}

// Leaves the subject in the middle of its cases.
struct Stopped {};

// One profile over a slice of the cases.  What the subject did wrong at its end.
// Throws Stopped at an unexpected answer when the run is to stop there.
std::string run_slice(ConformanceRun& run, std::size_t profile, std::size_t first, std::size_t last,
                      std::vector<bool>& used) {
  const std::string& version = run.profiles[profile];
  const std::string recorded = recorded_name(version);
  std::vector<CaseResult>& results = run.results[profile];
  std::vector<const Case*> cases;
  std::vector<std::size_t> places;
  std::vector<const Outcome*> expected;
  for (std::size_t i = first; i < last; ++i) {
    const Outcome* outcome = run.corpus->expected(*run.cases[i], recorded);
    if (outcome == nullptr) {
      results[i].verdict = Verdict::kNotRecorded;
      results[i].why = *run.corpus->exclusions.find(run.cases[i]->id, recorded);
      continue;
    }
    cases.push_back(run.cases[i]);
    places.push_back(i);
    expected.push_back(outcome);
  }
  if (cases.empty()) return {};
  const std::unique_ptr<Subject> subject = run.make_subject(version);
  subject->run_all(cases, [&](std::size_t i, const Answer& answer) {
    CaseResult& result = results[places[i]];
    result = judge(*cases[i], version, *expected[i], answer, run.divergences, used);
    if (run.keep_answers && !result.differences.empty())
      result.answer = std::make_shared<const Outcome>(std::get<Outcome>(answer));
    if (run.progress) run.progress(1);
    if (run.fail_fast && is_unexpected(result.verdict)) throw Stopped{};
  });
  return subject->finish();
}

// The worst thing that can be said of an entry that spoke of no difference.
std::string why_unused(const ConformanceRun& run, const Divergence& entry,
                       const std::unordered_map<std::string_view, std::size_t>& selected) {
  const auto at = selected.find(entry.case_id);
  bool unsupported = true;
  bool ran = false;
  for (std::size_t p = 0; p < run.profiles.size(); ++p) {
    if (!entry.profile.empty() && entry.profile != run.profiles[p]) continue;
    ran = true;
    unsupported = unsupported && run.results[p][at->second].verdict == Verdict::kUnsupported;
  }
  if (!ran) return {};  // speaks of a profile that was not asked for
  return unsupported ? "is listed as a difference, but the subject does not support the case"
                     : "is listed as a difference that is gone: remove the entry";
}

void check_list(ConformanceRun& run, const std::vector<bool>& used) {
  std::unordered_map<std::string_view, std::size_t> selected;
  for (std::size_t i = 0; i < run.cases.size(); ++i) selected.emplace(run.cases[i]->id, i);
  std::unordered_set<std::string_view> known;
  for (const Case& one : run.corpus->cases) known.insert(one.id);
  for (std::size_t e = 0; e < used.size(); ++e) {
    const Divergence& entry = run.divergences.entries()[e];
    if (!known.contains(entry.case_id)) {
      run.list_problems.push_back({&entry, "matches no case"});
      continue;
    }
    if (run.fail_fast) continue;
    if (used[e] || !selected.contains(entry.case_id)) continue;
    const std::string why = why_unused(run, entry, selected);
    if (why.empty()) continue;
    run.list_problems.push_back({&entry, why});
    for (std::size_t p = 0; p < run.profiles.size(); ++p) {
      CaseResult& result = run.results[p][selected.at(entry.case_id)];
      if ((entry.profile.empty() || entry.profile == run.profiles[p]) &&
          (result.verdict == Verdict::kAgree || result.verdict == Verdict::kListed))
        result.verdict = Verdict::kVanished;
    }
  }
}

}  // namespace

CaseResult judge(const Case& one, const std::string& profile, const Outcome& expected,
                 const Answer& answer, const DivergenceList& divergences, std::vector<bool>& used) {
  CaseResult result;
  if (const auto* unsupported = std::get_if<Unsupported>(&answer)) {
    result.verdict = Verdict::kUnsupported;
    result.why = unsupported->why;
    return result;
  }
  if (const auto* failure = std::get_if<Failure>(&answer)) {
    result.verdict = verdict_of(failure->kind);
    result.why = failure->what;
    for (const std::size_t e : divergences.find(one.id, profile)) {
      if (divergences.entries()[e].field != kAnswerField) continue;
      used[e] = true;
      result.verdict = Verdict::kListed;
      result.why = divergences.entries()[e].reason;
    }
    return result;
  }
  result.differences = differences(expected, std::get<Outcome>(answer));
  if (result.differences.empty()) return result;
  const std::vector<std::size_t> entries = divergences.find(one.id, profile);
  const auto listed = std::stable_partition(
      result.differences.begin(), result.differences.end(), [&](const Difference& difference) {
        bool found = false;
        for (const std::size_t e : entries) {
          if (!field_covers(divergences.entries()[e].field, difference.field)) continue;
          used[e] = true;
          found = true;
          if (result.why.empty()) result.why = divergences.entries()[e].reason;
        }
        return !found;
      });
  result.unlisted = static_cast<std::size_t>(listed - result.differences.begin());
  result.verdict = result.unlisted == 0 ? Verdict::kListed : Verdict::kDiffer;
  return result;
}

void ConformanceRun::run() {
  CaseResult before;
  if (fail_fast) before.verdict = Verdict::kNotRun;
  results.assign(profiles.size(), std::vector<CaseResult>(cases.size(), before));
  // A job takes whole slices: a process subject gains nothing from one case at a time.
  const std::size_t slices =
      std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(cases.size(), 1));
  const std::size_t tasks = slices * profiles.size();
  std::vector<bool> used(divergences.entries().size());
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    std::vector<bool> mine(used.size());
    for (std::size_t task = next++; task < tasks; task = next++) {
      const std::size_t slice = task % slices;
      try {
        std::string problem = run_slice(*this, task / slices, cases.size() * slice / slices,
                                        cases.size() * (slice + 1) / slices, mine);
        if (problem.empty()) continue;
        const std::lock_guard lock(mutex);
        subject_problems.push_back(std::move(problem));
      } catch (const Stopped&) {
        next = tasks;
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        next = tasks;
      }
    }
    const std::lock_guard lock(mutex);
    for (std::size_t e = 0; e < used.size(); ++e) used[e] = used[e] || mine[e];
  };
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < std::min<std::size_t>(jobs, tasks); ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  check_list(*this, used);
}

}  // namespace basehttp::conformance
