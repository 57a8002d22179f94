// A case: what a subject is given (PROTOCOL.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/value.h"
#include "conformance/harness/shared_program.h"

namespace basehttp::conformance {

struct Case {
  enum class TimeoutKind : std::uint8_t { kSocket, kEtimedout };

  std::string id;
  std::string about;
  std::vector<std::string> refs;
  std::string rfile;

  // Class attributes; unset: the library's own.
  Value protocol_version;
  Value default_request_version;
  Value server_version;
  Value sys_version;
  Value error_message_format;
  Value error_content_type;

  // Changes to a copy of the table; a None value removes an entry.  A key whose
  // text is an int is that int.
  std::optional<std::vector<std::pair<Value, Value>>> responses;
  bool responses_only = false;

  // Never unset.
  Value client_address = Value::tuple({"127.0.0.1", std::int64_t{54321}});
  Value time = 784111777.0;  // seconds since the epoch

  std::optional<std::int64_t> rfile_timeout_at;
  std::optional<std::int64_t> rfile_error_at;
  std::optional<std::int64_t> wfile_timeout_at;
  std::optional<std::int64_t> wfile_error_at;
  TimeoutKind timeout_kind = TimeoutKind::kSocket;

  SharedProgram program;

  // What this version of the harness does not know: a subject that has to know it
  // says `unsupported`.
  std::vector<std::string> unknown_tags;
  std::vector<std::string> unknown_keys;

  std::string json;  // the object, on one line
  std::string hash;  // of everything that a subject can notice: "sha256:" and 16 hex digits
  std::string file;
  std::size_t line = 0;

  // The id up to the first slash.
  [[nodiscard]] std::string_view area() const {
    return std::string_view(id).substr(0, id.find('/'));
  }
};

}  // namespace basehttp::conformance
