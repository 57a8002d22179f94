// How the bytes of a request stream arrive.  None of it may change an outcome.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace basehttp::conformance {

class Delivery {
 public:
  // All at once, read where the case keeps them.
  static Delivery whole() { return {}; }
  // Each byte by itself.
  static Delivery bytewise();
  // In pieces: `offsets` are where the second and every later piece begins, rising;
  // those past the end of the stream say nothing.  Without any it is one piece.
  static Delivery cuts(std::vector<std::size_t> offsets);
  // Up to `count` cuts of a stream of `size` bytes; equal arguments, equal cuts.
  static Delivery random(std::uint64_t seed, std::size_t size, std::size_t count);

  // Of the text that name() gives; nothing for any other.
  static std::optional<Delivery> parse(std::string_view name);

  // "whole", "bytewise" or "cuts:3,17".
  [[nodiscard]] std::string name() const;

  [[nodiscard]] bool is_whole() const noexcept { return kind_ == Kind::kWhole; }
  // Where the piece ends that holds byte `position`, at most `size`, the length
  // of the stream.
  [[nodiscard]] std::size_t piece_end(std::size_t position, std::size_t size) const;

 private:
  enum class Kind : std::uint8_t { kWhole, kBytewise, kCuts };

  Kind kind_ = Kind::kWhole;
  std::vector<std::size_t> cuts_;
};

}  // namespace basehttp::conformance
