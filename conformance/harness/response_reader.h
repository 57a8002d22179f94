// Reads what a handler wrote as a strict client does (RFC 9112): nothing is
// repaired, nothing is guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace basehttp::conformance {

// Names are equal where ASCII letters differ in case alone.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

struct Response {
  std::string version;  // "HTTP/1.0"
  int status = 0;
  std::string reason;                                       // may be empty
  std::vector<std::pair<std::string, std::string>> fields;  // as they came, values stripped of OWS
  std::string body;

  // The values of the fields of this name, in any case, in their order.
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  // The value of the field of this name; none when there is none, or more than one.
  [[nodiscard]] std::optional<std::string> only(std::string_view name) const;
};

// Bytes that are no response.  what() says at which byte and why.
class ResponseError : public std::runtime_error {
 public:
  ResponseError(std::size_t offset, const std::string& why);
  [[nodiscard]] std::size_t offset() const noexcept { return offset_; }

 private:
  std::size_t offset_;
};

// Status line, field lines and the empty line that `bytes` begins with, without
// the body; `size`, when it is given, is set to the bytes that they take.
// ResponseError for bare CR or LF, folding, control characters, a name that is no
// token, white space before a colon, and for a head that ends early.
[[nodiscard]] Response read_head(std::string_view bytes, std::size_t* size = nullptr);

// Every response of a connection, in order.  `methods` are those of the requests:
// each final response answers one, interim ones (1xx) none.  A body is what
// Content-Length says, else all that is left; a response to HEAD, 1xx, 204 and 304
// has none.  ResponseError as above, for a Content-Length that is not digits or
// stands twice, for a body that ends early, for Transfer-Encoding (which no handler
// of http.server sends), and for bytes that answer no request.
[[nodiscard]] std::vector<Response> read_responses(std::string_view bytes,
                                                   const std::vector<std::string>& methods);

}  // namespace basehttp::conformance
