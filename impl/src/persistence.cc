#include "basehttp/persistence.h"

#include "operators.h"

namespace basehttp {

std::optional<bool> close_connection_of(const Value& connection, const Value& protocol_version) {
  if (lower_equals<"close">(connection)) return true;
  if (lower_equals<"keep-alive">(connection) && at_least(protocol_version, "HTTP/1.1"))
    return false;
  return std::nullopt;
}

bool expects_continue(const Value& expect, const Value& protocol_version,
                      const Value& request_version) {
  return lower_equals<"100-continue">(expect) && at_least(protocol_version, "HTTP/1.1") &&
         at_least(request_version, "HTTP/1.1");
}

}  // namespace basehttp
