#include "basehttp/python_error.h"

#include <cerrno>

#include "basehttp/profile.h"

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

bool is_os_error(std::string_view type) {
  constexpr std::string_view kFamily[] = {
      "OSError",           "BlockingIOError",    "BrokenPipeError",        "ChildProcessError",
      "ConnectionError",   "TimeoutError",       "ConnectionAbortedError", "ConnectionRefusedError",
      "FileExistsError",   "FileNotFoundError",  "ConnectionResetError",   "IsADirectoryError",
      "NotADirectoryError", "InterruptedError",  "PermissionError",        "ProcessLookupError",
      kSocketTimeout};
  for (const std::string_view member : kFamily) {
    if (member == type) return true;
  }
  return false;
}

}  // namespace

PythonError::PythonError(std::string type, std::vector<Value> args)
    : type_(std::move(type)), args_(std::move(args)) {
  if (type_ == "IOError" || type_ == "EnvironmentError") type_ = "OSError";
  // Only OSError itself looks for a subclass, and only with two to five arguments.
  if (type_ == "OSError" && args_.size() >= 2 && args_.size() <= 5 &&
      args_[0].kind() == Value::Kind::kInt) {
    type_ = os_error_class(args_[0].as_int());
  }
  what_ = type_ + ": " + message(newest_profile()).utf8();
}

std::string PythonError::type(const Profile& profile) const {
  if (type_ != kSocketTimeout) return type_;
  return profile.timeout_is_timeout_error ? "TimeoutError" : "timeout";
}

Text PythonError::message(const Profile& profile) const {
  // A SyntaxError shows its message attribute, which is None.
  if (args_.empty()) return type_ == "SyntaxError" ? Text("None") : Text();
  if (args_.size() == 1) {
    return type_ == "KeyError" ? basehttp::repr(args_[0], profile) : str(args_[0], profile);
  }
  if (is_os_error(type_) && args_.size() <= 5) {
    Text text("[Errno ");
    text.append(str(args_[0], profile)).append(std::string_view("] "));
    text.append(str(args_[1], profile));
    if (args_.size() >= 3 && !args_[2].is_none()) {
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
  // An OSError keeps errno and strerror only; the file names live elsewhere.
  if (is_os_error(type_) && shown.size() >= 3 && shown.size() <= 5) shown.resize(2);
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
