// An outcome: everything that a caller of the handler could see (PROTOCOL.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/text.h"
#include "basehttp/value.h"
#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

// An exception that escaped or was swallowed.
struct Raised {
  std::string type;  // type(e).__name__
  Text message;      // str(e)
  friend bool operator==(const Raised&, const Raised&) = default;
};

// The handler's attributes when a call of handle_one_request ended.  None: not
// set, or None; the protocol does not tell them apart.
struct RequestState {
  Value requestline = Value::none();
  Value command = Value::none();
  Value path = Value::none();
  Value request_version = Value::none();
  Value close_connection = Value::none();
  // Null, a list of [name, value] lists, or whatever else stands there.
  Value headers = Value::none();
  // Null, or the class names; ["<AttributeError>"] where `headers` has none.
  Value defects = Value::none();
  std::int64_t rfile_pos = 0;
};

struct Outcome {
  std::vector<std::string> writes;    // the bytes of each wfile.write call
  std::vector<std::int64_t> flushes;  // for each flush, the writes before it
  Text log;
  std::vector<RequestState> requests;
  std::optional<Raised> exception;
  std::vector<Raised> caught;
  std::int64_t rfile_pos = 0;
  std::optional<std::string> pending;  // bytes left in the headers buffer
  Value close_connection = Value::none();
};

// Other keys are ignored, so that a subject may add its own.  JsonError when a
// key of the protocol is missing or holds what it cannot hold.
[[nodiscard]] Outcome read_outcome(Json json);

// As the line that a subject answers, sorted keys, without the line end.
[[nodiscard]] std::string write_outcome(const std::string& id, const Outcome& outcome);

}  // namespace basehttp::conformance
