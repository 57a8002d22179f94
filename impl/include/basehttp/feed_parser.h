// From a header block to a message: email.feedparser.FeedParser under the
// compat32 policy, with everything it does to a body, since http.client hands
// it the block as a whole message.
#pragma once

#include <string_view>

#include "basehttp/http_message.h"
#include "basehttp/profile.h"

namespace basehttp {

// How deep messages may nest before parsing raises RecursionError.  CPython's
// own depth depends on its stack and is no part of parity.
inline constexpr int kMaxNesting = 900;

// Fills `message`, which is empty, from a block of ISO 8859-1 text.  Nothing of
// `block` is referred to afterwards.  Raises what Python raises when it works
// out the boundary of a multipart message (see collapse_rfc2231_value), and
// RecursionError.
//
// A block in which every line is a field, and which holds no message and no parts,
// takes a short way to the same end; see parse_message_in_full.
void parse_message(std::string_view block, const Profile& profile, HTTPMessage& message);

// The same by the whole of FeedParser, whatever the block.
void parse_message_in_full(std::string_view block, const Profile& profile, HTTPMessage& message);

}  // namespace basehttp
