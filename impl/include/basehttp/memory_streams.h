// Streams in memory, with planned faults: a peer that stalls or breaks off.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/python_error.h"
#include "basehttp/streams.h"

namespace basehttp {

// What a stream raises, and from where on.
struct Fault {
  std::size_t at = 0;  // rfile: a byte; wfile: a write call, both from 0
  PythonError error;
};

// rfile over bytes that the caller owns and that outlive the reader.
class MemoryReader final : public ByteReader {
 public:
  explicit MemoryReader(std::string_view bytes) : bytes_(bytes) {}

  // As a new one over other bytes.
  void restart(std::string_view bytes) noexcept {
    if (fault_) forget();
    bytes_ = bytes;
    position_ = 0;
  }

  // A call that would need byte `fault.at` or a later one, or that would have
  // to wait for it, raises and consumes nothing.
  void plan(Fault fault) {
    stop_ = fault.at;
    fault_ = std::move(fault);
  }

  std::string_view readline(std::size_t limit) override;
  std::string_view read(std::size_t count) override;
  std::string_view peek() override;
  void consume(std::size_t count) override { position_ += count; }

  // Bytes consumed so far.
  [[nodiscard]] std::size_t position() const noexcept { return position_; }

 private:
  // Consumes and returns the next `size` bytes; `waits`: the call would go on
  // to read if there were more.
  std::string_view take(std::size_t size, bool waits) {
    if (position_ + size + (waits ? 1 : 0) > stop_) raise();
    const std::string_view taken(bytes_.data() + position_, size);
    position_ += size;
    return taken;
  }
  [[noreturn]] void raise() const;
  void forget() noexcept;

  static constexpr std::size_t kNever = static_cast<std::size_t>(-1);

  std::string_view bytes_;
  std::size_t position_ = 0;
  std::size_t stop_ = kNever;  // where the fault is
  std::optional<Fault> fault_;
};

// wfile that keeps each write apart.
class MemoryWriter final : public ByteWriter {
 public:
  // Write call number `fault.at` and all later ones raise; their bytes are lost.
  void plan(Fault fault) { fault_ = std::move(fault); }

  void write(std::string_view bytes) override;
  void flush() override { flushes_.push_back(writes_.size()); }

  [[nodiscard]] const std::vector<std::string>& writes() const& noexcept { return writes_; }
  [[nodiscard]] std::vector<std::string> writes() && noexcept { return std::move(writes_); }
  // For each flush, how many writes came before it.
  [[nodiscard]] const std::vector<std::size_t>& flushes() const noexcept { return flushes_; }

 private:
  std::vector<std::string> writes_;
  std::vector<std::size_t> flushes_;
  std::size_t calls_ = 0;
  std::optional<Fault> fault_;
};

}  // namespace basehttp
