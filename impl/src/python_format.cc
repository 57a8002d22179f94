#include "basehttp/python_format.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>

#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "decimal.h"
#include "format_errors.h"

namespace basehttp {
namespace {

// One conversion, as written between '%' and its last character.
struct Conversion {
  bool left = false;       // '-'
  bool sign = false;       // '+'
  bool blank = false;      // ' '
  bool alternate = false;  // '#'
  bool zero = false;       // '0'
  std::optional<std::uint64_t> width;
  std::optional<std::size_t> precision;
  char32_t character = 0;
};

// Whether '%' formats a str, or bytes: then keys are bytes, and %s wants bytes.
enum class FormatKind { kStr, kBytes };

class Formatter {
 public:
  Formatter(const Text& format, const Value& args, FormatKind kind, const Profile& profile)
      : format_(format),
        args_(args),
        kind_(kind),
        profile_(profile),
        errors_(profile, kind == FormatKind::kStr ? "string" : "bytes") {
    is_tuple_ = args.kind() == Value::Kind::kTuple;
    at_.single_argument = !is_tuple_;
  }

  Text run() {
    while (index_ < format_.size()) {
      const std::size_t percent = std::min(find(format_, U'%', index_), format_.size());
      if (percent > index_) {
        append_part(index_, percent);
        index_ = percent;
        continue;
      }
      const char32_t c = format_[index_++];
      if (index_ < format_.size() && format_[index_] == U'%') {
        ++index_;
        out_.append(c);
      } else {
        convert();
      }
    }
    // A mapping may hold more than the format asks for; anything else may not.
    if (next_ < count() && !is_mapping()) throw errors_.not_all_converted(next_, count());
    return std::move(out_);
  }

 private:
  // The literal text from `first` to `last`, in one go where it is narrow.
  void append_part(std::size_t first, std::size_t last) {
    if (format_.is_latin1()) {
      out_.append(format_.latin1().substr(first, last - first));
    } else {
      out_.append(format_.substr(first, last - first));
    }
  }
  // What CPython takes for a mapping here: it can be subscripted and is neither
  // a tuple nor a str, nor, where bytes are formatted, bytes.
  [[nodiscard]] bool is_mapping() const {
    const auto kind = args_.kind();
    return kind == Value::Kind::kDict || kind == Value::Kind::kList ||
           kind == Value::Kind::kMessage ||
           (kind == Value::Kind::kBytes && kind_ == FormatKind::kStr);
  }
  [[nodiscard]] std::size_t count() const { return is_tuple_ ? args_.items().size() : 1; }

  const Value& next_argument() {
    if (keyed_value_) {
      if (keyed_value_used_) throw errors_.not_enough(count());
      keyed_value_used_ = true;
      return *keyed_value_;
    }
    if (next_ >= count()) throw errors_.not_enough(count());
    const std::size_t index = next_++;
    at_.argument = next_;
    return is_tuple_ ? args_.items()[index] : args_;
  }

  // The next character of the format; the end is an incomplete conversion,
  // which is told only after width and precision have been looked at.
  bool take(char32_t& c) {
    if (index_ >= format_.size()) return false;
    c = format_[index_++];
    return true;
  }

  void read_key() {
    if (!is_mapping()) throw errors_.requires_mapping(args_);
    const std::size_t first = ++index_;  // behind the parenthesis
    for (int depth = 1; depth > 0;) {
      char32_t c = 0;
      if (!take(c)) throw errors_.incomplete_key(at_);
      if (c == U'(') ++depth;
      if (c == U')') --depth;
    }
    key_ = Value(format_.substr(first, index_ - 1 - first));
    if (kind_ == FormatKind::kBytes) key_ = Value(Bytes{std::string(key_.as_str().latin1())});
    at_.key = &key_;
    keyed_value_ = look_up(key_);
    keyed_value_used_ = false;
  }

  Value look_up(const Value& key) const {
    if (args_.kind() == Value::Kind::kDict) {
      if (const Value* found = args_.as_dict()->find(key)) return *found;
      throw PythonError("KeyError", std::vector<Value>{key});
    }
    const char* what = args_.kind() == Value::Kind::kBytes ? "byte" : "list";
    throw PythonError("TypeError",
                      Text(std::string(what) + " indices must be integers or slices, not str"));
  }

  static bool set_flag(Conversion& conversion, char32_t c) {
    switch (c) {
      case U'-':
        return conversion.left = true;
      case U'+':
        return conversion.sign = true;
      case U' ':
        return conversion.blank = true;
      case U'#':
        return conversion.alternate = true;
      case U'0':
        return conversion.zero = true;
      default:
        return false;
    }
  }

  std::uint64_t read_number(char32_t& c, bool& more, std::uint64_t limit, const char* what) {
    std::uint64_t number = c - U'0';
    while ((more = take(c)) && c >= U'0' && c <= U'9') {
      const std::uint64_t digit = c - U'0';
      if (number > (limit - digit) / 10) throw errors_.too_big(at_, what);
      number = number * 10 + digit;
    }
    return number;
  }

  std::int64_t read_star(std::int64_t low, std::int64_t high, const char* what) {
    if (errors_.tells_position() && !is_tuple_) throw errors_.not_enough(count());
    const Value& argument = next_argument();
    if (!argument.is_integer()) throw errors_.star_wants_int(at_, argument);
    const auto number = argument.integer().to_int64();
    if (!number || *number < low || *number > high) throw errors_.star_too_big(at_, what);
    return *number;
  }

  void read_width(Conversion& conversion, char32_t& c, bool& more) {
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    if (more && c == U'*') {
      if (errors_.tells_position() && at_.key != nullptr) throw errors_.star_with_key(at_);
      const std::int64_t width = read_star(std::numeric_limits<std::int64_t>::min(), kMax, "width");
      if (width < 0) conversion.left = true;
      conversion.width =
          width < 0 ? 0 - static_cast<std::uint64_t>(width) : static_cast<std::uint64_t>(width);
      if (*conversion.width > static_cast<std::uint64_t>(kMax)) conversion.width = 0;
      more = take(c);
    } else if (more && c >= U'0' && c <= U'9') {
      conversion.width = read_number(c, more, static_cast<std::uint64_t>(kMax), "width");
    }
  }

  void read_precision(Conversion& conversion, char32_t& c, bool& more) {
    if (!more || c != U'.') return;
    conversion.precision = 0;
    more = take(c);
    if (more && c == U'*') {
      if (errors_.tells_position() && at_.key != nullptr) throw errors_.star_with_key(at_);
      const std::int64_t precision = read_star(INT_MIN, INT_MAX, "precision");
      conversion.precision = precision < 0 ? 0 : static_cast<std::size_t>(precision);
      more = take(c);
    } else if (more && c >= U'0' && c <= U'9') {
      conversion.precision = static_cast<std::size_t>(read_number(c, more, INT_MAX, "precision"));
    }
  }

  Conversion parse() {
    Conversion conversion;
    if (index_ < format_.size() && format_[index_] == U'(') {
      read_key();
    } else if (keyed_value_ && errors_.tells_position()) {
      throw errors_.requires_key(at_);
    }
    char32_t c = 0;
    bool more = take(c);
    while (more && set_flag(conversion, c)) more = take(c);
    read_width(conversion, c, more);
    read_precision(conversion, c, more);
    if (more && (c == U'h' || c == U'l' || c == U'L')) more = take(c);
    if (!more) throw errors_.incomplete(at_);
    conversion.character = c;
    at_.character = index_ - 1;
    return conversion;
  }

  void convert() {
    at_.start = index_ - 1;
    at_.key = nullptr;
    const Conversion conversion = parse();
    if (conversion.character == U'%' && profile_.percent_takes_modifiers) {
      out_.append(U'%');
      return;
    }
    const Value& value = next_argument();
    switch (conversion.character) {
      case U'b':
        if (kind_ == FormatKind::kStr) break;
        [[fallthrough]];
      case U's':
        if (kind_ == FormatKind::kBytes && value.kind() != Value::Kind::kBytes) {
          throw errors_.not_bytes(at_, value);
        }
        return write(conversion,
                     kind_ == FormatKind::kBytes ? Text(value.as_bytes()) : str(value, profile_),
                     false);
      case U'r':
        return write(conversion, repr(value, profile_), false);
      case U'a':
        return write(conversion, ascii(value, profile_), false);
      case U'c':
        return write(conversion, character(value), false);
      case U'd':
      case U'i':
      case U'u':
      case U'o':
      case U'x':
      case U'X':
        return write(conversion, integer(conversion, value), true);
      case U'e':
      case U'E':
      case U'f':
      case U'F':
      case U'g':
      case U'G':
        return write(conversion, real(conversion, value), true);
      default:
        break;
    }
    throw errors_.unsupported_character(at_, conversion.character);
  }

  Text byte(const Value& value) const {
    if (value.kind() == Value::Kind::kBytes && value.as_bytes().size() == 1) {
      return Text(value.as_bytes());
    }
    if (!value.is_integer()) throw errors_.not_a_byte(at_, value);
    const auto number = value.integer().to_int64().value_or(-1);
    if (number < 0 || number > 0xFF) throw errors_.character_out_of_range(at_);
    return Text(std::string(1, static_cast<char>(number)));
  }

  Text character(const Value& value) const {
    if (kind_ == FormatKind::kBytes) return byte(value);
    if (value.is_str()) {
      if (value.as_str().size() != 1) throw errors_.not_a_character(at_, value);
      return value.as_str();
    }
    if (!value.is_integer()) throw errors_.not_a_character(at_, value);
    const auto number = value.integer().to_int64();
    // Up to 3.9 a number over the size of a C long was no character at all.
    if (!number && !profile_.huge_character_is_overflow) throw errors_.not_a_character(at_, value);
    if (!number || *number < 0 || *number > 0x10FFFF) throw errors_.character_out_of_range(at_);
    Text text;
    text.append(static_cast<char32_t>(*number));
    return text;
  }

  Text integer(const Conversion& conversion, const Value& value) const {
    const char c = static_cast<char>(conversion.character);
    const bool decimal = c == 'd' || c == 'i' || c == 'u';
    if (!value.is_integer()) {
      if (!decimal) throw errors_.not_an_integer(at_, c, value);
      if (value.kind() != Value::Kind::kFloat) throw errors_.not_a_number(at_, c, value);
      if (std::isnan(value.as_float())) {
        throw PythonError("ValueError", "cannot convert float NaN to integer");
      }
      if (std::isinf(value.as_float())) {
        throw PythonError("OverflowError", "cannot convert float infinity to integer");
      }
    }
    const BigInt number =
        value.is_integer() ? value.integer() : BigInt::from_double(value.as_float());
    std::string digits =
        decimal ? str(Value(number), profile_).utf8() : number.digits(c == 'o' ? 8 : 16);
    if (decimal && number.negative()) digits.erase(0, 1);
    if (conversion.precision && digits.size() < *conversion.precision) {
      digits.insert(0, *conversion.precision - digits.size(), '0');
    }
    if (!decimal && conversion.alternate) digits.insert(0, c == 'o' ? "0o" : "0x");
    if (c == 'X') {
      for (char& digit : digits)
        digit = digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
    }
    if (number.negative()) digits.insert(0, "-");
    return Text(digits);
  }

  Text real(const Conversion& conversion, const Value& value) const {
    const char c = static_cast<char>(conversion.character);
    double number = 0;
    if (value.kind() == Value::Kind::kFloat) {
      number = value.as_float();
    } else if (value.is_integer()) {
      const auto converted = value.integer().to_double();
      if (!converted) throw PythonError("OverflowError", "int too large to convert to float");
      number = *converted;
    } else {
      throw errors_.not_a_float(at_, c, value);
    }
    if (std::isnan(number)) return c < 'a' ? "NAN" : "nan";
    const int precision = conversion.precision ? static_cast<int>(*conversion.precision) : 6;
    const bool keeps_zeros = (c == 'g' || c == 'G') && profile_.general_format_keeps_zeros &&
                             rounds_to_even_zero(number, precision);
    std::string pattern = conversion.alternate || keeps_zeros ? "%#.*" : "%.*";
    pattern.push_back(c);
    const int length = std::snprintf(nullptr, 0, pattern.c_str(), precision, number);
    std::string text(static_cast<std::size_t>(length), '\0');
    std::snprintf(text.data(), text.size() + 1, pattern.c_str(), precision, number);
    return Text(text);
  }

  // Up to 3.8 (bpo-40780) %g kept the zeros at the end of a whole number when it
  // was cut exactly half-way and rounded down to an even digit: 505 to two
  // digits is 5.0e+02.
  static bool rounds_to_even_zero(double number, int precision) {
    constexpr double kLargest = 1e15;  // the whole numbers that dtoa takes for small
    const double magnitude = std::fabs(number);
    if (magnitude != std::trunc(magnitude) || magnitude >= kLargest) return false;
    auto whole = static_cast<std::uint64_t>(magnitude);
    std::uint64_t unit = 1;
    for (int digits = std::max(precision, 1); digits > 0 && unit <= whole; --digits) unit *= 10;
    // `unit` is now the smallest number with one digit more than the precision.
    std::uint64_t cut = 1;
    while (unit * cut <= whole) cut *= 10;
    if (cut == 1 || whole % cut != cut / 2) return false;
    const std::uint64_t kept = whole / cut;
    return kept % 10 == 0;
  }

  // Sign, prefix, padding: what CPython does after a value has become text.
  void write(const Conversion& conversion, Text text, bool numeric) {
    if (!numeric) {
      if (conversion.precision && conversion.character != U'c') {
        text = text.substr(0, *conversion.precision);
      }
      pad(conversion, text.size(), [&] { out_.append(text); });
      return;
    }
    std::string_view digits = text.latin1();
    std::string prefix;
    if (digits.front() == '-') {
      prefix = "-";
      digits.remove_prefix(1);
    } else if (conversion.sign || conversion.blank) {
      prefix = conversion.sign ? "+" : " ";
    }
    const char32_t c = conversion.character;
    if (conversion.alternate && (c == U'x' || c == U'X' || c == U'o')) {
      prefix += digits.substr(0, 2);
      digits.remove_prefix(2);
    }
    const std::size_t size = prefix.size() + digits.size();
    if (conversion.zero && !conversion.left) {
      out_.append(std::string_view(prefix));
      out_.append(std::string_view(std::string(padding(conversion, size), '0')));
      out_.append(digits);
      return;
    }
    pad(conversion, size, [&] {
      out_.append(std::string_view(prefix));
      out_.append(digits);
    });
  }

  // How many characters are missing to the width.
  static std::size_t padding(const Conversion& conversion, std::size_t size) {
    constexpr std::uint64_t kMostMemory =
        std::min<std::uint64_t>(std::uint64_t{1} << 33U, PTRDIFF_MAX);
    const std::uint64_t width = conversion.width.value_or(0);
    if (width > kMostMemory) throw PythonError("MemoryError", std::vector<Value>{});
    return width > size ? static_cast<std::size_t>(width) - size : 0;
  }

  template <typename Write>
  void pad(const Conversion& conversion, std::size_t size, const Write& write_text) {
    const std::string blanks(padding(conversion, size), ' ');
    if (!conversion.left) out_.append(std::string_view(blanks));
    write_text();
    if (conversion.left) out_.append(std::string_view(blanks));
  }

  const Text& format_;
  const Value& args_;
  FormatKind kind_;
  const Profile& profile_;
  FormatErrors errors_;
  FormatPosition at_;
  Text out_;
  std::size_t index_ = 0;
  bool is_tuple_ = false;
  std::size_t next_ = 0;  // arguments used up
  // From the first `%(key)` on, an argument without a key is the last key's
  // value, once: CPython keeps it in the place of the arguments.
  std::optional<Value> keyed_value_;
  bool keyed_value_used_ = false;
  Value key_;
};

// Whether a bare conversion takes a value without any doubt.
bool is_plain(char conversion, const Value& value, const Profile& profile) noexcept {
  const Value::Kind kind = value.kind();
  switch (conversion) {
    case 's':
      return value.is_latin1() || kind == Value::Kind::kInt ||
             (kind == Value::Kind::kStatus && profile.status_str_is_number);
    case 'd':
      return kind == Value::Kind::kInt || kind == Value::Kind::kStatus;
    default:
      return false;
  }
}

// Walks over a format as far as it is plain: calls `on_character` with each character that goes
// out as it is, and `on_value` for each conversion.  True: all of it is plain.
template <typename OnCharacter, typename OnValue>
bool walk_plain_format(const Text& format, std::span<const Value> args, const Profile& profile,
                       const OnCharacter& on_character, const OnValue& on_value) {
  if (!format.is_latin1()) return false;
  const std::string_view text = format.latin1();
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%') {
      if (++at == text.size()) return false;
      if (text[at] != '%') {
        if (used == args.size() || !is_plain(text[at], args[used], profile)) return false;
        on_value(args[used++]);
        continue;
      }
    }
    on_character(text[at]);
  }
  return used == args.size();
}

// At least as many bytes as an argument becomes, if it is plain.
std::size_t plain_size(const Value& value) {
  if (value.is_str()) return value.as_str().size();
  std::int64_t number = 0;
  return value.small_integer(number) ? Decimal(number).digits().size() : 0;
}

}  // namespace

bool is_plain_format(const Text& format, std::span<const Value> args,
                     const Profile& profile) noexcept {
  return walk_plain_format(
      format, args, profile, [](char) {}, [](const Value&) {});
}

bool append_plain_format(Text& out, const Text& format, std::span<const Value> args,
                         const Profile& profile) {
  const std::size_t before = out.size();
  std::size_t most = format.size();
  for (const Value& value : args) most += plain_size(value);
  char* const begin = out.extend(most);
  char* to = begin;
  const auto on_value = [&](const Value& value) {
    std::int64_t number = 0;
    if (value.small_integer(number)) {
      const Decimal decimal(number);
      to = copy_bytes(to, decimal.digits().data(), decimal.digits().size());
    } else {
      const std::string_view text = value.as_str().latin1();
      to = copy_bytes(to, text.data(), text.size());
    }
  };
  const bool plain = walk_plain_format(
      format, args, profile, [&](char c) { *to++ = c; }, on_value);
  out.truncate(plain ? before + static_cast<std::size_t>(to - begin) : before);
  return plain;
}

Text format(const Text& format, const Value& args, const Profile& profile) {
  if (args.kind() == Value::Kind::kTuple) {
    // Asked first, as it makes room before it knows.
    if (Text formatted; is_plain_format(format, args.items(), profile) &&
                        append_plain_format(formatted, format, args.items(), profile)) {
      return formatted;
    }
  }
  return Formatter(format, args, FormatKind::kStr, profile).run();
}

Value format(const Value& format, const Value& args, const Profile& profile) {
  if (format.is_str()) return Value(basehttp::format(format.as_str(), args, profile));
  if (format.kind() == Value::Kind::kBytes) {
    const Text text(format.as_bytes());
    const Text formatted = Formatter(text, args, FormatKind::kBytes, profile).run();
    return Value(Bytes{encode_latin1_backslashreplace(formatted)});
  }
  throw PythonError("TypeError", Text("unsupported operand type(s) for %: '" + type_name(format) +
                                      "' and '" + type_name(args) + "'"));
}

}  // namespace basehttp
