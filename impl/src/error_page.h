// The page that send_error writes when error_message_format is the library's own:
// cut at its conversions once, put together without `%` formatting.  What stands around the
// message of a status is put together once where the explanation is the library's own, too.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
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

  // That of one release.
  explicit ErrorPage(const Profile& profile);
  // Of no release: without frames.
  explicit ErrorPage(std::string_view format);

  // Whether pages are put together around their messages under a profile.
  [[nodiscard]] bool is_of(const Profile& profile) const;

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

  // A page without its message.
  struct Frame {
    std::string before;
    std::string behind;
  };
  // What the conversions stand for.
  struct Arguments {
    std::string_view code_number;
    std::string_view code;
    std::string_view message;
    std::string_view explain;
  };

  static const ErrorPage* best_of(const std::vector<ErrorPage>& pages, const Profile& profile);
  void add(const Piece& piece);
  [[nodiscard]] bool is_format(const Value& format) const;
  // Null where there is none for the code, or where the explanation is another text.
  [[nodiscard]] const Frame* frame_of(const Value& code, std::int64_t number,
                                      std::string_view explain, const Profile& profile) const;
  // At most so many bytes are written for all pieces.
  [[nodiscard]] std::size_t most_of(const Arguments& arguments) const;
  // Writes some of the pieces; what lies behind them.
  static char* write(char* to, std::span<const Piece> pieces, const Arguments& arguments);

  std::string_view format_;
  // Those of the release; null: of none.
  const StatusTable* statuses_ = nullptr;
  bool status_str_is_number_ = false;
  std::vector<Frame> frames_;  // of each entry of the table, for a member of HTTPStatus
  std::size_t text_size_ = 0;  // of all texts in the pieces
  std::array<std::size_t, kParts> counts_{};
  std::vector<Piece> pieces_;  // none: a format that this class does not know
};

}  // namespace basehttp
