#include "conformance/harness/action_name.h"

#include <algorithm>
#include <iterator>

namespace basehttp::conformance {
namespace {

struct Known {
  std::string_view name;
  ActionShape shape;
};

constexpr std::size_t kAny = ActionShape::kAny;

// By Kind.
constexpr Known kKnown[] = {
    {"send_response", {}},
    {"send_response_only", {}},
    {"send_header", {}},
    {"end_headers", {}},
    {"flush_headers", {}},
    {"send_error", {}},
    {"log_message", {}},
    {"log_error", {}},
    {"log_request", {}},
    {"write", {1, 1, true}},
    {"flush", {0, 0, false}},
    {"read_body", {0, 0, false}},
    {"read", {0, 1, false}},
    {"readline", {0, 1, false}},
    {"echo_body", {0, 0, false}},
    {"echo_headers", {0, 0, false}},
    {"header_get", {1, 1, false}},
    {"header_call", {1, kAny, true}},
    {"header_len", {0, 0, false}},
    {"header_keys", {0, 0, false}},
    {"header_contains", {1, 1, false}},
    {"set", {2, 2, true}},
    {"del", {1, 1, true}},
    {"get", {1, 1, true}},
    {"call", {1, kAny, true}},
    {"raise", {1, kAny, true}},
    {"return", {0, 1, false}},
    {"try", {1, 1, false}},
};
static_assert(std::size(kKnown) == static_cast<std::size_t>(ActionName::Kind::kUnknown));

}  // namespace

ActionName::Kind ActionName::find(std::string_view text) {
  const auto* const known = std::find_if(std::begin(kKnown), std::end(kKnown),
                                         [&](const Known& one) { return one.name == text; });
  return static_cast<Kind>(known - std::begin(kKnown));
}

ActionShape shape_of(ActionName::Kind kind) {
  return kind == ActionName::Kind::kUnknown ? ActionShape()
                                            : kKnown[static_cast<std::size_t>(kind)].shape;
}

}  // namespace basehttp::conformance
