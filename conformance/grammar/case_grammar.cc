#include "conformance/grammar/case_grammar.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/grammar/case_words.h"
#include "conformance/grammar/connection_grammar.h"
#include "conformance/harness/case_writer.h"

namespace basehttp::conformance::grammar {
namespace {

template <typename T>
T& any_of(std::vector<T>& items, Random& random) {
  return items[random.below(items.size())];
}

std::vector<Action>& any_method(Case& one, Random& random) {
  auto& methods = one.program.edit().methods;
  if (methods.empty() || random.one_in(12)) {
    const std::string name(choose_method(random));
    const auto same = [&](const auto& method) { return method.first == name; };
    if (std::none_of(methods.begin(), methods.end(), same)) methods.push_back({name, {}});
  }
  return any_of(methods, random).second;
}

// How many arguments in front the reader of cases holds to a shape.
std::optional<std::size_t> fixed_arguments(const Action& action) {
  const std::string_view name = action.name.text();
  // Methods of the handler take anything: what they raise then is behaviour.
  if (name.starts_with("send_") || name.starts_with("log_")) return 0;
  if (name == "header_call" || name == "call" || name == "raise") return 1;
  return std::nullopt;
}

void change_argument(Action& action, Random& random) {
  if (const auto fixed = fixed_arguments(action)) {
    if (action.args.size() <= *fixed || random.one_in(6)) {
      action.args.push_back(choose_value(random));
    } else if (random.one_in(6)) {
      action.args.pop_back();
    } else {
      action.args[*fixed + random.below(action.args.size() - *fixed)] = choose_value(random);
    }
    return;
  }
  constexpr std::string_view kLastIsAnything[] = {"set",    "read",       "readline",
                                                  "return", "header_get", "header_contains"};
  const auto same = [&](std::string_view name) { return name == action.name; };
  if (action.args.empty() ||
      std::none_of(std::begin(kLastIsAnything), std::end(kLastIsAnything), same))
    return;
  action.args.back() = choose_value(random);
}

Action made_action(Random& random) {
  Action made = choose_action(random);
  if (random.one_in(4)) change_argument(made, random);
  return random.one_in(10) ? Action{"try", {}, {}, {std::move(made)}} : made;
}

void change_program(Case& one, Random& random) {
  std::vector<Action>& method = any_method(one, random);
  const auto place = [&] { return static_cast<std::ptrdiff_t>(random.below(method.size() + 1)); };
  constexpr std::size_t kMostActions = 24;
  if (method.empty() || (method.size() < kMostActions && random.one_in(2))) {
    method.insert(method.begin() + place(), made_action(random));
    return;
  }
  const auto at = method.begin() + static_cast<std::ptrdiff_t>(random.below(method.size()));
  switch (random.below(5)) {
    case 0:
      method.erase(at);
      return;
    case 1:
      std::iter_swap(at, method.begin());
      return;
    case 2: {
      Action guarded{"try", {}, {}, {*at}};
      *at = std::move(guarded);
      return;
    }
    default:
      return change_argument(*at, random);
  }
}

struct Attribute {
  Value Case::*member;
  std::span<const std::string_view> words;
};

void change_attribute(Case& one, Random& random) {
  static constexpr std::string_view kVersions[] = {"HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2"};
  static constexpr std::string_view kNames[] = {"S/1", "", "P/3.x", "a b"};
  static constexpr std::string_view kTypes[] = {"text/plain", "", "text/html;charset=utf-8"};
  static constexpr std::string_view kFormats[] = {
      "%(code)d %(message)s %(explain)s", "%(code)s", "%(message)r", "%(nothing)s", "%s", "%", ""};
  static constexpr Attribute kAttributes[] = {
      {&Case::protocol_version, kVersions}, {&Case::default_request_version, kVersions},
      {&Case::server_version, kNames},      {&Case::sys_version, kNames},
      {&Case::error_content_type, kTypes},  {&Case::error_message_format, kFormats}};
  const Attribute& attribute = kAttributes[random.below(std::size(kAttributes))];
  one.*attribute.member = random.one_in(4)
                              ? choose_value(random)
                              : Value(attribute.words[random.below(attribute.words.size())]);
}

void change_fault(Case& one, Random& random) {
  constexpr std::optional<std::int64_t> Case::*kFaults[] = {
      &Case::rfile_timeout_at, &Case::rfile_error_at, &Case::wfile_timeout_at,
      &Case::wfile_error_at};
  const std::size_t which = random.below(std::size(kFaults));
  auto& fault = one.*kFaults[which];
  if (fault && random.one_in(2)) {
    fault.reset();
  } else {
    fault = static_cast<std::int64_t>(random.below(which < 2 ? one.rfile.size() + 2 : 4));
  }
  one.timeout_kind = random.one_in(4) ? Case::TimeoutKind::kEtimedout : Case::TimeoutKind::kSocket;
}

void change_responses(Case& one, Random& random) {
  if (!one.responses) one.responses.emplace();
  const Value code(static_cast<std::int64_t>(random.one_in(2) ? 404 : 200 + random.below(300)));
  const Value texts = random.one_in(3) ? Value::none() : Value::tuple({Value("S"), Value("long")});
  const auto same = [&](const auto& row) { return equal(row.first, code); };
  std::erase_if(*one.responses, same);
  one.responses->emplace_back(code, texts);
  if (random.one_in(8)) one.responses_only = !one.responses_only;
}

constexpr const char* kAnswered[] = {"GET", "HEAD", "POST", "PUT"};

// What a handler does that means well: the body is read, one response is sent.
std::vector<Action> answer(Random& random) {
  constexpr int kCodes[] = {200, 200, 200, 404, 204, 304, 301, 500, 100, 599};
  constexpr std::string_view kWords[] = {"close", "keep-alive", "Close", "0"};
  constexpr std::string_view kNames[] = {"Connection", "Connection", "Content-Length", "X-A"};
  std::vector<Action> actions;
  actions.push_back({"read_body", {}, {}, {}});
  actions.push_back({"send_response", {Value(kCodes[random.below(std::size(kCodes))])}, {}, {}});
  for (std::size_t fields = random.below(3); fields > 0; --fields)
    actions.push_back({"send_header",
                       {Value(kNames[random.below(std::size(kNames))]),
                        Value(kWords[random.below(std::size(kWords))])},
                       {},
                       {}});
  actions.push_back({"end_headers", {}, {}, {}});
  if (random.one_in(2)) actions.push_back({"echo_body", {}, {}, {}});
  if (random.one_in(4)) actions.push_back(choose_action(ActionKind::kLook, random));
  return actions;
}

std::vector<Action> anything(std::size_t most, Random& random) {
  std::vector<Action> actions;
  for (std::size_t count = random.below(most + 1); count > 0; --count)
    actions.push_back(made_action(random));
  return actions;
}

std::optional<Program> generate_program(Random& random) {
  if (random.one_in(9)) return std::nullopt;
  Program program;
  const std::vector<Action> actions = random.one_in(3) ? answer(random) : anything(8, random);
  for (const char* const method : kAnswered) program.methods.emplace_back(method, actions);
  if (random.one_in(4)) program.methods.emplace_back("handle_expect_100", anything(3, random));
  return program;
}

}  // namespace

Case generate_case(Random& random) {
  constexpr double kTimes[] = {0.0, 0.5, -0.5, 0.9999995, 1e9 + 0.75, -7e10, 2e11, 951782400.0};
  Case one;
  Connection::generate_bytes(random, one.rfile);
  // Most connections that stay open would end at the first answer else.
  if (!random.one_in(4)) one.protocol_version = Value("HTTP/1.1");
  // The default name of the server parts the releases of CPython in every answer.
  if (!random.one_in(8)) one.server_version = Value("S/1");
  while (random.one_in(4)) change_attribute(one, random);
  while (random.one_in(6)) change_fault(one, random);
  while (random.one_in(8)) change_responses(one, random);
  if (random.one_in(8)) one.time = Value(kTimes[random.below(std::size(kTimes))]);
  if (random.one_in(10)) one.client_address = Value::tuple({choose_value(random), Value(1)});
  one.program = generate_program(random);
  return one;
}

Case generated_case(std::uint64_t seed, std::uint64_t number) {
  Random random(Random(seed).next() + number);
  Case one = generate_case(random);
  one.id = "generated/" + std::to_string(seed) + "/" + std::to_string(number);
  finish_case(one);
  return one;
}

void change_case(Case& one, Random& random) {
  switch (random.below(8)) {
    case 0:
      return change_attribute(one, random);
    case 1:
      return change_fault(one, random);
    case 2:
      return random.one_in(2) ? change_responses(one, random) : change_attribute(one, random);
    default:
      return change_program(one, random);
  }
}

void join_programs(Case& to, const Case& from) {
  if (!from.program) return;
  auto& methods = to.program.edit().methods;
  for (const auto& [name, more] : from.program->methods) {
    const auto same =
        std::find_if(methods.begin(), methods.end(),
                     [&name = name](const auto& method) { return method.first == name; });
    if (same == methods.end()) {
      methods.emplace_back(name, more);
    } else {
      same->second.insert(same->second.end(), more.begin(), more.end());
    }
  }
}

}  // namespace basehttp::conformance::grammar
