#include "conformance/harness/signature.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "conformance/harness/comparison.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/sha256.h"

namespace basehttp::conformance {
namespace {

constexpr std::string_view kNothing = "nothing";

std::string both(std::string_view where, std::string_view expected, std::string_view actual) {
  return fmt::format("{}: {} | {}", where, expected, actual);
}

std::string class_of_character(char32_t c) {
  static constexpr std::pair<char32_t, std::string_view> kNames[] = {
      {'\0', "NUL"}, {'\t', "TAB"}, {'\n', "LF"},  {'\r', "CR"},
      {' ', "SP"},   {0x85, "NEL"}, {0xA0, "NBSP"}};
  for (const auto& [character, name] : kNames)
    if (c == character) return std::string(name);
  if (c > 0xFF) return "wide";
  if (c > 0x7F) return "latin-1";
  if (c < ' ' || c == 0x7F) return "control";
  if (c >= '0' && c <= '9') return "digit";
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return "letter";
  return {'\'', static_cast<char>(c), '\''};
}

std::string class_at(const Text& text, std::size_t at) {
  return at < text.size() ? class_of_character(text[at]) : "end";
}

std::size_t common_prefix(const Text& a, const Text& b) {
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t at = 0;
  while (at < shorter && a[at] == b[at]) ++at;
  return at;
}

// The characters where two texts part.
std::string texts(std::string_view where, const Text& expected, const Text& actual) {
  const std::size_t at = common_prefix(expected, actual);
  return both(where, class_at(expected, at), class_at(actual, at));
}

std::string class_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kBool:
      return value.as_bool() ? "True" : "False";
    case Value::Kind::kNone:
      return "None";
    case Value::Kind::kOpaque:
      return "object";
    default:
      return type_name(value);
  }
}

std::string values(std::string_view where, const Value& expected, const Value& actual) {
  if (expected.is_str() && actual.is_str()) return texts(where, expected.as_str(), actual.as_str());
  return both(where, class_of(expected), class_of(actual));
}

// --- requests ---

// "HTTP/1.1" and the like are words of the protocol, and tell more than their characters.
std::string versions(std::string_view where, const Value& expected, const Value& actual) {
  const auto word = [](const Value& value) -> std::optional<std::string> {
    if (!value.is_str() || !value.as_str().is_latin1()) return std::nullopt;
    const std::string_view text = value.as_str().latin1();
    const bool known = text == "HTTP/0.9" || text == "HTTP/1.0" || text == "HTTP/1.1";
    return known ? std::string(text) : "another version";
  };
  const auto left = word(expected);
  const auto right = word(actual);
  if (left && right && *left != *right) return both(where, *left, *right);
  return values(where, expected, actual);
}

const Value* item_at(const Value& list, std::size_t at) {
  if (list.kind() != Value::Kind::kList || list.items().size() <= at) return nullptr;
  return &list.items()[at];
}

// The first index at which two lists differ.
std::size_t first_difference(const Value& expected, const Value& actual) {
  std::size_t at = 0;
  for (;; ++at) {
    const Value* left = item_at(expected, at);
    const Value* right = item_at(actual, at);
    if (left == nullptr || right == nullptr || !identical(*left, *right)) return at;
  }
}

std::string headers(const Value& expected, const Value& actual) {
  if (expected.kind() != Value::Kind::kList || actual.kind() != Value::Kind::kList)
    return values("requests[].headers", expected, actual);
  const std::size_t at = first_difference(expected, actual);
  const Value* left = item_at(expected, at);
  const Value* right = item_at(actual, at);
  if (left == nullptr || right == nullptr)
    return both("requests[].headers[]", left == nullptr ? kNothing : "field",
                right == nullptr ? kNothing : "field");
  const std::size_t part = first_difference(*left, *right);
  const Value* left_part = item_at(*left, part);
  const Value* right_part = item_at(*right, part);
  if (left_part == nullptr || right_part == nullptr)
    return values("requests[].headers[]", *left, *right);
  return values(part == 0 ? "requests[].headers[].name" : "requests[].headers[].value", *left_part,
                *right_part);
}

std::string defects(const Value& expected, const Value& actual) {
  const std::size_t at = first_difference(expected, actual);
  const auto name = [at](const Value& list) {
    const Value* item = item_at(list, at);
    if (item == nullptr) return std::string(kNothing);
    return item->is_str() ? item->as_str().utf8() : class_of(*item);
  };
  return both("requests[].defects[]", name(expected), name(actual));
}

std::string order(std::string_view where, std::int64_t expected, std::int64_t actual) {
  return expected > actual ? both(where, "more", "less") : both(where, "less", "more");
}

std::string requests(const RequestState& expected, const RequestState& actual) {
  static constexpr std::pair<std::string_view, Value RequestState::*> kAttributes[] = {
      {"requests[].requestline", &RequestState::requestline},
      {"requests[].command", &RequestState::command},
      {"requests[].path", &RequestState::path},
      {"requests[].request_version", &RequestState::request_version},
      {"requests[].close_connection", &RequestState::close_connection},
  };
  for (const auto& [where, attribute] : kAttributes) {
    if (identical(expected.*attribute, actual.*attribute)) continue;
    const bool is_version = attribute == &RequestState::request_version;
    return (is_version ? versions : values)(where, expected.*attribute, actual.*attribute);
  }
  if (!identical(expected.headers, actual.headers))
    return headers(expected.headers, actual.headers);
  if (!same_defects(expected.defects, actual.defects))
    return defects(expected.defects, actual.defects);
  if (expected.rfile_pos != actual.rfile_pos)
    return order("requests[].rfile_pos", expected.rfile_pos, actual.rfile_pos);
  return {};
}

// --- writes ---

// "head 404" for what begins with a status line, else "bytes".
std::string class_of_write(std::string_view write) {
  const std::size_t space = write.find(' ');
  if (!write.starts_with("HTTP/") || space == std::string_view::npos) return "bytes";
  const std::string_view code = write.substr(space + 1, 3);
  const bool is_code = code.size() == 3 && std::all_of(code.begin(), code.end(),
                                                       [](char c) { return c >= '0' && c <= '9'; });
  return is_code ? fmt::format("head {}", code) : "bytes";
}

// The part of a head that the byte `at` is in: a field that the library itself writes, or the
// kind of place.
std::string_view part_of_head(std::string_view head, std::size_t at) {
  static constexpr std::string_view kFields[] = {"Server", "Date", "Connection", "Content-Type",
                                                 "Content-Length"};
  const std::size_t blank = head.find("\r\n\r\n");
  if (blank != std::string_view::npos && at >= blank + 2) return "body";
  const std::size_t before = head.substr(0, at).rfind("\r\n");
  if (before == std::string_view::npos) return "status-line";
  const std::string_view line = head.substr(before + 2);
  for (const std::string_view field : kFields)
    if (line.starts_with(field) && line.substr(field.size()).starts_with(':')) return field;
  return "field";
}

std::string writes(std::string_view expected, std::string_view actual) {
  const std::string left = class_of_write(expected);
  const std::string right = class_of_write(actual);
  if (left != right) return both("writes[]", left, right);
  const Text left_text(expected);
  const Text right_text(actual);
  if (left == "bytes") return texts("writes[].bytes", left_text, right_text);
  const std::string_view part = part_of_head(expected, common_prefix(left_text, right_text));
  return texts(fmt::format("writes[].{}", part), left_text, right_text);
}

// --- log and exceptions ---

// What the handler says in a line of the log, behind address and time.
std::string class_of_line(const Text& line) {
  const std::string text = line.utf8();
  const std::size_t end = text.find("] ");
  const std::string_view message =
      end == std::string::npos ? std::string_view(text) : std::string_view(text).substr(end + 2);
  if (message.starts_with("code ")) return std::string(message.substr(0, 8));
  if (message.starts_with('"')) return "request";
  if (message.starts_with("Request timed out")) return "Request timed out";
  return message.empty() ? std::string(kNothing) : "message";
}

// The line that holds character `at`.
Text line_at(const Text& text, std::size_t at) {
  std::size_t begin = std::min(at, text.size());
  while (begin > 0 && text[begin - 1] != '\n') --begin;
  std::size_t end = begin;
  while (end < text.size() && text[end] != '\n') ++end;
  return text.substr(begin, end - begin);
}

std::string logs(const Text& expected, const Text& actual) {
  const std::size_t at = common_prefix(expected, actual);
  const std::string left = class_of_line(line_at(expected, at));
  const std::string right = class_of_line(line_at(actual, at));
  if (left != right) return both("log", left, right);
  return texts(fmt::format("log.{}", left), expected, actual);
}

std::string raised(std::string_view where, const Raised* expected, const Raised* actual) {
  const std::string_view left = expected == nullptr ? kNothing : std::string_view(expected->type);
  const std::string_view right = actual == nullptr ? kNothing : std::string_view(actual->type);
  if (left != right) return both(where, left, right);
  return texts(fmt::format("{}.{}.message", where, left), expected->message, actual->message);
}

template <typename T>
const T* pointer(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

template <typename T>
const T* pointer(const std::vector<T>& list, std::size_t at) {
  return at < list.size() ? &list[at] : nullptr;
}

std::string exceptions(const Outcome& expected, const Outcome& actual) {
  if (expected.exception != actual.exception)
    return raised("exception", pointer(expected.exception), pointer(actual.exception));
  std::size_t at = 0;
  while (at < expected.caught.size() && at < actual.caught.size() &&
         expected.caught[at] == actual.caught[at])
    ++at;
  const Raised* left = pointer(expected.caught, at);
  const Raised* right = pointer(actual.caught, at);
  return left == right ? std::string() : raised("caught[]", left, right);
}

// --- lists of them ---

std::string all_requests(const Outcome& expected, const Outcome& actual) {
  for (std::size_t i = 0;; ++i) {
    const RequestState* left = pointer(expected.requests, i);
    const RequestState* right = pointer(actual.requests, i);
    if (left == nullptr && right == nullptr) return {};
    if (left == nullptr) return both("requests[]", kNothing, "request");
    if (right == nullptr) return both("requests[]", "request", kNothing);
    if (std::string found = requests(*left, *right); !found.empty()) return found;
  }
}

std::string all_writes(const Outcome& expected, const Outcome& actual) {
  for (std::size_t i = 0;; ++i) {
    const std::string* left = pointer(expected.writes, i);
    const std::string* right = pointer(actual.writes, i);
    if (left == nullptr && right == nullptr) return {};
    if (left == nullptr) return both("writes[]", kNothing, class_of_write(*right));
    if (right == nullptr) return both("writes[]", class_of_write(*left), kNothing);
    if (*left != *right) return writes(*left, *right);
  }
}

std::string the_rest(const Outcome& expected, const Outcome& actual) {
  if (expected.flushes.size() != actual.flushes.size())
    return order("flushes", static_cast<std::int64_t>(expected.flushes.size()),
                 static_cast<std::int64_t>(actual.flushes.size()));
  if (expected.flushes != actual.flushes) return both("flushes", "here", "elsewhere");
  if (!(expected.log == actual.log)) return logs(expected.log, actual.log);
  if (expected.rfile_pos != actual.rfile_pos)
    return order("rfile_pos", expected.rfile_pos, actual.rfile_pos);
  if (expected.pending != actual.pending) {
    const auto value = [](const std::optional<std::string>& bytes) {
      return bytes ? Value(*bytes) : Value::none();
    };
    return values("pending", value(expected.pending), value(actual.pending));
  }
  if (!identical(expected.close_connection, actual.close_connection))
    return values("close_connection", expected.close_connection, actual.close_connection);
  return {};
}

std::string_view class_of_answer(const Answer& answer) {
  const auto* failure = std::get_if<Failure>(&answer);
  if (failure == nullptr) return "outcome";
  switch (failure->kind) {
    case Failure::Kind::kError:
      return "gives up";
    case Failure::Kind::kCrashed:
      return "crash";
    case Failure::Kind::kTimedOut:
      return "time-out";
    case Failure::Kind::kProtocolError:
      return "protocol error";
  }
  return "failure";
}

}  // namespace

std::string signature_of(const Outcome& expected, const Outcome& actual) {
  using Compare = std::string (*)(const Outcome&, const Outcome&);
  for (const Compare compare : {exceptions, all_requests, all_writes, the_rest})
    if (std::string found = compare(expected, actual); !found.empty()) return found;
  return {};
}

std::string signature_of(const Answer& expected, const Answer& actual) {
  if (std::holds_alternative<Unsupported>(expected) || std::holds_alternative<Unsupported>(actual))
    return {};
  const auto* left = std::get_if<Outcome>(&expected);
  const auto* right = std::get_if<Outcome>(&actual);
  if (left != nullptr && right != nullptr)
    return same_outcome(*left, *right) ? std::string() : signature_of(*left, *right);
  const std::string_view left_class = class_of_answer(expected);
  const std::string_view right_class = class_of_answer(actual);
  if (left_class == "gives up" && left_class == right_class) return {};
  return both("answer", left_class, right_class);
}

std::string file_name_of(std::string_view signature) {
  constexpr std::size_t kLongest = 60;
  constexpr std::size_t kDigits = 8;
  std::string name;
  for (const char c : signature.substr(0, kLongest)) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain || c == '.' || c == '_') {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  if (!name.ends_with('-')) name += '-';
  return name + sha256(signature).substr(0, kDigits);
}

}  // namespace basehttp::conformance
