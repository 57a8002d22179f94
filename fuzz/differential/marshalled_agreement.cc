#include "fuzz/differential/marshalled_agreement.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/protocol_fields.h"

namespace basehttp::fuzz {
namespace {

using conformance::Outcome;
using conformance::Raised;
using conformance::RequestState;

// takes(reader, expected): takes the next object, and says whether it is `expected`.

bool takes(MarshalReader& reader, const Value& value);
bool takes(MarshalReader& reader, const Raised& raised);
bool takes(MarshalReader& reader, const RequestState& request);

// Bytes are a str in an answer, a character each.
bool takes(MarshalReader& reader, std::string_view latin1) {
  return reader.is_text() && is_utf8_of(latin1, reader.utf8());
}

bool takes(MarshalReader& reader, const std::string& latin1) {
  return takes(reader, std::string_view(latin1));
}

bool takes(MarshalReader& reader, const Text& text) {
  if (text.is_latin1()) return takes(reader, text.latin1());
  return reader.is_text() && reader.utf8() == text.utf8();
}

bool takes(MarshalReader& reader, std::int64_t number) {
  return reader.is_integer() && reader.integer() == number;
}

template <typename Item>
bool takes(MarshalReader& reader, const std::vector<Item>& items) {
  return reader.is_list() && reader.list() == items.size() &&
         std::all_of(items.begin(), items.end(),
                     [&](const Item& item) { return takes(reader, item); });
}

bool takes_none(MarshalReader& reader) {
  if (!reader.is_none()) return false;
  reader.none();
  return true;
}

bool takes(MarshalReader& reader, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNone:
      return takes_none(reader);
    case Value::Kind::kBool:
      return reader.is_boolean() && reader.boolean() == value.as_bool();
    case Value::Kind::kInt:
      return takes(reader, value.as_int());
    case Value::Kind::kStr:
      return takes(reader, value.as_str());
    case Value::Kind::kList:
      return takes(reader, value.items());
    default:
      return false;
  }
}

template <typename T>
bool takes(MarshalReader& reader, const std::optional<T>& value) {
  return value ? takes(reader, *value) : takes_none(reader);
}

// A dict of `count` members that `take` knows: it is given each key, and says whether the value is
// the expected one.
template <typename Take>
bool takes_members(MarshalReader& reader, std::size_t count, Take take) {
  if (!reader.is_dict()) return false;
  reader.open_dict();
  for (; !reader.close_dict(); --count)
    if (count == 0 || !take(reader.utf8())) return false;
  return count == 0;
}

bool takes(MarshalReader& reader, const Raised& raised) {
  return takes_members(reader, 2, [&](std::string_view key) {
    if (key == "type") return takes(reader, raised.type);
    return key == "message" && takes(reader, raised.message);
  });
}

bool takes(MarshalReader& reader, const RequestState& request) {
  using conformance::kRequestValues;
  return takes_members(reader, 1 + std::size(kRequestValues), [&](std::string_view key) {
    if (key == "rfile_pos") return takes(reader, request.rfile_pos);
    const auto* const member = std::find_if(std::begin(kRequestValues), std::end(kRequestValues),
                                            [&](const auto& each) { return each.first == key; });
    return member != std::end(kRequestValues) && takes(reader, request.*member->second);
  });
}

bool takes(MarshalReader& reader, const Outcome& outcome, std::string_view key) {
  if (key == "id") return !reader.utf8().empty();
  if (key == "writes") return takes(reader, outcome.writes);
  if (key == "flushes") return takes(reader, outcome.flushes);
  if (key == "log") return takes(reader, outcome.log);
  if (key == "requests") return takes(reader, outcome.requests);
  if (key == "exception") return takes(reader, outcome.exception);
  if (key == "caught") return takes(reader, outcome.caught);
  if (key == "rfile_pos") return takes(reader, outcome.rfile_pos);
  if (key == "pending") return takes(reader, outcome.pending);
  return key == "close_connection" && takes(reader, outcome.close_connection);
}

}  // namespace

bool takes_answer(MarshalReader& reader, const Outcome& outcome) {
  // Nothing that was caught is left out.
  const std::size_t members = outcome.caught.empty() ? 9 : 10;
  return takes_members(reader, members,
                       [&](std::string_view key) { return takes(reader, outcome, key); });
}

}  // namespace basehttp::fuzz
