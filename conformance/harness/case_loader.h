// Reads cases, and refuses what corpus/schema/case.schema.json refuses.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

// A program and the text that it was read from.
struct KnownProgram {
  std::string written;    // as Json::written(); empty: there is none
  std::string canonical;  // as write_canonical()
  SharedProgram program;
};

// Reads cases one after the other.  A program that is written as the last one was is shared with
// it: it takes no time to read, and no memory.
class CaseReader {
 public:
  // One case from a parsed object.  JsonError when it is none.  `text`, on one line, becomes
  // Case::json.
  [[nodiscard]] Case read(Json json, std::string_view text);

 private:
  KnownProgram last_;
  std::string canonical_;  // of the last case, kept for its storage
};

// The same of one case alone.
[[nodiscard]] Case read_case(Json json, std::string_view text);

// The same without `hash`, which costs as much as all the rest: for a case that is asked and
// forgotten.
[[nodiscard]] Case read_case_unhashed(Json json, std::string_view text);

// A case that is the whole of `text`, on any number of lines; `json` holds it on one, its keys
// sorted.  InputError, with `name` for the file, when it is none.
[[nodiscard]] Case read_case_text(std::string_view text, std::string_view name);

// The cases of a JSON Lines file, or of all in a directory, in the order of the
// files' names.  InputError for a file that cannot be read, is not JSON, breaks
// the schema or repeats an id, also one of another file.
[[nodiscard]] std::vector<Case> load_cases(const std::filesystem::path& path);

}  // namespace basehttp::conformance
