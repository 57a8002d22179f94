// Parameters of a header value (`text/html; charset=utf-8`): splitting,
// quoting and the RFC 2231 encoding, as Python's email.message and email.utils
// do them.
#pragma once

#include <utility>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

// Name and value.  The value is a str, still quoted, or the tuple
// (charset, language, quoted str) of an RFC 2231 encoded one.
using Parameter = std::pair<Text, Value>;

// email.message._parseparam followed by email.utils.decode_params: all the
// parameters of a value, the value itself first.  Raises TypeError where
// Python cannot sort the parts, ValueError for a part number of too many digits.
[[nodiscard]] std::vector<Parameter> split_parameters(const Text& value, const Profile& profile);

// email.utils.unquote and .quote.
[[nodiscard]] Text unquote(const Text& text);
[[nodiscard]] Text quote(const Text& text);
// email.message._unquotevalue: the text of a tuple is unquoted, the rest kept.
[[nodiscard]] Value unquote_value(const Value& value);

// email.utils.collapse_rfc2231_value.  Raises UnicodeError or ValueError from
// a codec that fails.
[[nodiscard]] Text collapse_rfc2231_value(const Value& value, const Profile& profile);

// email.message._formatparam: `name="value"`, `name*=utf-8''...`, or the name itself where the
// value is None or empty.  A value is a str or the tuple (charset, language, str); for others,
// and for a codec that nobody knows, raises what Python raises.  A name that is no str and
// would get a star is Unsupported.
[[nodiscard]] Value format_parameter(const Value& name, const Value& value, bool quote,
                                     const Profile& profile);

}  // namespace basehttp
