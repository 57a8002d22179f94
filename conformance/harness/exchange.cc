#include "conformance/harness/exchange.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "basehttp/value.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kVersionStart = "HTTP/";

std::string joined(const std::vector<std::string>& writes) {
  std::string all;
  for (const std::string& write : writes) all += write;
  return all;
}

// Where the writes begin that look like a response, and where they all end.
std::vector<std::size_t> response_starts(const std::vector<std::string>& writes) {
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  for (const std::string& write : writes) {
    if (write.starts_with(kVersionStart)) starts.push_back(at);
    at += write.size();
  }
  starts.push_back(at);
  return starts;
}

// The content that the head announces, at most `most`; all of it when it says nothing.
std::size_t content_size(const Response& head, std::size_t most) {
  const std::optional<std::string> digits = head.only("Content-Length");
  std::size_t length = 0;
  if (!digits ||
      std::from_chars(digits->data(), digits->data() + digits->size(), length).ec != std::errc())
    return most;
  return std::min(length, most);
}

// The reply that `bytes` begin with.
Reply first_reply(std::string_view bytes) {
  Reply reply;
  std::size_t head_size = 0;
  std::size_t size = 0;
  try {
    Response head = read_head(bytes, &head_size);
    const std::size_t rest = bytes.size() - head_size;
    size = head_size + (head.status < 200 ? 0 : content_size(head, rest));
    reply.head = std::move(head);
  } catch (const ResponseError&) {
    head_size = 0;
    size = bytes.size();
  }
  reply.bytes = bytes.substr(0, size);
  reply.content = bytes.substr(head_size, size - head_size);
  return reply;
}

}  // namespace

Exchange::Exchange(const Outcome& outcome) {
  const std::string all = joined(outcome.writes);
  const std::vector<std::size_t> starts = response_starts(outcome.writes);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = *std::upper_bound(starts.begin(), starts.end(), at);
    replies.push_back(first_reply(std::string_view(all).substr(at, end - at)));
    at += replies.back().bytes.size();
  }
  std::int64_t taken = 0;
  for (const RequestState& request : outcome.requests) {
    if (request.rfile_pos > taken) requests.push_back(&request);
    taken = request.rfile_pos;
  }
  closed_after_first = outcome.requests.size() == 1 && truth(outcome.requests[0].close_connection);
}

std::vector<const Reply*> Exchange::finals() const {
  std::vector<const Reply*> found;
  for (const Reply& reply : replies)
    if (!reply.is_interim()) found.push_back(&reply);
  return found;
}

}  // namespace basehttp::conformance
