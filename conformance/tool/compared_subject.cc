#include "conformance/tool/compared_subject.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/profile_names.h"
#include "conformance/harness/reference_subject.h"
#include "conformance/harness/transcript_subject.h"
#include "conformance/tool/command.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kReference = "reference:";
constexpr std::string_view kRecorded = "recorded:";

// "PyPy" and "3.9.16" give "pypy-3.9.16"; what cannot be part of a name becomes a dash.
std::string name_of(const Identity& identity) {
  std::string out = identity.name + "-" + identity.version;
  for (char& c : out) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) == 0 && c != '.' && c != '_') c = '-';
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

ComparedSubject::ComparedSubject(std::string name, const Corpus* corpus,
                                 const ProcessLimits& limits)
    : name_(std::move(name)), corpus_(corpus), limits_(limits) {
  if (name_.starts_with(kReference)) {
    profile_ = &profile_named(std::string_view(name_).substr(kReference.size()));
    title_ = fmt::format("the reference under {}", profile_->version);
    recorded_name_ = fmt::format("basehttp-{}", profile_->version);
    identity_ = fmt::format(R"({{"name": "basehttp", "profile": "{}", "version": "{}"}})",
                            profile_->version, BASEHTTP_VERSION);
  } else if (name_.starts_with(kRecorded)) {
    const std::string version = name_.substr(kRecorded.size());
    if (corpus_ == nullptr)
      throw UnknownName(
          fmt::format("{}: nothing is recorded of cases that are in no corpus", name_));
    recorded_name_ = conformance::recorded_name(chosen_profiles({version}, *corpus_).front());
    title_ = fmt::format("{}, as recorded", recorded_name_);
  } else {
    waiting_ = std::make_unique<ProcessSubject>(name_, limits_);
    const Identity& identity = waiting_->identity();
    title_ = fmt::format("{} {}", identity.name, identity.version);
    recorded_name_ = name_of(identity);
    identity_ = identity.json;
  }
}

std::unique_ptr<Subject> ComparedSubject::make() {
  if (profile_ != nullptr) return std::make_unique<ReferenceSubject>(*profile_);
  if (name_.starts_with(kRecorded))
    return std::make_unique<TranscriptSubject>(corpus_->transcripts, recorded_name_);
  if (waiting_) return std::move(waiting_);
  return std::make_unique<ProcessSubject>(name_, limits_);
}

}  // namespace basehttp::conformance
