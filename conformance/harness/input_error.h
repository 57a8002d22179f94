// What is wrong with an input file, and where: the tool ends with exit code 2.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace basehttp::conformance {

class InputError : public std::runtime_error {
 public:
  // Reads "file:line: key: message"; without a line (0) or a key ("") those
  // parts are left out.
  InputError(std::string_view file, std::size_t line, std::string_view key,
             std::string_view message);
};

}  // namespace basehttp::conformance
