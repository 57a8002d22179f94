// Shell patterns over names: *, ?, [...]; a star also matches '/'.
#pragma once

#include <string>

namespace basehttp::conformance {

[[nodiscard]] bool glob_matches(const std::string& pattern, const std::string& name);

}  // namespace basehttp::conformance
