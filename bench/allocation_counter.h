// How often the program has asked for memory: operator new, counted.
#pragma once

#include <cstddef>

namespace basehttp::bench {

// Calls of operator new since the program began, of this thread.
[[nodiscard]] std::size_t allocations() noexcept;

}  // namespace basehttp::bench
