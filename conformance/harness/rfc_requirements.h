// The requirements of RFC 9110, 9112 and their forebears that a handler on in-memory
// streams can meet or not (corpus/rfc/requirements.jsonl).
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/rfc_checks.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

struct RfcRequirement {
  std::string id;                     // "9112-5.1/space-before-colon"
  int number = 0;                     // that of the cases' names: rfc/request/030-...
  std::vector<std::string> sections;  // "rfc9112:5.1"
  std::string level;                  // one of rfc_levels()
  std::string requirement;            // what is asked, a sentence
  const RfcCheck* check = nullptr;
  CheckParameters parameters;
  std::vector<const Case*> cases;  // at least one
  std::string finding;             // what CPython does, a sentence
  std::string file;
  std::size_t line = 0;
};

// "MUST", "MUST NOT", "SHOULD", "RECOMMENDED", "MAY", then the words for text without
// a keyword, in the order of reports.
[[nodiscard]] std::span<const std::string_view> rfc_levels();

// "rfc9112:3.2.3", "rfc9112:C.2.2".
[[nodiscard]] bool is_rfc_reference(std::string_view text);

// In the order of the file.  The cases must outlive the requirements.  InputError
// for an entry without one of the keys, an id or number that is taken, a level, a
// section, a case or a check that does not exist, parameters that the check does not
// take, and a case that refers to none of the sections.
[[nodiscard]] std::vector<RfcRequirement> load_rfc_requirements(const std::filesystem::path& file,
                                                                const std::vector<Case>& cases);

// What all cases say together: not met when one of them says so, not applicable when
// each says so, met otherwise.  `why` is that of the first case that decides.  An
// answer that is no outcome is not applicable.
[[nodiscard]] RfcFinding judge(const RfcRequirement& requirement,
                               const std::function<Answer(const Case&)>& answer);

}  // namespace basehttp::conformance
