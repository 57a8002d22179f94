#include "conformance/harness/subjects_file.h"

#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {

RecordedSubjects load_subjects(const std::filesystem::path& file) {
  RecordedSubjects subjects;
  if (!std::filesystem::exists(file)) return subjects;
  JsonDocument document;
  try {
    const Json json = document.parse(read_file(file));
    if (!json.is_object()) json.fail("must be an object");
    for (const Json subject : json) {
      if (!subject.is_object()) subject.fail("must be an object");
      write_canonical(subject, subjects[subject.key().utf8()]);
    }
  } catch (const JsonError& error) {
    throw InputError(file.string(), 0, error.key(), error.what());
  }
  return subjects;
}

std::string write_subjects(const RecordedSubjects& subjects) {
  std::string out = "{";
  const char* separator = "\n  ";
  for (const auto& [name, identity] : subjects) {
    out += separator;
    separator = ",\n  ";
    write_text(Text::from_utf8(name), out);
    out += ": ";
    out += identity;
  }
  return out + "\n}\n";
}

}  // namespace basehttp::conformance
