// Python's built-in exceptions, by name: what the action `raise` may raise.
#pragma once

#include <string>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp::conformance {

// A built-in class that derives from BaseException in that release, or
// "socket.timeout".
[[nodiscard]] bool is_exception_type(const std::string& name, const Profile& profile);

// raise name(*args): throws PythonError, or what the constructor raises instead.
[[noreturn]] void raise_exception(const std::string& name, const std::vector<Value>& args,
                                  const Profile& profile);

}  // namespace basehttp::conformance
