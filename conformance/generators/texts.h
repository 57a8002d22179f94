// Python strings: Latin-1 as a request holds it, and anything that a program may pass.
#pragma once

#include <string>

#include <rapidcheck.h>

#include "basehttp/text.h"

namespace basehttp::conformance::generators {

// Bytes with much of what the rules of `str` treat apart: white space, quotes,
// backslashes, controls, the upper half.
[[nodiscard]] rc::Gen<std::string> latin1_strings();

// The same and characters of every plane, lone surrogates among them; never a pair of surrogates,
// which JSON cannot tell from the character that they stand for.
[[nodiscard]] rc::Gen<Text> texts();

// The characters that an exhaustive walk takes: one of each kind that repr knows.
[[nodiscard]] const std::u32string& one_of_each_kind();

}  // namespace basehttp::conformance::generators
