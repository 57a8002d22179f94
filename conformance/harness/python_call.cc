#include "conformance/harness/python_call.h"

#include <algorithm>

#include "basehttp/python_error.h"
#include "basehttp/python_text.h"

namespace basehttp::conformance {
namespace {

[[noreturn]] void raise_type_error(const Text& text) { throw PythonError("TypeError", text); }

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
  const auto required =
      std::count_if(signature.parameters.begin(), signature.parameters.end(),
                    [](const Parameter& parameter) { return parameter.default_value.is_unset(); });
  const std::size_t fewest = static_cast<std::size_t>(required) + 1;
  std::string text = "() takes ";
  if (fewest < most) text += "from " + std::to_string(fewest) + " to ";
  text += std::to_string(most) + (most == 1 && fewest == most ? " positional argument but "
                                                              : " positional arguments but ");
  return text + std::to_string(given + 1) + " were given";
}

// How far two names are apart: 2 for a character put in, left out or changed, 1 for
// one whose case is changed (Python/suggestions.c).
std::size_t distance(std::string_view a, std::string_view b) {
  constexpr std::size_t kMove = 2;
  std::vector<std::size_t> row(b.size() + 1);
  std::size_t cost = 0;
  for (std::size_t& cell : row) {
    cell = cost;
    cost += kMove;
  }
  for (const char from : a) {
    std::size_t diagonal = row[0];
    row[0] += kMove;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = from == b[j] ? 0 : to_lower(from) == to_lower(b[j]) ? 1 : kMove;
      const std::size_t changed = diagonal + change;
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, diagonal + kMove, row[j] + kMove});
    }
  }
  return row.back();
}

// ". Did you mean 'name'?", or nothing.
std::string suggestion(const Signature& signature, std::string_view keyword) {
  if (has_surrogates(Text::from_utf8(keyword))) return "";  // it compares UTF-8, and has none
  std::vector<std::string_view> candidates{"self"};
  for (const Parameter& parameter : signature.parameters) candidates.push_back(parameter.name);
  std::string_view best;
  std::size_t best_distance = std::string_view::npos;
  for (const std::string_view candidate : candidates) {
    const std::size_t most = (keyword.size() + candidate.size() + 3) / 3;
    const std::size_t found = distance(keyword, candidate);
    if (found > most || found >= best_distance) continue;
    best = candidate;
    best_distance = found;
  }
  return best.empty() ? "" : ". Did you mean '" + std::string(best) + "'?";
}

}  // namespace

bool fits(const Signature& signature, std::size_t count) {
  const auto& parameters = signature.parameters;
  if (count >= parameters.size()) return count == parameters.size() || signature.takes_more;
  return !parameters[count].default_value.is_unset();
}

BoundArguments bind(const Signature& signature, const std::vector<Value>& args,
                    const Keywords& keywords, const Profile& profile) {
  const auto function = [&] {
    // From 3.10 on the class is named too.
    std::string name(profile.wording.functions_are_qualified ? signature.owner : "");
    if (!name.empty()) name += '.';
    return name.append(signature.name);
  };
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
        Text text(function());
        text.append("() got an unexpected keyword argument '").append(Text::from_utf8(name));
        text.append("'");
        if (profile.wording.keywords_are_suggested) text.append(Text(suggestion(signature, name)));
        raise_type_error(text);
      }
      bound.keywords.emplace_back(name, value);
      continue;
    }
    Value& slot = bound.values[static_cast<std::size_t>(parameter - parameters.begin())];
    if (!slot.is_unset()) {
      raise_type_error(function().append("() got multiple values for argument '" + name + "'"));
    }
    slot = value;
  }
  if (!bound.more.empty() && !signature.takes_more) {
    raise_type_error(function() + positional_count_error(signature, args.size()));
  }
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (!bound.values[i].is_unset()) continue;
    bound.values[i] = parameters[i].default_value;
    if (bound.values[i].is_unset()) missing.push_back(parameters[i].name);
  }
  if (!missing.empty()) {
    raise_type_error(function() + "() missing " + std::to_string(missing.size()) +
                     " required positional argument" + (missing.size() == 1 ? "" : "s") + ": " +
                     listed(missing));
  }
  return bound;
}

void raise_not_callable(const Value& value) {
  raise_type_error("'" + type_name(value) + "' object is not callable");
}

}  // namespace basehttp::conformance
