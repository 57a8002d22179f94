// Python's `%` operator on str: what error_message_format and the log formats
// go through (Objects/unicodeobject.c, PyUnicode_Format).
#pragma once

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

// format % args.  `args` is a tuple (one item a conversion), a dict (for
// `%(key)` conversions) or any other value (a single argument).
//
// Raises what Python raises, with the text of the profile: ValueError for an
// incomplete or unknown conversion, KeyError for a missing key, TypeError for
// a wrong count or type, OverflowError for a number out of range.
[[nodiscard]] Text format(const Text& format, const Value& args, const Profile& profile);

// format % args when `format` may be any value: TypeError unless it is a str
// (or, for bytes, what bytes formatting gives).
[[nodiscard]] Value format(const Value& format, const Value& args, const Profile& profile);

}  // namespace basehttp
