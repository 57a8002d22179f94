// Several CPythons at once, each a child of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/differential/differential.h"

namespace basehttp::fuzz {

// Starts the interpreters of a list "VERSION=PATH,VERSION=PATH".  SubjectError for one that does
// not answer or is another version, UnknownName for one that is not recorded, InputError for a
// list that is none.
[[nodiscard]] std::vector<Judge> start_interpreters(std::string_view list);

}  // namespace basehttp::fuzz
