// An outcome in 24 bits.
#pragma once

#include <cstdint>
#include <string>

#include "conformance/harness/outcome.h"
#include "conformance/harness/subject.h"

namespace basehttp::conformance {

// The outcome as text: two outcomes have the same one if and only if same_outcome()
// holds for them.
[[nodiscard]] std::string canonical_form(Outcome outcome);

// Below kOutcomeDigests: the first 24 bits of the SHA-256 of the canonical form.
using Digest = std::uint32_t;
inline constexpr Digest kOutcomeDigests = 1U << 24U;
inline constexpr Digest kUnsupportedDigest = kOutcomeDigests;  // it cannot express the case
inline constexpr Digest kErrorDigest = kOutcomeDigests + 1;    // it says that it went wrong

[[nodiscard]] Digest digest_of(Outcome outcome);
// kErrorDigest for any Failure: whether it is one that a recording may hold is for
// the caller to say.
[[nodiscard]] Digest digest_of(Answer answer);

// Four characters for an outcome, "?" for unsupported, "!" for an error.
[[nodiscard]] std::string digest_text(Digest digest);

}  // namespace basehttp::conformance
