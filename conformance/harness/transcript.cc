#include "conformance/harness/transcript.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "conformance/harness/json_lines.h"
#include "conformance/harness/profile_names.h"

namespace basehttp::conformance {
namespace {

void check_no_name_twice(std::vector<std::string_view> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) throw JsonError("outcomes", fmt::format("{} answers twice", *twice));
}

}  // namespace

const TranscriptReader::KnownNames& TranscriptReader::names(Json json) {
  if (!json.is_array()) json.fail("must be a list of names");
  key_ = json.written();
  if (const auto found = known_.find(key_); found != known_.end()) return found->second;
  std::vector<std::string> names;
  for (const Json name : json) names.push_back(name.utf8());
  check_no_name_twice({names.begin(), names.end()});
  const bool wanted = !wanted_ || std::any_of(names.begin(), names.end(), wanted_);
  return known_.emplace(key_, KnownNames{SubjectNames(std::move(names)), wanted}).first->second;
}

TranscriptGroup TranscriptReader::group(Json json) {
  if (!json.is_object()) json.fail("must be {\"subjects\", \"outcome\"}");
  TranscriptGroup group;
  std::optional<Json> outcome;
  for (const Json member : json) {
    if (member.key_is("subjects")) {
      const KnownNames& known = names(member);
      group.subjects = known.names;
      group.is_read = known.wanted;
    } else if (member.key_is("outcome")) {
      outcome = member;
    }
  }
  if (group.subjects.all().empty()) json.fail("the key \"subjects\" is missing or empty");
  if (!outcome) json.fail("the key \"outcome\" is missing");
  if (group.is_read) group.outcome = read_outcome(*outcome);
  return group;
}

Transcript TranscriptReader::read(Json json) {
  if (!json.is_object()) json.fail("must be an object");
  Transcript transcript;
  for (const Json member : json) {
    if (member.key_is("id")) {
      transcript.id = member.utf8();
    } else if (member.key_is("case")) {
      transcript.case_hash = member.utf8();
    } else if (member.key_is("outcomes")) {
      if (!member.is_array()) member.fail("must be a list");
      transcript.groups.reserve(member.size());
      for (const Json one : member) transcript.groups.push_back(group(one));
    }
  }
  if (transcript.id.empty()) throw JsonError("id", "is missing");
  if (transcript.groups.empty()) throw JsonError("outcomes", "is missing or empty");
  if (transcript.groups.size() > 1) {
    std::vector<std::string_view> names;
    for (const TranscriptGroup& one : transcript.groups)
      names.insert(names.end(), one.subjects.begin(), one.subjects.end());
    check_no_name_twice(std::move(names));
  }
  return transcript;
}

std::vector<std::string> TranscriptReader::subjects() const {
  std::set<std::string> names;
  for (const auto& [written, known] : known_) names.insert(known.names.begin(), known.names.end());
  std::vector<std::string> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end(), version_less);
  return sorted;
}

const Outcome* Transcript::find(std::string_view subject) const {
  for (const TranscriptGroup& group : groups)
    if (std::find(group.subjects.begin(), group.subjects.end(), subject) != group.subjects.end())
      return group.is_read ? &group.outcome : nullptr;
  return nullptr;
}

Transcripts Transcripts::load(const std::filesystem::path& path, const SubjectFilter& wanted) {
  Transcripts out;
  TranscriptReader reader(wanted);
  for (const auto& file : jsonl_files(path, "exclusions.jsonl")) {
    for_each_line(file, [&](const JsonLine& line) {
      Transcript transcript = reader.read(line.json);
      transcript.file = line.file;
      transcript.line = line.number;
      const auto [at, fresh] = out.by_id_.emplace(transcript.id, out.all_.size());
      if (!fresh) {
        const Transcript& first = out.all_[at->second];
        throw JsonError("id", fmt::format("{} has a transcript already, at {}:{}", transcript.id,
                                          first.file, first.line));
      }
      out.all_.push_back(std::move(transcript));
    });
  }
  out.subjects_ = reader.subjects();
  return out;
}

const Transcript* Transcripts::find(const std::string& id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &all_[at->second];
}

}  // namespace basehttp::conformance
