// A weighted grammar of whole cases: the bytes of a connection, what the handler is configured
// to and what its methods do.  It makes cases from a seed, and changes those that there are.
#pragma once

#include <cstdint>

#include "conformance/grammar/random.h"
#include "conformance/harness/case.h"

namespace basehttp::conformance::grammar {

// A case without an id, not yet finished (case_writer.h): well-behaved handlers and wild ones, with
// a fault now and then.  Equal seeds, equal cases.
[[nodiscard]] Case generate_case(Random& random);

// Number `number` of the series `seed`, whichever were made before it: `generated/SEED/NUMBER`,
// finished.
[[nodiscard]] Case generated_case(std::uint64_t seed, std::uint64_t number);

// One change of an action, of an argument, of an attribute or of a fault; the bytes are left alone.
void change_case(Case& one, Random& random);

// Appends the methods of `from` to those of `to` of the same name; adds the others.
void join_programs(Case& to, const Case& from);

}  // namespace basehttp::conformance::grammar
