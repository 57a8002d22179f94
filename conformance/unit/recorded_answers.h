// What CPythons answered to the questions of scripts/text_rules.py (corpus/text),
// held against what our code answers under each profile.
#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "basehttp/profile.h"
#include "basehttp/python_error.h"
#include "basehttp/value.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/json_value.h"

namespace basehttp::conformance {

using Answering = std::function<Value(const std::vector<Value>& of, const Profile& profile)>;

// An exception as a value; no answer is opaque otherwise.
inline Value raised(const std::string& type, const Text& message) {
  return Value(Opaque{type, Text(type + ": ").append(message)});
}

// The function's value, or what it raises.
template <typename Function>
Value answer_of(const Profile& profile, const Function& function) {
  try {
    return Value(function());
  } catch (const PythonError& error) {
    return raised(error.type(profile), error.message(profile));
  }
}

// A value of corpus/text, with {"$raises": [type, message]} anywhere in its lists.
inline Value read_answer(Json json) {
  if (json.is_object() && !json.empty() && (*json.begin()).key_is("$raises")) {
    const Json what = *json.begin();
    return raised((*what.begin()).utf8(), (*++what.begin()).text());
  }
  if (!json.is_array()) return read_value(json);
  std::vector<Value> items;
  for (const Json item : json) items.push_back(read_answer(item));
  return Value::list(std::move(items));
}

// Asks one rule of corpus/text/<file>.jsonl everything that was asked of it, under
// every profile that was recorded.  Fails when an answer differs, and when there is
// no such question.
inline ::testing::AssertionResult agrees_with_recorded(const std::string& file,
                                                       std::string_view rule,
                                                       const Answering& answering) {
  constexpr std::size_t kMostShown = 10;
  std::size_t asked = 0;
  std::size_t wrong = 0;
  std::string differences;
  std::vector<const Profile*> recorded;

  const auto profile_of = [](std::string_view version) {
    const Profile* profile = find_profile(version);
    if (profile == nullptr) ADD_FAILURE() << "no profile " << version;
    return profile;
  };
  const auto ask = [&](const JsonLine& line, const std::vector<Value>& of, const Profile& profile,
                       const Value& expected) {
    ++asked;
    Value got;
    try {
      got = answer_of(profile, [&] { return answering(of, profile); });
    } catch (const std::exception& error) {
      got = raised("C++ exception", Text(error.what()));
    }
    if (identical(got, expected)) return;
    if (++wrong > kMostShown) return;
    const Value question = Value::list(of);
    differences += "\n" + line.file + ":" + std::to_string(line.number) + " under " +
                   std::string(profile.version) + "\n  of   " + escape_value(question) +
                   "\n  want " + escape_value(expected) + "\n  got  " + escape_value(got);
  };
  const auto visit = [&](const JsonLine& line) {
    std::vector<Value> of;
    bool ours = false;
    for (const Json member : line.json) {
      if (member.key_is("versions")) {
        for (const Json version : member) recorded.push_back(profile_of(version.utf8()));
      } else if (member.key_is("rule")) {
        ours = member.utf8() == rule;
      } else if (!ours) {
        return;
      } else if (member.key_is("of")) {
        for (const Json input : member) of.push_back(read_value(input));
      } else if (member.key_is("same")) {
        const Value expected = read_answer(member);
        for (const Profile* profile : recorded) ask(line, of, *profile, expected);
      } else {
        for (const Json group : member) {
          const Value expected = read_answer(group);
          const std::string versions = group.key().utf8() + " ";
          for (std::size_t at = 0, end = 0; (end = versions.find(' ', at)) != std::string::npos;
               at = end + 1) {
            ask(line, of, *profile_of(versions.substr(at, end - at)), expected);
          }
        }
      }
    }
  };
  for_each_line(std::filesystem::path(BASEHTTP_CORPUS) / "text" / (file + ".jsonl"), visit);

  if (asked == 0) return ::testing::AssertionFailure() << "no question of the rule " << rule;
  if (wrong == 0) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << wrong << " of " << asked << " answers differ" << differences;
}

}  // namespace basehttp::conformance
