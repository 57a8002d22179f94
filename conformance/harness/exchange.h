// A connection as its client sees it, taken from an outcome.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/harness/outcome.h"
#include "conformance/harness/response_reader.h"

namespace basehttp::conformance {

struct Reply {
  // None when the bytes are no response: no status line (the page that some versions
  // send for HTTP/0.9), or a head that a strict reader refuses.
  std::optional<Response> head;
  std::string bytes;    // all of it
  std::string content;  // what came after the head, wanted or not

  // 100, 101, 102, 103: another reply may follow for the same request.
  [[nodiscard]] bool is_interim() const { return head && head->status < 200; }
};

// Views an outcome, which must outlive it.
struct Exchange {
  // A reply ends where its Content-Length says, or where a later write begins another
  // one; whether content was allowed there is for the reader of this to say.
  std::vector<Reply> replies;
  // The calls of handle_one_request that took bytes from the stream.
  std::vector<const RequestState*> requests;
  // The connection ended with the first call: nothing more was waited for.
  bool closed_after_first = false;

  explicit Exchange(const Outcome& outcome);

  // The replies that are not interim.
  [[nodiscard]] std::vector<const Reply*> finals() const;
};

}  // namespace basehttp::conformance
