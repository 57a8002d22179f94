// The page that send_error writes when error_message_format is the library's own:
// cut at its conversions once, put together without `%` formatting.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp {

class ErrorPage {
 public:
  // That of a recorded release, or one made for any other profile; lives as long
  // as the program.
  static const ErrorPage& of(const Profile& profile);

  explicit ErrorPage(std::string_view format);

  // Appends `format % {code, message, explain}`, both texts escaped, as the bytes of UTF-8.
  // False, and nothing appended, when `format` is another one or the values are
  // not those for which nothing can go wrong.
  [[nodiscard]] bool append(Text& body, const Value& format, const Value& code,
                            const Value& message, const Value& explain,
                            const Profile& profile) const;

 private:
  enum class Part { kText, kCodeNumber, kCode, kMessage, kExplain };
  static constexpr std::size_t kParts = 5;
  struct Piece {
    Part part;
    std::string_view text;
  };

  void add(const Piece& piece);
  [[nodiscard]] bool is_format(const Value& format) const;

  std::string_view format_;
  std::size_t text_size_ = 0;  // of all texts in the pieces
  std::array<std::size_t, kParts> counts_{};
  std::vector<Piece> pieces_;  // none: a format that this class does not know
};

}  // namespace basehttp
