// One pass over a header block where it lies.  It proves the common case, in
// which email.parser and an HTTP parser see the same thing: every line is a
// field, none is folded, each ends in CRLF or LF and no other CR is about, the
// limits hold.  Where it cannot prove that, nothing is said about the block.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "basehttp/field_list.h"
#include "basehttp/header_block.h"
#include "basehttp/profile.h"

namespace basehttp {

struct HeaderScan {
  static constexpr std::size_t kNone = kMaxHeaders;

  // Holds nothing before it has been scanned: setting all of it takes longer than a short scan.
  // NOLINTNEXTLINE(modernize-use-equals-default,cppcoreguidelines-pro-type-member-init)
  HeaderScan() noexcept {}

  std::size_t size;   // bytes of the block, the blank line included
  std::size_t count;  // of `fields`
  // Of the first field of that name, or kNone.
  std::size_t connection;
  std::size_t expect;
  std::size_t content_type;
  // In the block; only `count` of them are set.  The blanks before a value and its
  // line end are left out.
  FieldPlace fields[kMaxHeaders];

  [[nodiscard]] std::span<const FieldPlace> places() const noexcept { return {fields, count}; }
};

// Scans the block at the front of `text`, up to its blank line; false: not
// proved, and `scan` is of no use.
[[nodiscard]] bool scan_header_block(std::string_view text, const Profile& profile,
                                     HeaderScan& scan) noexcept;

// Scans a block that has been read: nothing follows it, and its blank line may be missing.
[[nodiscard]] bool scan_whole_header_block(std::string_view block, HeaderScan& scan) noexcept;

// The same without AVX2, and without SSE2 as well, for tests: the answer is one.
[[nodiscard]] bool scan_header_block_in_blocks(std::string_view text, const Profile& profile,
                                               HeaderScan& scan) noexcept;
[[nodiscard]] bool scan_header_block_portably(std::string_view text, const Profile& profile,
                                              HeaderScan& scan) noexcept;

// False when the content type may be one of those for which email.parser looks
// for messages in the (empty) body of a scanned block.
[[nodiscard]] bool type_has_no_parts(std::string_view block, const HeaderScan& scan) noexcept;
[[nodiscard]] inline bool has_no_parts(std::string_view block, const HeaderScan& scan) noexcept {
  return scan.content_type == HeaderScan::kNone || type_has_no_parts(block, scan);
}

}  // namespace basehttp
