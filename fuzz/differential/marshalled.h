// Cases and answers in marshal's format: as the Python objects that json.loads would make of the
// JSON of PROTOCOL.md.
#pragma once

#include <cstdint>
#include <optional>

#include "conformance/harness/case.h"
#include "conformance/harness/subject.h"
#include "fuzz/differential/marshal.h"

namespace basehttp::fuzz {

// The object of a program.
void marshal_program(const conformance::Program& program, MarshalWriter& writer);

// The object of a case: what write_case() writes, without what only a person reads.  Programs are
// few and large, so its program is not part of it; `program` is written in its place, a number.
void marshal_case(const conformance::Case& one, MarshalWriter& writer,
                  std::optional<std::int64_t> program = std::nullopt);

// The object that the Python subject answers with.  MarshalError for one that is no answer.
[[nodiscard]] conformance::Answer read_answer(MarshalReader& reader);

}  // namespace basehttp::fuzz
