// What the reference does not reproduce.  Thrown instead of a guess, so that a
// harness can say "no answer" where it would otherwise be wrong.
#pragma once

#include <stdexcept>

namespace basehttp {

class Unsupported : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace basehttp
