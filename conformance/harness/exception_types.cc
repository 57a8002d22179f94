#include "conformance/harness/exception_types.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "basehttp/python_error.h"
#include "basehttp/unsupported.h"

namespace basehttp::conformance {
namespace {

struct ExceptionType {
  std::string_view name;
  int since = 0;  // the minor release of Python 3 that brought it
};

constexpr ExceptionType kTypes[] = {
    {"ArithmeticError"},
    {"AssertionError"},
    {"AttributeError"},
    {"BaseException"},
    {"BaseExceptionGroup", 11},
    {"BlockingIOError"},
    {"BrokenPipeError"},
    {"BufferError"},
    {"BytesWarning"},
    {"ChildProcessError"},
    {"ConnectionAbortedError"},
    {"ConnectionError"},
    {"ConnectionRefusedError"},
    {"ConnectionResetError"},
    {"DeprecationWarning"},
    {"EOFError"},
    {"EncodingWarning", 10},
    {"EnvironmentError"},
    {"Exception"},
    {"ExceptionGroup", 11},
    {"FileExistsError"},
    {"FileNotFoundError"},
    {"FloatingPointError"},
    {"FutureWarning"},
    {"GeneratorExit"},
    {"IOError"},
    {"ImportCycleError", 15},
    {"ImportError"},
    {"ImportWarning"},
    {"IndentationError"},
    {"IndexError"},
    {"InterruptedError"},
    {"IsADirectoryError"},
    {"KeyError"},
    {"KeyboardInterrupt"},
    {"LookupError"},
    {"MemoryError"},
    {"ModuleNotFoundError"},
    {"NameError"},
    {"NotADirectoryError"},
    {"NotImplementedError"},
    {"OSError"},
    {"OverflowError"},
    {"PendingDeprecationWarning"},
    {"PermissionError"},
    {"ProcessLookupError"},
    {"PythonFinalizationError", 13},
    {"RecursionError"},
    {"ReferenceError"},
    {"ResourceWarning"},
    {"RuntimeError"},
    {"RuntimeWarning"},
    {"StopAsyncIteration"},
    {"StopIteration"},
    {"SyntaxError"},
    {"SyntaxWarning"},
    {"SystemError"},
    {"SystemExit"},
    {"TabError"},
    {"TimeoutError"},
    {"TypeError"},
    {"UnboundLocalError"},
    {"UnicodeDecodeError"},
    {"UnicodeEncodeError"},
    {"UnicodeError"},
    {"UnicodeTranslateError"},
    {"UnicodeWarning"},
    {"UserWarning"},
    {"ValueError"},
    {"Warning"},
    {"ZeroDivisionError"},
    {"_IncompleteInputError", 13},
    {"socket.timeout"},
};

[[noreturn]] void wrong_count(const std::string& start, const std::string& count,
                              std::size_t given) {
  throw PythonError("TypeError", Text(start + "takes exactly " + count + " arguments (" +
                                      std::to_string(given) + " given)"));
}

}  // namespace

bool is_exception_type(const std::string& name, const Profile& profile) {
  return std::any_of(std::begin(kTypes), std::end(kTypes), [&](const ExceptionType& type) {
    return type.name == name && type.since <= profile.minor;
  });
}

void raise_exception(const std::string& name, const std::vector<Value>& args, const Profile&) {
  if (name == "UnicodeDecodeError" || name == "UnicodeEncodeError") {
    if (args.size() != 5) wrong_count("function ", "5", args.size());
  }
  if (name == "UnicodeTranslateError") {
    if (args.size() != 4) wrong_count("function ", "4", args.size());
  }
  if (name == "ExceptionGroup" || name == "BaseExceptionGroup") {
    if (args.size() != 2) wrong_count("BaseExceptionGroup.__new__() ", "2", args.size());
    throw Unsupported("a group of exceptions");
  }
  const bool syntax = name == "SyntaxError" || name == "IndentationError" || name == "TabError" ||
                      name == "_IncompleteInputError";
  if (syntax && args.size() > 1) throw Unsupported("the details of a " + name);
  throw PythonError(name, args);
}

}  // namespace basehttp::conformance
