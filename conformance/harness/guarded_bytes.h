// A place for bytes where a read past their end stops the program.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace basehttp::conformance {

// Under the address sanitizer a heap block of the exact size; else memory that
// ends at a page which cannot be read.  What was held before cannot be read
// either, so a view that is kept too long shows as well.
class GuardedBytes {
 public:
  GuardedBytes();
  ~GuardedBytes();
  GuardedBytes(const GuardedBytes&) = delete;
  GuardedBytes& operator=(const GuardedBytes&) = delete;

  // A copy of `bytes`, readable until the next call or the end of this object.
  // std::bad_alloc when there is no memory.
  std::string_view hold(std::string_view bytes);

 private:
  class Block;

  // Two in turn, so that the address of one view is not at once that of the next.
  std::array<std::unique_ptr<Block>, 2> blocks_;
  std::size_t current_ = 0;
};

}  // namespace basehttp::conformance
