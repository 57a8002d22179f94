// How often the program has asked for memory, and what it holds: operator new and delete, counted.
#pragma once

#include <cstddef>

namespace basehttp::bench {

// Calls of operator new since the program began, of this thread.
[[nodiscard]] std::size_t allocations() noexcept;
// Those of them that were not given back yet.
[[nodiscard]] std::size_t blocks_held() noexcept;

}  // namespace basehttp::bench
