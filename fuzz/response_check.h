// The form of what a handler writes, checked in one pass without a copy: for targets that run
// too often for the harness's reader of responses.
#pragma once

#include <string_view>

namespace basehttp::fuzz {

// FUZZ_CHECKs that `bytes` are nothing, or responses of this version: any number of interim ones
// (1xx), then one whose content is as long as its Content-Length says, and is left out with
// `is_head` and where the status has none.  Lines end with CRLF and hold no other control
// character than HTAB; a field name is a token.
void check_responses(std::string_view bytes, std::string_view version, bool is_head);

}  // namespace basehttp::fuzz
