// A handler as a case wants it: its class attributes, its table of responses, its methods.
#pragma once

#include "conformance/harness/case.h"
#include "conformance/harness/program.h"
#include "conformance/harness/program_handler.h"

namespace basehttp::conformance {

// Sets what the case sets.  unsupported_reason() has had nothing against it.
void configure(const Case& one, ProgramHandler& handler);

// do_ methods and handle_expect_100 that run the actions of the case.  Case and interpreter
// outlive the handler.
void add_methods(const Case& one, ProgramHandler& handler, Interpreter& interpreter);

}  // namespace basehttp::conformance
