#include "conformance/harness/outcome_digest.h"

#include <string_view>
#include <utility>

#include "conformance/harness/comparison.h"
#include "conformance/harness/sha256.h"

namespace basehttp::conformance {

std::string canonical_form(Outcome outcome) {
  for (RequestState& request : outcome.requests)
    if (no_defects(request.defects)) request.defects = Value::none();
  return write_outcome({}, outcome);
}

Digest digest_of(Outcome outcome) {
  constexpr std::size_t kHexDigits = 6;
  const std::string hex = sha256(canonical_form(std::move(outcome))).substr(0, kHexDigits);
  return static_cast<Digest>(std::stoul(hex, nullptr, 16));
}

Digest digest_of(Answer answer) {
  if (auto* outcome = std::get_if<Outcome>(&answer)) return digest_of(std::move(*outcome));
  return std::holds_alternative<Unsupported>(answer) ? kUnsupportedDigest : kErrorDigest;
}

std::string digest_text(Digest digest) {
  constexpr std::string_view kCharacters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  if (digest == kUnsupportedDigest) return "?";
  if (digest == kErrorDigest) return "!";
  std::string text;
  for (const unsigned shift : {18U, 12U, 6U, 0U}) text += kCharacters[digest >> shift & 0x3FU];
  return text;
}

}  // namespace basehttp::conformance
