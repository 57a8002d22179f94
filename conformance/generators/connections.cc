#include "conformance/generators/connections.h"

#include "conformance/generators/choose.h"

namespace basehttp::conformance::generators {

rc::Gen<std::vector<Request>> connections() { return some_of(4, requests()); }

std::string bytes_of(const std::vector<Request>& connection) {
  std::string bytes;
  for (const Request& request : connection) bytes += request.bytes();
  return bytes;
}

rc::Gen<std::string> near_connections() {
  const auto good = rc::gen::map(requests(), [](const Request& one) { return one.bytes(); });
  return joined(3, rc::gen::weightedOneOf<std::string>(
                       {{5, good},
                        {4, near_requests()},
                        {1, string_over(std::string("GET /\r\n\0\x16\x03\xff", 11), 16)}}));
}

}  // namespace basehttp::conformance::generators
