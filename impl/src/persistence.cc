#include "basehttp/persistence.h"

#include "basehttp/python_text.h"
#include "operators.h"

namespace basehttp {

std::optional<bool> close_connection_of(const Value& connection, const Value& protocol_version) {
  if (lower_equals(connection, "close")) return true;
  if (lower_equals(connection, "keep-alive") && at_least(protocol_version, "HTTP/1.1"))
    return false;
  return std::nullopt;
}

bool expects_continue(const Value& expect, const Value& protocol_version,
                      const Value& request_version) {
  return lower_equals(expect, "100-continue") && at_least(protocol_version, "HTTP/1.1") &&
         at_least(request_version, "HTTP/1.1");
}

}  // namespace basehttp
