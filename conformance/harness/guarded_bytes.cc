#include "conformance/harness/guarded_bytes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <vector>

#include "conformance/harness/address_sanitizer.h"

namespace basehttp::conformance {

#ifdef BASEHTTP_ADDRESS_SANITIZER

class GuardedBytes::Block {
 public:
  std::string_view hold(std::string_view bytes) {
    bytes_ = std::make_unique<char[]>(bytes.size());
    std::copy(bytes.begin(), bytes.end(), bytes_.get());
    return {bytes_.get(), bytes.size()};
  }
  void release() { bytes_.reset(); }

 private:
  std::unique_ptr<char[]> bytes_;
};

#else

class GuardedBytes::Block {
 public:
  Block() = default;
  ~Block() { unmap(); }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;

  std::string_view hold(std::string_view bytes) {
    reserve(bytes.size());
    protect(PROT_READ | PROT_WRITE);
    char* const at = start_ + capacity_ - bytes.size();
    // memcpy takes no null pointer, which an empty view may have.
    if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
    return {at, bytes.size()};
  }

  void release() {
    if (start_ != nullptr) protect(PROT_NONE);
  }

 private:
  static std::size_t page() {
    static const auto kSize = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return kSize;
  }

  // Whole pages before one that stays closed.
  void reserve(std::size_t size) {
    if (start_ != nullptr && size <= capacity_) return;
    unmap();
    const std::size_t capacity = (std::max<std::size_t>(size, 1) + page() - 1) / page() * page();
    void* const mapped =
        ::mmap(nullptr, capacity + page(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    start_ = static_cast<char*>(mapped);
    capacity_ = capacity;
  }

  void protect(int access) {
    if (::mprotect(start_, capacity_, access) != 0) throw std::bad_alloc();
  }

  void unmap() noexcept {
    if (start_ != nullptr) ::munmap(start_, capacity_ + page());
    start_ = nullptr;
  }

  char* start_ = nullptr;
  std::size_t capacity_ = 0;
};

#endif

GuardedBytes::GuardedBytes() : blocks_{std::make_unique<Block>(), std::make_unique<Block>()} {}
GuardedBytes::~GuardedBytes() = default;

std::string_view GuardedBytes::hold(std::string_view bytes) {
  blocks_[current_]->release();
  current_ = 1 - current_;
  return blocks_[current_]->hold(bytes);
}

}  // namespace basehttp::conformance
