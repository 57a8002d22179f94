// How a fuzzer's data is split: the bytes of rfile in front, where they stay readable, and the
// choices in the last 16 bytes.  Each choice has a place of its own, counted from the end, so an
// input means the same to every target; places that are missing, and zero, are the default.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "basehttp/profile.h"
#include "conformance/harness/delivery.h"
#include "fuzz/exact_bytes.h"

namespace basehttp::fuzz {

inline constexpr std::size_t kChoices = 16;

// The place of each choice: 0 is the last byte.
enum class Choice : std::uint8_t {
  kProfile,
  kProtocolVersion,
  kDefaultRequestVersion,
  kMethods,  // what the methods of the handler do; each target has its own list
  kReadFault,
  kReadFaultLow,  // of the byte where the fault is
  kReadFaultHigh,
  kWriteFault,
  kWriteFaultAt,  // a write call
  kDelivery,
  kDeliverySize,
  kDeliverySeed,
  kStretch,  // 'R' repeats a line, 'L' lengthens it: limits that no short input reaches
  kStretchLine,
  kStretchSize,
  kOther,  // another profile, or whatever else a target has to choose
};

enum class PlannedFault : std::uint8_t { kNone, kTimeout, kEtimedout, kError };

class FuzzInput {
 public:
  // What the bytes mean; nothing of `data` is referred to afterwards.
  FuzzInput(const std::uint8_t* data, std::size_t size);

  // The bytes of rfile, stretched as chosen.
  [[nodiscard]] std::string_view stream() const noexcept { return stream_.view(); }
  [[nodiscard]] std::uint8_t choice(Choice place) const noexcept {
    return choices_[static_cast<std::size_t>(place)];
  }

  [[nodiscard]] const Profile& profile() const;
  [[nodiscard]] const Profile& other_profile() const;
  // "HTTP/1.0" unless chosen.
  [[nodiscard]] std::string_view protocol_version() const;
  // "HTTP/0.9" unless chosen.
  [[nodiscard]] std::string_view default_request_version() const;
  [[nodiscard]] PlannedFault read_fault() const;
  // At most one byte behind the stream.
  [[nodiscard]] std::size_t read_fault_at() const;
  [[nodiscard]] PlannedFault write_fault() const;
  [[nodiscard]] std::size_t write_fault_at() const;
  [[nodiscard]] conformance::Delivery delivery() const;

 private:
  std::uint8_t choices_[kChoices] = {};
  ExactBytes stream_;
};

// The bytes of `data` that are no choices.
[[nodiscard]] std::string_view stream_of(const std::uint8_t* data, std::size_t size);

}  // namespace basehttp::fuzz
