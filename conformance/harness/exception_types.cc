#include "conformance/harness/exception_types.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

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

// An argument as PyArg_ParseTuple takes it: 'U' a str, 'n' an index, 'O' anything.
void check_argument(char format, const Value& value, std::size_t number, const Profile& profile) {
  if (format == 'U' && !value.is_str()) {
    const std::string type = value.is_none() ? "None" : type_name(value);
    throw PythonError("TypeError",
                      Text("argument " + std::to_string(number) + " must be str, not " + type));
  }
  if (format != 'n') return;
  if (value.kind() == Value::Kind::kFloat && profile.minor < 10)
    throw PythonError("TypeError", "integer argument expected, got float");
  if (!value.is_integer())
    throw PythonError(
        "TypeError", Text("'" + type_name(value) + "' object cannot be interpreted as an integer"));
  if (!value.integer().to_int64())
    throw PythonError("OverflowError", "Python int too large to convert to C ssize_t");
}

// The constructors of the Unicode errors look at what they are given.
void check_unicode_error(std::string_view format, const std::vector<Value>& args,
                         const Profile& profile) {
  if (args.size() != format.size())
    wrong_count("function ", std::to_string(format.size()), args.size());
  for (std::size_t i = 0; i < args.size(); ++i) check_argument(format[i], args[i], i + 1, profile);
  for (std::size_t i = 0; i < args.size(); ++i)
    if (format[i] == 'O' && args[i].kind() != Value::Kind::kBytes)
      throw PythonError("TypeError",
                        Text("a bytes-like object is required, not '" + type_name(args[i]) + "'"));
  // str() would read the one character in front of its object: SystemError, or what lies there in
  // memory.
  const std::size_t at = format.find('n');
  const std::int64_t start = args[at].integer().to_int64().value();
  const std::int64_t end = args[at + 1].integer().to_int64().value();
  if (start < 0 && end == start + 1 && profile.unicode_error_reads_in_front)
    throw basehttp::Unsupported("a Unicode error of one character in front of its text");
}

// A number in the place of a file name is the characters_written of a BlockingIOError.
void check_characters_written(const std::string& type, const std::vector<Value>& args) {
  if (type != "BlockingIOError" || args.size() < 3 || args.size() > 5) return;
  const Value& written = args[2];
  if (written.kind() == Value::Kind::kFloat)
    throw PythonError("TypeError", "'float' object cannot be interpreted as an integer");
  if (written.is_integer() && !written.integer().to_int64())
    throw PythonError("ValueError", "cannot fit 'int' into an index-sized integer");
}

}  // namespace

bool is_exception_type(const std::string& name, const Profile& profile) {
  return std::any_of(std::begin(kTypes), std::end(kTypes), [&](const ExceptionType& type) {
    return type.name == name && type.since <= profile.minor;
  });
}

void raise_exception(const std::string& name, const std::vector<Value>& args,
                     const Profile& profile) {
  if (name == "UnicodeDecodeError") check_unicode_error("UOnnU", args, profile);
  if (name == "UnicodeEncodeError") check_unicode_error("UUnnU", args, profile);
  if (name == "UnicodeTranslateError") check_unicode_error("UnnU", args, profile);
  if (name == "ExceptionGroup" || name == "BaseExceptionGroup") {
    if (args.size() != 2) wrong_count("BaseExceptionGroup.__new__() ", "2", args.size());
    throw basehttp::Unsupported("a group of exceptions");
  }
  const bool syntax = name == "SyntaxError" || name == "IndentationError" || name == "TabError" ||
                      name == "_IncompleteInputError";
  if (syntax && args.size() > 1) throw basehttp::Unsupported("the details of a " + name);
  check_characters_written(PythonError(name, args).type(profile), args);
  throw PythonError(name, args);
}

}  // namespace basehttp::conformance
