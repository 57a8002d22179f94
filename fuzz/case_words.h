// Changes to what a case configures and does; its bytes are left alone.
#pragma once

#include "conformance/harness/case.h"
#include "fuzz/random.h"

namespace basehttp::fuzz {

// One change of an action, of an argument, of an attribute or of a fault.
void change_case(conformance::Case& one, Random& random);

// Appends the methods of `from` to those of `to` of the same name; adds the others.
void join_programs(conformance::Case& to, const conformance::Case& from);

}  // namespace basehttp::fuzz
