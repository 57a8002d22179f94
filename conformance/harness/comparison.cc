#include "conformance/harness/comparison.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/escape.h"
#include "conformance/harness/json_value.h"

namespace basehttp::conformance {
namespace {

constexpr std::pair<std::string_view, Value RequestState::*> kAttributes[] = {
    {"requestline", &RequestState::requestline},
    {"command", &RequestState::command},
    {"path", &RequestState::path},
    {"request_version", &RequestState::request_version},
    {"close_connection", &RequestState::close_connection},
    {"headers", &RequestState::headers},
};

bool same_request(const RequestState& a, const RequestState& b) {
  return a.rfile_pos == b.rfile_pos && same_defects(a.defects, b.defects) &&
         std::all_of(std::begin(kAttributes), std::end(kAttributes), [&](const auto& attribute) {
           return identical(a.*attribute.second, b.*attribute.second);
         });
}

std::string show(const std::string& bytes) { return escape_bytes(bytes); }
std::string show(const Text& text) { return escape_text(text); }
std::string show(const Value& value) { return escape_value(value); }
std::string show(std::int64_t number) { return fmt::format("{}", number); }
std::string show(const Raised& raised) {
  return fmt::format("{}: {}", raised.type, escape_text(raised.message));
}
std::string show(const RequestState& request) {
  return fmt::format("request {}", escape_value(request.requestline));
}

class Collector {
 public:
  std::vector<Difference> found;

  template <typename T>
  void leaf(const std::string& field, const T& expected, const T& actual) {
    if (!(expected == actual)) add(field, show(expected), show(actual));
  }

  template <typename T>
  void optional(const std::string& field, const std::optional<T>& expected,
                const std::optional<T>& actual) {
    if (expected == actual) return;
    add(field, expected ? show(*expected) : "null", actual ? show(*actual) : "null");
  }

  // Down into lists that both sides have; anything else is a leaf.
  void value(const std::string& field, const Value& expected, const Value& actual) {
    if (identical(expected, actual)) return;
    if (expected.kind() == Value::Kind::kList && actual.kind() == Value::Kind::kList) {
      list(field, expected.items(), actual.items(),
           [this](const std::string& at, const Value& e, const Value& a) { value(at, e, a); });
    } else {
      add(field, show(expected), show(actual));
    }
  }

  // `element` compares two elements; the first that differ end the search.
  template <typename T, typename Element>
  void list(const std::string& field, const std::vector<T>& expected, const std::vector<T>& actual,
            Element element) {
    const std::size_t before = found.size();
    const std::size_t common = std::min(expected.size(), actual.size());
    for (std::size_t i = 0; i < common && found.size() == before; ++i)
      element(fmt::format("{}[{}]", field, i), expected[i], actual[i]);
    if (found.size() != before || expected.size() == actual.size()) return;
    const auto at = [common](const std::vector<T>& side) {
      return side.size() > common ? show(side[common]) : "nothing";
    };
    add(fmt::format("{}[{}]", field, common), at(expected), at(actual));
  }

  template <typename T>
  void leaves(const std::string& field, const std::vector<T>& expected,
              const std::vector<T>& actual) {
    list(field, expected, actual,
         [this](const std::string& at, const T& e, const T& a) { leaf(at, e, a); });
  }

  void request(const std::string& field, const RequestState& expected, const RequestState& actual) {
    for (const auto& [name, attribute] : kAttributes)
      value(fmt::format("{}.{}", field, name), expected.*attribute, actual.*attribute);
    if (!same_defects(expected.defects, actual.defects))
      value(field + ".defects", expected.defects, actual.defects);
    leaf(field + ".rfile_pos", expected.rfile_pos, actual.rfile_pos);
  }

 private:
  void add(std::string field, std::string expected, std::string actual) {
    Excerpts cut = cut_around_difference(std::move(expected), std::move(actual));
    found.push_back({std::move(field), std::move(cut.left), std::move(cut.right)});
  }
};

}  // namespace

bool no_defects(const Value& value) {
  if (value.is_none()) return true;
  if (value.kind() != Value::Kind::kList) return false;
  const auto& items = value.items();
  return items.empty() ||
         (items.size() == 1 && items[0].is_str() && items[0].as_str() == "<AttributeError>");
}

bool same_defects(const Value& a, const Value& b) {
  return identical(a, b) || (no_defects(a) && no_defects(b));
}

bool same_outcome(const Outcome& a, const Outcome& b) {
  return a.rfile_pos == b.rfile_pos && a.writes == b.writes && a.flushes == b.flushes &&
         a.log == b.log && a.exception == b.exception && a.caught == b.caught &&
         a.pending == b.pending && identical(a.close_connection, b.close_connection) &&
         std::equal(a.requests.begin(), a.requests.end(), b.requests.begin(), b.requests.end(),
                    same_request);
}

std::vector<Difference> differences(const Outcome& expected, const Outcome& actual) {
  if (same_outcome(expected, actual)) return {};
  Collector out;
  out.list("requests", expected.requests, actual.requests,
           [&](const std::string& at, const RequestState& e, const RequestState& a) {
             out.request(at, e, a);
           });
  out.leaves("writes", expected.writes, actual.writes);
  out.leaves("flushes", expected.flushes, actual.flushes);
  out.leaf("log", expected.log, actual.log);
  out.optional("exception", expected.exception, actual.exception);
  out.leaves("caught", expected.caught, actual.caught);
  out.leaf("rfile_pos", expected.rfile_pos, actual.rfile_pos);
  out.optional("pending", expected.pending, actual.pending);
  out.value("close_connection", expected.close_connection, actual.close_connection);
  return std::move(out.found);
}

bool field_covers(std::string_view listed, std::string_view field) {
  return field.starts_with(listed) && (field.size() == listed.size() ||
                                       field[listed.size()] == '.' || field[listed.size()] == '[');
}

}  // namespace basehttp::conformance
