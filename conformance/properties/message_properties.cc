// An HTTPMessage against a list of pairs (http_message.h).
#include "basehttp/http_message.h"

#include <algorithm>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/python_error.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/tokens.h"
#include "conformance/harness/escape.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"

namespace basehttp::conformance {
namespace {

using Pair = std::pair<std::string, std::string>;
using Model = std::vector<Pair>;

struct Change {
  std::string method;  // "set", "del", "replace" or "add"
  std::string name;
  std::string value;
};

void showValue(const Change& change, std::ostream& out) {
  out << change.method << "(" << change.name << ", " << escape_bytes(change.value) << ")";
}

// Few names, each in several cases, so that they meet.
rc::Gen<std::string> names() {
  return rc::gen::join(
      rc::gen::map(generators::choice({"a", "host", "x-id"}),
                   [](const std::string& name) { return generators::in_some_case(name); }));
}

rc::Gen<std::vector<Change>> changes() {
  return generators::list_of(
      10, rc::gen::build<Change>(
              rc::gen::set(&Change::method,
                           generators::choice({"set", "set", "add", "replace", "del"})),
              rc::gen::set(&Change::name, names()),
              rc::gen::set(&Change::value, generators::string_over("xyz 1", 4))));
}

std::string small(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return text;
}

bool same_name(const std::string& a, const std::string& b) { return small(a) == small(b); }

void apply(const Change& change, Model& model) {
  if (change.method == "set" || change.method == "add")
    model.emplace_back(change.name, change.value);
  if (change.method == "del")
    std::erase_if(model, [&](const Pair& item) { return same_name(item.first, change.name); });
  if (change.method == "replace") {
    const auto at = std::find_if(model.begin(), model.end(), [&](const Pair& item) {
      return same_name(item.first, change.name);
    });
    if (at != model.end()) at->second = change.value;
  }
}

// True: a KeyError was raised.
bool apply(const Change& change, HTTPMessage& message) {
  const Value name(change.name);
  const Value value(change.value);
  if (change.method == "set") message.set_item(name, value);
  if (change.method == "add") message.add_header(name, value, {});
  if (change.method == "del") message.delete_item(name);
  if (change.method != "replace") return false;
  try {
    message.replace_header(name, value);
  } catch (const PythonError& error) {
    RC_ASSERT(error.raised_as() == "KeyError");
    return true;
  }
  return false;
}

Value items_of(const Model& model) {
  std::vector<Value> items;
  for (const auto& [name, value] : model)
    items.push_back(Value::tuple({Value(name), Value(value)}));
  return Value::list(items);
}

LIBRARY_PROP(MessageLaws, AMessageIsAListOfPairs, ()) {
  const auto steps = *changes();
  HTTPMessage message(**recorded_profiles());
  Model model;
  for (const Change& change : steps) {
    const bool absent = std::none_of(model.begin(), model.end(), [&](const Pair& item) {
      return same_name(item.first, change.name);
    });
    apply(change, model);
    const bool raised = apply(change, message);
    RC_ASSERT(raised == (change.method == "replace" && absent));
    RC_ASSERT(identical(message.items(), items_of(model)));
  }
  RC_TAG(std::to_string(model.size()) + " fields");
}

LIBRARY_PROP(MessageLaws, LookingUpANameIgnoresItsCase, ()) {
  const auto steps = *changes();
  const std::string name = *names();
  HTTPMessage message(**recorded_profiles());
  Model model;
  for (const Change& change : steps) {
    apply(change, model);
    apply(change, message);
  }
  std::vector<Value> all;
  for (const auto& [stored, value] : model)
    if (same_name(stored, name)) all.emplace_back(value);
  RC_TAG(std::to_string(all.size()) + " of that name");
  const Value fallback("fallback");
  RC_ASSERT(message.contains(Value(name)) == !all.empty());
  RC_ASSERT(identical(message.get(Value(name), fallback), all.empty() ? fallback : all.front()));
  RC_ASSERT(
      identical(message.get_all(Value(name), fallback), all.empty() ? fallback : Value::list(all)));
  const Value* found = message.find(small(name));
  RC_ASSERT((found != nullptr) == !all.empty());
  if (found != nullptr) RC_ASSERT(identical(*found, all.front()));
}

LIBRARY_PROP(MessageLaws, AContentTypeHasOneSlashOrIsPlainText, ()) {
  const std::string value = *generators::string_over("aZ/;= \t-", 10);
  HTTPMessage message(**recorded_profiles());
  message.set_raw(Value("Content-Type"), Value(value));
  std::string expected = small(value.substr(0, value.find(';')));
  while (!expected.empty() && (expected.front() == ' ' || expected.front() == '\t'))
    expected.erase(0, 1);
  while (!expected.empty() && (expected.back() == ' ' || expected.back() == '\t'))
    expected.pop_back();
  const auto slashes = std::count(expected.begin(), expected.end(), '/');
  RC_TAG(slashes == 1 ? "one slash" : "another count");
  if (slashes != 1) expected = "text/plain";
  RC_ASSERT(message.get_content_type() == expected);
  RC_ASSERT(message.get_content_maintype() == expected.substr(0, expected.find('/')));
  RC_ASSERT(message.get_content_subtype() == expected.substr(expected.find('/') + 1));
}

LIBRARY_PROP(MessageLaws, AParameterThatWasAddedIsGotBack, ()) {
  const std::string value = *generators::choice({"text/plain", "attachment", "a"});
  static const char* const kNames[] = {"name", "charset", "x", "boundary"};
  const auto texts =
      *generators::list_of(4, rc::gen::nonEmpty(generators::string_over("ab;=\" ,'<>", 6)));
  RC_TAG(std::to_string(texts.size()) + " parameters");
  const Profile& profile = **recorded_profiles();
  HTTPMessage message(profile);
  std::vector<std::pair<std::string, Value>> args;
  for (std::size_t i = 0; i < texts.size(); ++i) args.emplace_back(kNames[i], Value(texts[i]));
  const Value header("Content-Disposition");
  message.add_header(header, Value(value), args);
  for (const auto& [name, text] : args)
    RC_ASSERT(identical(message.get_param(Value(name), Value::none(), header, true), text));
  RC_ASSERT(
      identical(message.get_param(Value("other"), Value::none(), header, true), Value::none()));
}

}  // namespace
}  // namespace basehttp::conformance
