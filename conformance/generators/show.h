// How RapidCheck prints what a law was given: as Python would write it.
#pragma once

#include <iosfwd>

#include "basehttp/big_int.h"
#include "basehttp/text.h"
#include "basehttp/value.h"
#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"

namespace basehttp {

void showValue(const Text& text, std::ostream& out);
void showValue(const Value& value, std::ostream& out);
void showValue(const BigInt& number, std::ostream& out);

namespace conformance {

// The JSON line of PROTOCOL.md, as `basehttp show --case-file -` takes it.
void showValue(const Case& one, std::ostream& out);
void showValue(const Outcome& outcome, std::ostream& out);

}  // namespace conformance
}  // namespace basehttp
