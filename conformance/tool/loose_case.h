// A case that is in no file of the corpus.
#pragma once

#include <string>

#include "conformance/harness/case.h"

namespace basehttp::conformance {

// `json` may be laid out over several lines.  InputError, with `name` for where it came from.
[[nodiscard]] Case read_loose_case(const std::string& json, const std::string& name);

}  // namespace basehttp::conformance
