#include "fuzz/differential/marshalled.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/harness/json_value.h"
#include "conformance/harness/protocol_fields.h"

namespace basehttp::fuzz {
namespace {

using conformance::Action;
using conformance::Answer;
using conformance::Case;
using conformance::Outcome;
using conformance::Raised;
using conformance::RequestState;

// --- cases ---

void write(const Value& value, MarshalWriter& writer);

void write(const std::vector<Value>& items, MarshalWriter& writer) {
  writer.list(items.size());
  for (const Value& item : items) write(item, writer);
}

void write_tagged_text(std::string_view tag, std::string_view latin1, MarshalWriter& writer) {
  writer.open_dict();
  writer.latin1(tag);
  writer.latin1(latin1);
  writer.close_dict();
}

void write_dict(const Dict& dict, MarshalWriter& writer) {
  writer.open_dict();
  writer.latin1("$dict");
  writer.open_dict();
  for (const auto& [key, item] : dict.items) {
    write(key, writer);
    write(item, writer);
  }
  writer.close_dict();
  writer.close_dict();
}

void write(const Value& value, MarshalWriter& writer) {
  switch (value.kind()) {
    case Value::Kind::kNone:
      return writer.none();
    case Value::Kind::kBool:
      return writer.boolean(value.as_bool());
    case Value::Kind::kInt:
      return writer.integer(value.as_int());
    case Value::Kind::kBigInt:
      return writer.integer(value.as_big_int());
    case Value::Kind::kFloat:
      return writer.real(value.as_float());
    case Value::Kind::kStr:
      return writer.text(value.as_str());
    case Value::Kind::kBytes:
      return write_tagged_text("$bytes", value.as_bytes(), writer);
    case Value::Kind::kStatus:
      writer.open_dict();
      writer.latin1("$status");
      writer.integer(std::int64_t{value.as_status().code});
      return writer.close_dict();
    case Value::Kind::kTuple:
      writer.open_dict();
      writer.latin1("$tuple");
      write(value.items(), writer);
      return writer.close_dict();
    case Value::Kind::kList:
      return write(value.items(), writer);
    case Value::Kind::kDict:
      return write_dict(*value.as_dict(), writer);
    case Value::Kind::kUnset:
    case Value::Kind::kMessage:
    case Value::Kind::kOpaque:
      break;
  }
  throw MarshalError("a case holds no value of type " + type_name(value));
}

void write(const std::vector<Action>& actions, MarshalWriter& writer);

void write(const Action& action, MarshalWriter& writer) {
  writer.list(1 + action.args.size() + (action.name == "try" ? 1 : 0) +
              (action.kwargs.empty() ? 0 : 1));
  writer.utf8(action.name.text());
  for (const Value& argument : action.args) {
    if (action.name == "write" && argument.kind() == Value::Kind::kBytes) {
      writer.latin1(argument.as_bytes());
    } else {
      write(argument, writer);
    }
  }
  if (action.name == "try") write(action.nested, writer);
  if (action.kwargs.empty()) return;
  writer.open_dict();
  writer.latin1("$kw");
  writer.open_dict();
  for (const auto& [name, value] : action.kwargs) {
    writer.utf8(name);
    write(value, writer);
  }
  writer.close_dict();
  writer.close_dict();
}

void write(const std::vector<Action>& actions, MarshalWriter& writer) {
  writer.list(actions.size());
  for (const Action& action : actions) write(action, writer);
}

void write_values(const Case& one, MarshalWriter& writer) {
  // Never destroyed: the last batch is asked at exit (Session::finish).
  static const Case* const kDefaults = new Case();
  for (const auto& [key, field] : conformance::kCaseValues) {
    if ((one.*field).is_unset() || conformance::identical(one.*field, kDefaults->*field)) continue;
    writer.name(key);
    write(one.*field, writer);
  }
}

void write_numbers(const Case& one, MarshalWriter& writer) {
  for (const auto& [key, field] : conformance::kCaseCounts) {
    if (!(one.*field)) continue;
    writer.name(key);
    writer.integer(*(one.*field));
  }
  if (one.timeout_kind != Case::TimeoutKind::kEtimedout) return;
  writer.name("timeout_kind");
  writer.latin1("etimedout");
}

void write_responses(const Case& one, MarshalWriter& writer) {
  if (one.responses) {
    writer.name("responses");
    writer.open_dict();
    for (const auto& [code, texts] : *one.responses) {
      writer.text(code.is_str() ? code.as_str() : Text(code.integer().decimal()));
      write(texts, writer);
    }
    writer.close_dict();
  }
  if (one.responses_only) {
    writer.name("responses_only");
    writer.boolean(true);
  }
}

// --- answers ---

Value read_value(MarshalReader& reader);

std::string read_bytes(MarshalReader& reader) {
  const Text text = reader.text();
  if (!text.is_latin1()) throw MarshalError("a character above U+00FF in bytes");
  return std::string(text.latin1());
}

// What `read` makes of each item.
template <typename Read>
auto read_list(MarshalReader& reader, Read read) {
  std::vector<decltype(read(reader))> items;
  for (std::size_t left = reader.list(); left > 0; --left) items.push_back(read(reader));
  return items;
}

Value read_big_int(MarshalReader& reader) {
  const auto number = BigInt::from_decimal(reader.utf8());
  if (!number) throw MarshalError("no digits");
  return Value(*number);
}

// What float() makes of "nan", "inf" and "-inf".
Value read_float_name(MarshalReader& reader) {
  const std::string name(reader.utf8());
  if (name == "nan") return Value(std::numeric_limits<double>::quiet_NaN());
  if (name == "inf") return Value(std::numeric_limits<double>::infinity());
  if (name == "-inf") return Value(-std::numeric_limits<double>::infinity());
  throw MarshalError("a float named " + name);
}

std::vector<std::pair<Value, Value>> read_pairs(MarshalReader& reader) {
  std::vector<std::pair<Value, Value>> pairs;
  reader.open_dict();
  while (!reader.close_dict()) {
    Value key(reader.text());
    pairs.emplace_back(std::move(key), read_value(reader));
  }
  return pairs;
}

Value read_dict(MarshalReader& reader) {
  reader.open_dict();
  std::vector<std::pair<Value, Value>> pairs;
  while (!reader.close_dict()) {
    const Text key = reader.text();
    std::optional<Value> tagged;
    // A tag is the only key of its dict.
    if (key == "$status") tagged = Value(Status{static_cast<int>(reader.integer())});
    if (key == "$bytes") tagged = Value(Bytes{read_bytes(reader)});
    if (key == "$float") tagged = read_float_name(reader);
    if (key == "$int") tagged = read_big_int(reader);
    if (key == "$tuple") tagged = Value::tuple(read_list(reader, read_value));
    if (key == "$dict") tagged = Value::dict(read_pairs(reader));
    if (key == "$repr") tagged = Value(Opaque{"", reader.text()});
    if (!tagged) {
      pairs.emplace_back(Value(key), read_value(reader));
    } else if (reader.close_dict()) {
      return *std::move(tagged);
    } else {
      throw MarshalError("a tag beside other keys");
    }
  }
  return Value::dict(pairs);
}

Value read_value(MarshalReader& reader) {
  if (reader.is_text()) return Value(reader.text());
  if (reader.is_boolean()) return Value(reader.boolean());
  if (reader.is_integer()) return Value(reader.integer());
  if (reader.is_real()) return Value(reader.real());
  if (reader.is_list()) return Value::list(read_list(reader, read_value));
  if (reader.is_dict()) return read_dict(reader);
  reader.none();
  return Value::none();
}

template <typename Target, typename Source>
bool put(Target& target, Source&& value) {
  target = std::forward<Source>(value);
  return true;
}

// Calls `take` with each key, which reads the value or returns false for an unknown key.
template <typename Take>
void read_members(MarshalReader& reader, Take take) {
  reader.open_dict();
  while (!reader.close_dict()) {
    const std::string_view key = reader.utf8();
    if (!take(key)) read_value(reader);
  }
}

Raised read_raised(MarshalReader& reader) {
  Raised raised;
  read_members(reader, [&](std::string_view key) {
    if (key == "type") return put(raised.type, reader.utf8());
    if (key == "message") return put(raised.message, reader.text());
    return false;
  });
  return raised;
}

RequestState read_request(MarshalReader& reader) {
  RequestState request;
  read_members(reader, [&](std::string_view key) {
    if (key == "rfile_pos") return put(request.rfile_pos, reader.integer());
    for (const auto& [name, field] : conformance::kRequestValues)
      if (key == name) return put(request.*field, read_value(reader));
    return false;
  });
  return request;
}

// The member `key` of an outcome; false when it has none of this name.
bool read_member(std::string_view key, MarshalReader& reader, Outcome& outcome) {
  if (key == "writes") return put(outcome.writes, read_list(reader, read_bytes));
  if (key == "flushes") {
    outcome.flushes = read_list(reader, [](MarshalReader& item) { return item.integer(); });
    return true;
  }
  if (key == "log") return put(outcome.log, reader.text());
  if (key == "requests") return put(outcome.requests, read_list(reader, read_request));
  if (key == "caught") return put(outcome.caught, read_list(reader, read_raised));
  if (key == "rfile_pos") return put(outcome.rfile_pos, reader.integer());
  if (key == "close_connection") return put(outcome.close_connection, read_value(reader));
  if (key == "exception" && !reader.is_none()) return put(outcome.exception, read_raised(reader));
  if (key == "pending" && !reader.is_none()) return put(outcome.pending, read_bytes(reader));
  return false;
}

}  // namespace

void marshal_program(const conformance::Program& program, MarshalWriter& writer) {
  writer.open_dict();
  for (const auto& [name, actions] : program.methods) {
    writer.utf8(name);
    write(actions, writer);
  }
  writer.close_dict();
}

void marshal_case(const Case& one, MarshalWriter& writer, std::optional<std::int64_t> program) {
  writer.open_dict();
  writer.name("id");
  writer.utf8(one.id);
  writer.name("rfile");
  writer.latin1(one.rfile);
  write_values(one, writer);
  write_numbers(one, writer);
  write_responses(one, writer);
  if (program) {
    writer.name("program");
    writer.integer(*program);
  }
  writer.close_dict();
}

Answer read_answer(MarshalReader& reader) {
  Outcome outcome;
  std::optional<std::string> unsupported;
  std::optional<std::string> error;
  bool has_requests = false;
  read_members(reader, [&](std::string_view key) {
    if (key == "unsupported") return put(unsupported, std::string(reader.utf8()));
    if (key == "error") return put(error, std::string(reader.utf8()));
    has_requests = has_requests || key == "requests";
    return read_member(key, reader, outcome);
  });
  if (unsupported) return conformance::Unsupported{*std::move(unsupported)};
  if (error) return conformance::Failure{conformance::Failure::Kind::kError, *std::move(error)};
  if (!has_requests) throw MarshalError("an answer without requests");
  return outcome;
}

}  // namespace basehttp::fuzz
