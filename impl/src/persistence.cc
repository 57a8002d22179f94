#include "basehttp/persistence.h"

#include "any_case.h"
#include "operators.h"

namespace basehttp {

std::optional<bool> close_connection_of(std::string_view connection,
                                        const Value& protocol_version) {
  if (is_in_any_case<"close">(connection)) return true;
  if (is_in_any_case<"keep-alive">(connection) && at_least(protocol_version, "HTTP/1.1"))
    return false;
  return std::nullopt;
}

bool expects_continue(const Value& expect, const Value& protocol_version,
                      const Value& request_version) {
  return lower_equals<"100-continue">(expect) && at_least(protocol_version, "HTTP/1.1") &&
         at_least(request_version, "HTTP/1.1");
}

}  // namespace basehttp
