#include "conformance/harness/transcript_writer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {

std::string outcome_text(Json outcome) {
  std::string out;
  write_canonical_without({"id"}, outcome, out);
  return out;
}

std::string write_transcript(const Case& one, const RecordedAnswers& answers) {
  std::vector<std::pair<const std::string*, std::vector<std::string>>> groups;
  for (const auto& [subject, outcome] : answers) {
    const auto same =
        std::find_if(groups.begin(), groups.end(),
                     [&text = outcome](const auto& group) { return *group.first == text; });
    if (same == groups.end()) {
      groups.push_back({&outcome, {subject}});
    } else {
      same->second.push_back(subject);
    }
  }
  std::string line = "{\"case\": ";
  write_bytes(one.hash, line);
  line += ", \"id\": ";
  write_text(Text::from_utf8(one.id), line);
  line += ", \"outcomes\": [";
  const char* separator = "";
  for (const auto& [outcome, subjects] : groups) {
    line += fmt::format("{}{{\"outcome\": {}, \"subjects\": [", separator, *outcome);
    separator = ", ";
    const char* comma = "";
    for (const std::string& subject : subjects) {
      line += comma;
      comma = ", ";
      write_text(Text::from_utf8(subject), line);
    }
    line += "]}";
  }
  return line + "]}\n";
}

}  // namespace basehttp::conformance
