// json.dumps(value, separators=(",", ":")): what `echo_headers` writes.
#pragma once

#include <string>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp::conformance {

// ASCII: characters beyond it are \uXXXX, in pairs above U+FFFF.  Raises
// TypeError for what JSON cannot hold.
[[nodiscard]] std::string python_json(const Value& value, const Profile& profile);

}  // namespace basehttp::conformance
