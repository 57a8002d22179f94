// What Python reports by raising.  The one exception type that impl throws:
// it carries Python's own type name and arguments.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/value.h"

namespace basehttp {

class PythonError : public std::exception {
 public:
  // `type` is Python's class name ("ValueError", "socket.timeout"); `message`
  // becomes the one argument.
  PythonError(std::string type, Text message)
      : PythonError(std::move(type), std::vector<Value>{Value(std::move(message))}) {}
  PythonError(std::string type, std::vector<Value> args);

  // The class name as `type(e).__name__` gives it under a profile:
  // "socket.timeout" is `timeout` before 3.10 and `TimeoutError` from then on;
  // OSError(errno, text) is the subclass of its errno.
  [[nodiscard]] std::string type(const Profile& profile) const;
  // str(e) and repr(e).
  [[nodiscard]] Text message(const Profile& profile) const;
  [[nodiscard]] Text repr(const Profile& profile) const;
  // The arguments that the exception was made with.
  [[nodiscard]] const std::vector<Value>& args() const noexcept { return args_; }
  // Is it the class that handle_one_request takes for a time-out: socket.timeout,
  // and from 3.10 on every TimeoutError?
  [[nodiscard]] bool is_timeout(const Profile& profile) const;
  [[nodiscard]] const std::string& raised_as() const noexcept { return type_; }

  [[nodiscard]] const char* what() const noexcept override { return what_.c_str(); }

 private:
  // Of an OSError: whether the third argument is its file name.
  [[nodiscard]] bool has_file_name() const;

  std::string type_;
  std::vector<Value> args_;
  std::string what_;  // "Type: message", for a C++ reader
};

}  // namespace basehttp
