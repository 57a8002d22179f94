#include "conformance/harness/divergence_list.h"

#include <fmt/format.h>

#include "conformance/harness/json_lines.h"

namespace basehttp::conformance {

DivergenceList DivergenceList::load(const std::filesystem::path& file) {
  static constexpr std::pair<std::string_view, std::string Divergence::*> kFields[] = {
      {"case", &Divergence::case_id},    {"field", &Divergence::field},
      {"reason", &Divergence::reason},   {"reference", &Divergence::reference},
      {"profile", &Divergence::profile},
  };
  DivergenceList list;
  if (read_file(file).find_first_not_of(" \t\r\n") == std::string::npos) return list;
  for_each_line(file, [&](const JsonLine& line) {
    Divergence entry;
    for (const auto& [key, field] : kFields)
      for (const Json member : line.json)
        if (member.key_is(key)) entry.*field = member.utf8();
    for (const auto& [key, field] : kFields)
      if ((entry.*field).empty() && field != &Divergence::profile)
        throw JsonError(std::string(key), "is missing or empty");
    entry.file = line.file;
    entry.line = line.number;
    list.by_case_[entry.case_id].push_back(list.entries_.size());
    list.entries_.push_back(std::move(entry));
  });
  return list;
}

std::vector<std::size_t> DivergenceList::find(const std::string& case_id,
                                              std::string_view profile) const {
  std::vector<std::size_t> found;
  const auto at = by_case_.find(case_id);
  if (at == by_case_.end()) return found;
  for (const std::size_t index : at->second)
    if (entries_[index].profile.empty() || entries_[index].profile == profile)
      found.push_back(index);
  return found;
}

}  // namespace basehttp::conformance
