// Tokens of RFC 9110, section 5.6.2: methods and field names.
#pragma once

#include <string>

#include <rapidcheck.h>

namespace basehttp::conformance::generators {

// One to ten token characters.
[[nodiscard]] rc::Gen<std::string> tokens();

// Mostly the methods that people use.
[[nodiscard]] rc::Gen<std::string> methods();

// The same name in some mixture of upper and lower case.
[[nodiscard]] rc::Gen<std::string> in_some_case(const std::string& name);

}  // namespace basehttp::conformance::generators
