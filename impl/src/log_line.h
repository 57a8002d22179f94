// What log_message does to a text before it is written.
#pragma once

#include "basehttp/text.h"

namespace basehttp {

// message.translate(_control_char_table): C0, DEL and C1 become \xHH, the
// backslash is doubled (gh-100001).
[[nodiscard]] Text escape_controls(const Text& message);

// 3.15: a request line of three words is put together anew with single spaces;
// what follows the third word stays.  Other lines stay as they are.
[[nodiscard]] Text rejoin_words(const Text& line);

}  // namespace basehttp
