#include "fuzz/differential/known_divergences.h"

#include <algorithm>
#include <utility>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_lines.h"

namespace basehttp::fuzz {
namespace {

using conformance::Json;
using conformance::JsonError;
using conformance::JsonLine;

KnownDivergence read_entry(const JsonLine& line) {
  static constexpr std::pair<std::string_view, std::string KnownDivergence::*> kFields[] = {
      {"signature", &KnownDivergence::signature},
      {"reason", &KnownDivergence::reason},
      {"reference", &KnownDivergence::reference},
      {"profile", &KnownDivergence::profile},
  };
  KnownDivergence entry;
  for (const Json member : line.json) {
    if (member.key_is("case")) entry.example = conformance::read_case(member, "");
    for (const auto& [key, field] : kFields)
      if (member.key_is(key)) entry.*field = member.utf8();
  }
  for (const auto& [key, field] : kFields)
    if ((entry.*field).empty() && field != &KnownDivergence::profile)
      throw JsonError(std::string(key), "is missing or empty");
  if (entry.example.id.empty()) throw JsonError("case", "is missing");
  entry.file = line.file;
  entry.line = line.number;
  return entry;
}

bool overlap(const KnownDivergence& a, const KnownDivergence& b) {
  return a.signature == b.signature && (a.concerns(b.profile) || b.concerns(a.profile));
}

}  // namespace

KnownDivergences KnownDivergences::load(const std::filesystem::path& file) {
  KnownDivergences list;
  if (conformance::read_file(file).find_first_not_of(" \t\r\n") == std::string::npos) return list;
  conformance::for_each_line(file, [&](const JsonLine& line) {
    KnownDivergence entry = read_entry(line);
    for (const KnownDivergence& other : list.entries_)
      if (overlap(entry, other))
        throw JsonError("signature", "is that of line " + std::to_string(other.line) + ", too");
    list.entries_.push_back(std::move(entry));
  });
  return list;
}

const KnownDivergence* KnownDivergences::find(std::string_view signature,
                                              std::string_view profile) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) {
    return entry.signature == signature && entry.concerns(profile);
  });
  return found == entries_.end() ? nullptr : &*found;
}

}  // namespace basehttp::fuzz
