// Calling a Python function with arguments that may not fit: binding, and the
// TypeErrors that come of it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/profile.h"
#include "basehttp/value.h"

namespace basehttp::conformance {

struct Parameter {
  std::string_view name;
  Value default_value;  // unset: the parameter is required
};

// The signature of a method, `self` left out.
struct Signature {
  std::string_view owner;  // the class that defines it: "Message"
  std::string_view name;   // "get"
  std::vector<Parameter> parameters;
  bool takes_more = false;      // *args
  bool takes_keywords = false;  // **kwargs
};

using Keywords = std::vector<std::pair<std::string, Value>>;

struct BoundArguments {
  std::vector<Value> values;  // one for each parameter
  std::vector<Value> more;    // *args
  Keywords keywords;          // **kwargs
};

// Arguments of which fits() is true, seen as the parameters.  Views both.
class FittingArguments {
 public:
  FittingArguments(const Signature& signature, std::span<const Value> args) noexcept
      : signature_(signature), args_(args) {}

  // The argument for a parameter, or its default.
  [[nodiscard]] const Value& operator[](std::size_t parameter) const {
    return parameter < args_.size() ? args_[parameter]
                                    : signature_.parameters[parameter].default_value;
  }
  // *args
  [[nodiscard]] std::span<const Value> more() const {
    return args_.subspan(std::min(signature_.parameters.size(), args_.size()));
  }

 private:
  const Signature& signature_;
  std::span<const Value> args_;
};

// Whether so many positional arguments are neither too few nor too many.
[[nodiscard]] bool fits(const Signature& signature, std::size_t count);

// Raises TypeError with the text of the profile when the arguments do not fit.
[[nodiscard]] BoundArguments bind(const Signature& signature, const std::vector<Value>& args,
                                  const Keywords& keywords, const Profile& profile);

// TypeError: 'int' object is not callable.
[[noreturn]] void raise_not_callable(const Value& value);

}  // namespace basehttp::conformance
