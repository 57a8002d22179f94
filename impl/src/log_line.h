// What log_message does to a text before it is written.
#pragma once

#include <string_view>

#include "basehttp/text.h"

namespace basehttp {

// message.translate(_control_char_table): C0, DEL and C1 become \xHH, the
// backslash is doubled (gh-100001).
[[nodiscard]] Text escape_controls(const Text& message);
// The same for a narrow text, appended to another one.
void append_escaped_controls(Text& out, std::string_view latin1);

// 3.15: a request line of three words is put together anew with single spaces;
// what follows the third word stays.  Other lines stay as they are.
[[nodiscard]] Text rejoin_words(const Text& line);
// The same for a narrow line, appended to another text.
void append_rejoined_words(Text& out, std::string_view latin1);

}  // namespace basehttp
