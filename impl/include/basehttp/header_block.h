// From a stream to a header block: http.client.parse_headers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "basehttp/http_message.h"
#include "basehttp/profile.h"
#include "basehttp/streams.h"

namespace basehttp {

// http.client._MAXLINE and _MAXHEADERS: bytes in a line, lines in a block.
inline constexpr std::size_t kMaxLine = 65536;
inline constexpr std::size_t kMaxHeaders = 100;

// The arguments of send_error for a block that is refused.
struct HeaderBlockError {
  int status = 0;
  std::string_view message;
  std::string_view explain;
};

// http.client._read_headers: appends the lines of a block to `block` up to the
// one that ends it (CRLF, LF or the end of the stream; before 3.15 that line
// is part of the block).  Reads no byte beyond.  Nothing returned: read well.
// Throws what the stream throws.
[[nodiscard]] std::optional<HeaderBlockError> read_header_block(ByteReader& rfile,
                                                                const Profile& profile,
                                                                std::string& block);

}  // namespace basehttp
