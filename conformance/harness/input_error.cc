#include "conformance/harness/input_error.h"

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

std::string sentence(std::string_view file, std::size_t line, std::string_view key,
                     std::string_view message) {
  std::string out(file);
  if (line != 0) out += fmt::format(":{}", line);
  if (!key.empty()) out += fmt::format(": {}", key);
  return fmt::format("{}: {}", out, message);
}

}  // namespace

InputError::InputError(std::string_view file, std::size_t line, std::string_view key,
                       std::string_view message)
    : std::runtime_error(sentence(file, line, key, message)) {}

}  // namespace basehttp::conformance
