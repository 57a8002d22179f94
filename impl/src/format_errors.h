// The wording of what `%` formatting raises.  3.15 rewrote all of it: it tells
// where the conversion starts and which argument is at fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "basehttp/profile.h"
#include "basehttp/python_error.h"
#include "basehttp/text.h"
#include "basehttp/value.h"

namespace basehttp {

// Where a formatter stands when something goes wrong.
struct FormatPosition {
  std::size_t start = 0;         // index of the conversion's '%'
  std::size_t character = 0;     // index of the conversion character
  const Value* key = nullptr;    // of `%(key)`, else null
  std::size_t argument = 0;      // how many arguments are used up, this one included
  bool single_argument = false;  // the argument is no tuple
};

class FormatErrors {
 public:
  // `kind` is what is formatted: "string" or "bytes".
  FormatErrors(const Profile& profile, std::string_view kind)
      : profile_(profile),
        kind_(kind),
        tells_position_(profile.wording.format_errors_tell_position) {}

  [[nodiscard]] PythonError incomplete(const FormatPosition& at) const;
  [[nodiscard]] PythonError incomplete_key(const FormatPosition& at) const;
  [[nodiscard]] PythonError unsupported_character(const FormatPosition& at, char32_t c) const;
  // `what` is "width" or "precision".
  [[nodiscard]] PythonError too_big(const FormatPosition& at, const char* what) const;
  [[nodiscard]] PythonError star_too_big(const FormatPosition& at, const char* what) const;
  [[nodiscard]] PythonError star_wants_int(const FormatPosition& at, const Value& got) const;
  [[nodiscard]] PythonError requires_mapping(const Value& got) const;
  [[nodiscard]] PythonError not_enough(std::size_t got) const;
  [[nodiscard]] PythonError not_all_converted(std::size_t required, std::size_t got) const;
  [[nodiscard]] PythonError not_an_integer(const FormatPosition& at, char c, const Value& v) const;
  [[nodiscard]] PythonError not_a_number(const FormatPosition& at, char c, const Value& v) const;
  [[nodiscard]] PythonError not_a_float(const FormatPosition& at, char c, const Value& v) const;
  [[nodiscard]] PythonError not_a_character(const FormatPosition& at, const Value& v) const;
  [[nodiscard]] PythonError not_a_byte(const FormatPosition& at, const Value& v) const;
  [[nodiscard]] PythonError not_bytes(const FormatPosition& at, const Value& v) const;
  [[nodiscard]] PythonError character_out_of_range(const FormatPosition& at) const;
  // 3.15 is stricter too: no `%s` after `%(key)s`, no `*` with a key or without
  // a tuple.
  [[nodiscard]] bool tells_position() const noexcept { return tells_position_; }
  [[nodiscard]] PythonError requires_key(const FormatPosition& at) const;
  [[nodiscard]] PythonError star_with_key(const FormatPosition& at) const;

 private:
  // "format argument 'key': " and the like; empty before 3.15.
  [[nodiscard]] Text argument(const FormatPosition& at) const;
  [[nodiscard]] std::string position(const FormatPosition& at) const;

  const Profile& profile_;
  std::string_view kind_;
  bool tells_position_;
};

}  // namespace basehttp
