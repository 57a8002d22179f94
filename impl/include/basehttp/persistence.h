// When a connection persists and when a request expects 100 (Continue), as
// BaseHTTPRequestHandler decides it: by comparing strings.
#pragma once

#include <optional>
#include <string_view>

#include "basehttp/value.h"

namespace basehttp {

// What a Connection field of a request, in ISO 8859-1, makes of close_connection; nothing when
// it leaves it as it is.  The value is compared as a whole: no list, no
// trimming (RFC 9110, section 7.6.1, asks for both).  Raises TypeError when
// protocol_version is asked for and is no str.
[[nodiscard]] std::optional<bool> close_connection_of(std::string_view connection,
                                                      const Value& protocol_version);

// Whether handle_expect_100 is called.
[[nodiscard]] bool expects_continue(const Value& expect, const Value& protocol_version,
                                    const Value& request_version);

}  // namespace basehttp
