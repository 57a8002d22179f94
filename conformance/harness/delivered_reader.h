// rfile over bytes that arrive piece by piece.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "basehttp/memory_streams.h"
#include "basehttp/streams.h"
#include "conformance/harness/delivery.h"
#include "conformance/harness/guarded_bytes.h"

namespace basehttp::conformance {

// A buffered reader as Python's: readline and read wait for further pieces, peek
// shows what has arrived.  Each view ends where memory ends, and is gone at the
// next readline, read or peek.
class DeliveredReader final : public ByteReader {
 public:
  // The caller owns `bytes`, which outlive the reader.
  DeliveredReader(std::string_view bytes, Delivery delivery)
      : bytes_(bytes), delivery_(std::move(delivery)) {}

  // As MemoryReader::plan().
  void plan(Fault fault) { fault_ = std::move(fault); }

  std::string_view readline(std::size_t limit) override;
  std::string_view read(std::size_t count) override;
  std::string_view peek() override;
  void consume(std::size_t count) override { position_ += count; }

  // Bytes consumed so far.
  [[nodiscard]] std::size_t position() const noexcept { return position_; }

 private:
  // One more piece; false at the end of the stream.  Throws the planned fault when
  // the bytes before it have all arrived.
  bool receive();
  // What has arrived and is not consumed.
  [[nodiscard]] std::string_view waiting() const {
    return bytes_.substr(position_, arrived_ - position_);
  }
  std::string_view take(std::size_t size);

  std::string_view bytes_;
  Delivery delivery_;
  std::optional<Fault> fault_;
  GuardedBytes shown_;
  std::size_t position_ = 0;
  std::size_t arrived_ = 0;
};

}  // namespace basehttp::conformance
