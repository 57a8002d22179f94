#include "conformance/harness/transcript.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "conformance/harness/json_lines.h"
#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {
namespace {

TranscriptGroup read_group(Json json, const SubjectFilter& wanted) {
  if (!json.is_object()) json.fail("must be {\"subjects\", \"outcome\"}");
  TranscriptGroup group;
  std::optional<Json> outcome;
  for (const Json member : json) {
    if (member.key_is("subjects")) {
      if (!member.is_array()) member.fail("must be a list of names");
      for (const Json name : member) group.subjects.push_back(name.utf8());
    } else if (member.key_is("outcome")) {
      outcome = member;
    }
  }
  if (group.subjects.empty()) json.fail("the key \"subjects\" is missing or empty");
  if (!outcome) json.fail("the key \"outcome\" is missing");
  group.is_read = !wanted || std::any_of(group.subjects.begin(), group.subjects.end(), wanted);
  if (group.is_read) group.outcome = read_outcome(*outcome);
  return group;
}

}  // namespace

Transcript read_transcript(Json json, const SubjectFilter& wanted) {
  if (!json.is_object()) json.fail("must be an object");
  Transcript transcript;
  for (const Json member : json) {
    if (member.key_is("id")) {
      transcript.id = member.utf8();
    } else if (member.key_is("case")) {
      transcript.case_hash = member.utf8();
    } else if (member.key_is("outcomes")) {
      if (!member.is_array()) member.fail("must be a list");
      for (const Json group : member) transcript.groups.push_back(read_group(group, wanted));
    }
  }
  if (transcript.id.empty()) throw JsonError("id", "is missing");
  if (transcript.groups.empty()) throw JsonError("outcomes", "is missing or empty");
  std::vector<std::string_view> names;
  for (const TranscriptGroup& group : transcript.groups)
    names.insert(names.end(), group.subjects.begin(), group.subjects.end());
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw JsonError("outcomes", fmt::format("{} answers twice", *twice));
  return transcript;
}

const Outcome* Transcript::find(std::string_view subject) const {
  for (const TranscriptGroup& group : groups)
    if (std::find(group.subjects.begin(), group.subjects.end(), subject) != group.subjects.end())
      return group.is_read ? &group.outcome : nullptr;
  return nullptr;
}

Transcripts Transcripts::load(const std::filesystem::path& path, const SubjectFilter& wanted) {
  Transcripts out;
  std::unordered_set<std::string> names;
  for (const auto& file : jsonl_files(path, "exclusions.jsonl")) {
    for_each_line(file, [&](const JsonLine& line) {
      Transcript transcript = read_transcript(line.json, wanted);
      transcript.file = line.file;
      transcript.line = line.number;
      const auto [at, fresh] = out.by_id_.emplace(transcript.id, out.all_.size());
      if (!fresh) {
        const Transcript& first = out.all_[at->second];
        throw JsonError("id", fmt::format("{} has a transcript already, at {}:{}", transcript.id,
                                          first.file, first.line));
      }
      for (const TranscriptGroup& group : transcript.groups)
        names.insert(group.subjects.begin(), group.subjects.end());
      out.all_.push_back(std::move(transcript));
    });
  }
  out.subjects_.assign(names.begin(), names.end());
  std::sort(out.subjects_.begin(), out.subjects_.end(), version_less);
  return out;
}

const Transcript* Transcripts::find(const std::string& id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &all_[at->second];
}

}  // namespace basehttp::conformance
