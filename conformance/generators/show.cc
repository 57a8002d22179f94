#include "conformance/generators/show.h"

#include <ostream>

#include "conformance/harness/case_writer.h"
#include "conformance/harness/escape.h"

namespace basehttp {

void showValue(const Text& text, std::ostream& out) { out << conformance::escape_text(text); }

void showValue(const Value& value, std::ostream& out) { out << conformance::escape_value(value); }

void showValue(const BigInt& number, std::ostream& out) { out << number.decimal(); }

namespace conformance {

void showValue(const Case& one, std::ostream& out) { out << write_case(one); }

void showValue(const Outcome& outcome, std::ostream& out) { out << write_outcome("", outcome); }

}  // namespace conformance
}  // namespace basehttp
