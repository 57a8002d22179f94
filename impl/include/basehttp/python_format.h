// Python's `%` operator on str: what error_message_format and the log formats
// go through (Objects/unicodeobject.c, PyUnicode_Format).
#pragma once

#include <span>

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

// Appends format % args to `out`, which is narrow, when nothing in it can raise and
// nothing in it is wide: a narrow format of bare %s, %d and %%, as many
// arguments, and those of the types that one expects there.  False: it is not so,
// and `out` is as it was.
[[nodiscard]] bool append_plain_format(Text& out, const Text& format, std::span<const Value> args,
                                       const Profile& profile);
// Whether append_plain_format would.
[[nodiscard]] bool is_plain_format(const Text& format, std::span<const Value> args,
                                   const Profile& profile) noexcept;

}  // namespace basehttp
