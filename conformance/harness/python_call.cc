#include "conformance/harness/python_call.h"

#include <algorithm>

#include "basehttp/python_error.h"

namespace basehttp::conformance {
namespace {

[[noreturn]] void raise_type_error(const std::string& text) {
  throw PythonError("TypeError", Text(text));
}

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'".
std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
    text.append("'").append(names[i]).append("'");
  }
  return text;
}

std::string positional_count_error(const Signature& signature, std::size_t given) {
  // `self` counts on both sides.
  const std::size_t most = signature.parameters.size() + 1;
  const auto required = std::count_if(
      signature.parameters.begin(), signature.parameters.end(),
      [](const Parameter& parameter) { return parameter.default_value.is_unset(); });
  const std::size_t fewest = static_cast<std::size_t>(required) + 1;
  std::string text = "() takes ";
  if (fewest < most) text += "from " + std::to_string(fewest) + " to ";
  text += std::to_string(most) + (most == 1 && fewest == most ? " positional argument but "
                                                              : " positional arguments but ");
  return text + std::to_string(given + 1) + " were given";
}

}  // namespace

BoundArguments bind(const Signature& signature, const std::vector<Value>& args,
                    const Keywords& keywords, const Profile& profile) {
  // From 3.10 on the class is named too.
  std::string function(signature.name);
  if (profile.minor >= 10) function = std::string(signature.owner) + "." + function;

  const auto& parameters = signature.parameters;
  BoundArguments bound;
  bound.values.resize(parameters.size());
  for (std::size_t i = 0; i < args.size(); ++i) {
    (i < parameters.size() ? bound.values[i] : bound.more.emplace_back()) = args[i];
  }
  for (const auto& [name, value] : keywords) {
    const auto parameter =
        std::find_if(parameters.begin(), parameters.end(),
                     [&name = name](const Parameter& candidate) { return candidate.name == name; });
    if (parameter == parameters.end()) {
      if (!signature.takes_keywords) {
        raise_type_error(function + "() got an unexpected keyword argument '" + name + "'");
      }
      bound.keywords.emplace_back(name, value);
      continue;
    }
    Value& slot = bound.values[static_cast<std::size_t>(parameter - parameters.begin())];
    if (!slot.is_unset()) {
      raise_type_error(function + "() got multiple values for argument '" + name + "'");
    }
    slot = value;
  }
  if (!bound.more.empty() && !signature.takes_more) {
    raise_type_error(function + positional_count_error(signature, args.size()));
  }
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!bound.values[i].is_unset()) continue;
    bound.values[i] = parameters[i].default_value;
    if (bound.values[i].is_unset()) missing.push_back(parameters[i].name);
  }
  if (!missing.empty()) {
    raise_type_error(function + "() missing " + std::to_string(missing.size()) +
                     " required positional argument" + (missing.size() == 1 ? "" : "s") + ": " +
                     listed(missing));
  }
  return bound;
}

void raise_not_callable(const Value& value) {
  raise_type_error("'" + type_name(value) + "' object is not callable");
}

}  // namespace basehttp::conformance
