// Data that is several texts: parts with a NUL between them, and a letter behind the last NUL that
// chooses the profile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/text.h"
#include "basehttp/value.h"

namespace basehttp::fuzz {

class FuzzParts {
 public:
  // `data` outlives the parts.
  FuzzParts(const std::uint8_t* data, std::size_t size);

  // Empty when there are not so many.
  [[nodiscard]] std::string_view part(std::size_t number) const {
    return number < parts_.size() ? parts_[number] : std::string_view();
  }
  // UTF-8; the private characters U+E000 to U+E7FF stand for the surrogates, which UTF-8 cannot
  // hold.
  [[nodiscard]] Text text(std::size_t number) const;
  // A part that is a JSON list or object is that value (PROTOCOL.md); any other is its text.
  [[nodiscard]] Value value(std::size_t number) const;
  // The newest unless chosen: 'a' is the oldest.
  [[nodiscard]] const Profile& profile() const noexcept { return *profile_; }

 private:
  std::vector<std::string_view> parts_;
  const Profile* profile_;
};

}  // namespace basehttp::fuzz
