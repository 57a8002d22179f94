#include "basehttp/header_block.h"

namespace basehttp {

std::optional<HeaderBlockError> read_header_block(ByteReader& rfile, const Profile& profile,
                                                  std::string& block) {
  constexpr int kRequestHeaderFieldsTooLarge = 431;
  for (std::size_t lines = 0;;) {
    const std::string_view line = rfile.readline(kMaxLine + 1);
    if (line.size() > kMaxLine) {
      return HeaderBlockError{kRequestHeaderFieldsTooLarge, "Line too long",
                              "got more than 65536 bytes when reading header line"};
    }
    const bool last = line.empty() || line == "\n" || line == "\r\n";
    if (last && !profile.blank_line_counts) return std::nullopt;
    block.append(line);
    if (++lines > kMaxHeaders) {
      return HeaderBlockError{kRequestHeaderFieldsTooLarge, "Too many headers",
                              "got more than 100 headers"};
    }
    if (last) return std::nullopt;
  }
}

}  // namespace basehttp
