#include "basehttp/python_error.h"

#include <cerrno>
#include <optional>

#include "basehttp/profile.h"
#include "basehttp/python_text.h"

namespace basehttp {
namespace {

constexpr std::string_view kSocketTimeout = "socket.timeout";

// The class that OSError(errno, ...) really makes (PEP 3151).
std::string_view os_error_class(std::int64_t number) {
  switch (number) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return "BlockingIOError";
    case EPIPE:
    case ESHUTDOWN:
      return "BrokenPipeError";
    case ECHILD:
      return "ChildProcessError";
    case ECONNABORTED:
      return "ConnectionAbortedError";
    case ECONNREFUSED:
      return "ConnectionRefusedError";
    case ECONNRESET:
      return "ConnectionResetError";
    case EEXIST:
      return "FileExistsError";
    case ENOENT:
      return "FileNotFoundError";
    case EISDIR:
      return "IsADirectoryError";
    case ENOTDIR:
      return "NotADirectoryError";
    case EINTR:
      return "InterruptedError";
    case EACCES:
    case EPERM:
      return "PermissionError";
    case ESRCH:
      return "ProcessLookupError";
    case ETIMEDOUT:
      return "TimeoutError";
    default:
      return "OSError";
  }
}

// The number that finds a subclass: that of an int alone, not of a float that equals one.
std::optional<std::int64_t> error_number(const Value& value) {
  return value.is_integer() ? value.integer().to_int64() : std::nullopt;
}

bool is_os_error(std::string_view type) {
  constexpr std::string_view kFamily[] = {"OSError",
                                          "BlockingIOError",
                                          "BrokenPipeError",
                                          "ChildProcessError",
                                          "ConnectionError",
                                          "TimeoutError",
                                          "ConnectionAbortedError",
                                          "ConnectionRefusedError",
                                          "FileExistsError",
                                          "FileNotFoundError",
                                          "ConnectionResetError",
                                          "IsADirectoryError",
                                          "NotADirectoryError",
                                          "InterruptedError",
                                          "PermissionError",
                                          "ProcessLookupError",
                                          kSocketTimeout};
  for (const std::string_view member : kFamily) {
    if (member == type) return true;
  }
  return false;
}

// The character of a UnicodeError as \xHH, \uHHHH or \UHHHHHHHH.
std::string escaped(char32_t c) {
  Text text;
  text.append(c);
  std::string quoted = escape_non_ascii(text).utf8();
  if (c >= 0x80) return quoted;
  constexpr std::string_view kHex = "0123456789abcdef";
  return std::string("\\x") + kHex[c >> 4U] + kHex[c & 0xFU];
}

// str() of UnicodeEncodeError(encoding, object, start, end, reason) and of its
// likes; nothing when the arguments are of other kinds.
std::optional<Text> unicode_error_text(std::string_view type, const std::vector<Value>& args) {
  const bool translate = type == "UnicodeTranslateError";
  const bool decode = type == "UnicodeDecodeError";
  if (!translate && !decode && type != "UnicodeEncodeError") return std::nullopt;
  if (args.size() != (translate ? 4U : 5U)) return std::nullopt;
  const std::size_t at = translate ? 0 : 1;  // of the object
  const bool fits = (translate || args[0].is_str()) &&
                    args[at].kind() == (decode ? Value::Kind::kBytes : Value::Kind::kStr) &&
                    args[at + 1].is_integer() && args[at + 2].is_integer() && args[at + 3].is_str();
  if (!fits) return std::nullopt;
  // What does not fit into a Py_ssize_t has been refused by the constructor.
  const std::int64_t start = args[at + 1].integer().to_int64().value_or(0);
  const std::int64_t end = args[at + 2].integer().to_int64().value_or(0);
  const auto size =
      static_cast<std::int64_t>(decode ? args[at].as_bytes().size() : args[at].as_str().size());
  // In C, with numbers that wrap round.
  const auto last = static_cast<std::int64_t>(static_cast<std::uint64_t>(end) - 1);
  Text text;
  if (!translate) text.append(U'\'').append(args[0].as_str()).append(std::string_view("' codec "));
  text.append(std::string_view(decode      ? "can't decode "
                               : translate ? "can't translate "
                                           : "can't encode "));
  // With one in front of its text CPython would show what lies there in memory.
  if (last == start && start >= 0 && start < size) {
    const auto index = static_cast<std::size_t>(start);
    std::string what;
    if (decode) {
      constexpr std::string_view kHex = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(args[at].as_bytes()[index]);
      what = std::string("byte 0x") + kHex[byte >> 4U] + kHex[byte & 0xFU];
    } else {
      what = "character '" + escaped(args[at].as_str()[index]) + "'";
    }
    text.append(std::string_view(what + " in position " + std::to_string(start)));
  } else {
    text.append(std::string_view(std::string(decode ? "bytes" : "characters") + " in position " +
                                 std::to_string(start) + "-" + std::to_string(last)));
  }
  return text.append(std::string_view(": ")).append(args[at + 3].as_str());
}

}  // namespace

PythonError::PythonError(std::string type, std::vector<Value> args)
    : type_(std::move(type)), args_(std::move(args)) {
  if (type_ == "IOError" || type_ == "EnvironmentError") type_ = "OSError";
  // Only OSError itself looks for a subclass, and only with two to five arguments.
  if (type_ == "OSError" && args_.size() >= 2 && args_.size() <= 5) {
    if (const auto number = error_number(args_[0])) type_ = os_error_class(*number);
  }
  what_ = type_ + ": " + message(newest_profile()).utf8();
}

std::string PythonError::type(const Profile& profile) const {
  if (type_ != kSocketTimeout) return type_;
  return profile.timeout_is_timeout_error ? "TimeoutError" : "timeout";
}

bool PythonError::has_file_name() const {
  if (args_.size() < 3 || args_.size() > 5 || args_[2].is_none()) return false;
  // A number there is that of the characters which were written.
  const bool is_number = args_[2].is_integer() || args_[2].kind() == Value::Kind::kFloat;
  return type_ != "BlockingIOError" || !is_number;
}

Text PythonError::message(const Profile& profile) const {
  // A SyntaxError shows its message attribute, which is None.
  if (args_.empty()) return type_ == "SyntaxError" ? Text("None") : Text();
  if (auto text = unicode_error_text(type_, args_)) return *text;
  if (args_.size() == 1) {
    return type_ == "KeyError" ? basehttp::repr(args_[0], profile) : str(args_[0], profile);
  }
  if (is_os_error(type_) && args_.size() <= 5) {
    Text text("[Errno ");
    text.append(str(args_[0], profile)).append(std::string_view("] "));
    text.append(str(args_[1], profile));
    if (has_file_name()) {
      text.append(std::string_view(": ")).append(basehttp::repr(args_[2], profile));
      if (args_.size() == 5 && !args_[4].is_none()) {
        text.append(std::string_view(" -> ")).append(basehttp::repr(args_[4], profile));
      }
    }
    return text;
  }
  return basehttp::repr(Value::tuple(args_), profile);
}

Text PythonError::repr(const Profile& profile) const {
  std::vector<Value> shown = args_;
  // An OSError with a file name keeps errno and strerror only; the names live elsewhere.
  if (is_os_error(type_) && has_file_name()) shown.resize(2);
  Text text(type(profile));
  if (shown.size() == 1) {
    text.append(std::string_view("(")).append(basehttp::repr(shown[0], profile));
    return text.append(std::string_view(profile.repr_of_one_argument_has_comma ? ",)" : ")"));
  }
  return text.append(basehttp::repr(Value::tuple(std::move(shown)), profile));
}

bool PythonError::is_timeout(const Profile& profile) const {
  return type_ == kSocketTimeout || (profile.timeout_is_timeout_error && type_ == "TimeoutError");
}

}  // namespace basehttp
