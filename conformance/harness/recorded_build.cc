#include "conformance/harness/recorded_build.h"

#include <map>
#include <string_view>

#include <fmt/format.h>

#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

// What makes a build: the rest of an identity may change with the subject's script.
constexpr std::string_view kBuild[] = {"name", "version", "platform", "sources"};

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::map<std::string, std::string> parts(const std::string& identity) {
  std::map<std::string, std::string> found;
  JsonDocument document;
  for (const Json member : document.parse(identity))
    write_canonical(member, found[member.key().utf8()]);
  return found;
}

}  // namespace

void check_build(const std::string& name, const Identity& identity,
                 const RecordedSubjects& recorded) {
  const std::string told = fmt::format("{}-{}", lower(identity.name), identity.version);
  if (told != name)
    throw SubjectError(
        fmt::format("{} says that it is {}: name a subject by its full version", name, told));
  const auto before = recorded.find(name);
  if (before == recorded.end()) return;
  auto old_parts = parts(before->second);
  auto new_parts = parts(identity.json);
  for (const std::string_view key : kBuild) {
    const std::string part(key);
    if (old_parts[part] != new_parts[part])
      throw SubjectError(fmt::format(
          "{} was recorded from another build ({} differs): two builds cannot have one name.  To "
          "replace the old one, remove its line from subjects.json",
          name, part));
  }
}

}  // namespace basehttp::conformance
