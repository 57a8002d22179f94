// Floats as text, for every C++ library: libc++ before its version 20 has no std::from_chars for
// them.
#pragma once

#include <charconv>

namespace basehttp::conformance {

// As std::from_chars: the longest text at `first` that is a decimal float, correctly rounded, in
// no locale.  An error leaves `value` alone.
std::from_chars_result float_from_chars(const char* first, const char* last, double& value);

}  // namespace basehttp::conformance
