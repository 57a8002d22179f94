#include "conformance/harness/case_loader.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/protocol_fields.h"
#include "conformance/harness/sha256.h"

namespace basehttp::conformance {
namespace {

// Fills one case; one function a kind of key.
class Reader {
 public:
  // `last`: a program that the case may share, and where its own is put; or null.
  Reader(Case& out, KnownProgram* last) : case_(out), last_(last) {}

  void member(Json json);

 private:
  Value value(Json json) { return read_value(json, case_.unknown_tags); }
  bool value_member(std::string_view key, Json json);
  bool count_member(std::string_view key, Json json);
  void refs(Json json);
  void responses(Json json);
  void timeout_kind(Json json);
  void program_member(Json json);
  Program program(Json json);
  std::vector<Action> actions(Json json);
  Action action(Json json);

  Case& case_;
  KnownProgram* last_;
};

void check_shape(const ActionName& name, Json json) {
  const ActionShape shape = shape_of(name.kind());
  const std::size_t count = json.size() - 1;
  if (count < shape.fewest || count > shape.most) {
    json.fail(
        fmt::format("{} cannot take {} argument{}", name.text(), count, count == 1 ? "" : "s"));
  }
  if (!shape.first_is_name) return;
  const Json first = *++json.begin();
  if (!first.is_string())
    first.fail(fmt::format("must be a string: the first argument of {}", name.text()));
}

bool is_number(const Value& value) {
  return value.kind() == Value::Kind::kInt || value.kind() == Value::Kind::kBigInt ||
         value.kind() == Value::Kind::kFloat || value.kind() == Value::Kind::kOpaque;
}

// {"$kw": {...}}
bool is_keywords(Json json) {
  if (!json.is_object() || json.size() != 1 || !(*json.begin()).key_is("$kw")) return false;
  if (!(*json.begin()).is_object()) (*json.begin()).fail("must be an object of keyword arguments");
  return true;
}

std::string one_line_name(Json json, std::string text) {
  if (text.empty()) json.fail("must not be empty");
  for (const char c : text)
    if ((c >= 0 && c < 0x20) || c == 0x7F) json.fail("must not hold control characters");
  return text;
}

void Reader::member(Json json) {
  const std::string key = json.key().utf8();
  if (key == "id") {
    case_.id = one_line_name(json, json.utf8());
  } else if (key == "rfile") {
    case_.rfile = json.bytes();
  } else if (key == "about") {
    case_.about = json.utf8();
  } else if (key == "refs") {
    refs(json);
  } else if (key == "responses") {
    responses(json);
  } else if (key == "responses_only") {
    case_.responses_only = json.boolean();
  } else if (key == "timeout_kind") {
    timeout_kind(json);
  } else if (key == "program") {
    program_member(json);
  } else if (!value_member(key, json) && !count_member(key, json)) {
    case_.unknown_keys.push_back(key);
  }
}

bool Reader::value_member(std::string_view key, Json json) {
  for (const auto& [name, field] : kCaseValues) {
    if (name != key) continue;
    case_.*field = value(json);
    if (field == &Case::time && !is_number(case_.time)) json.fail("must be a number of seconds");
    // A handler has the tuple of socket.accept(), which JSON cannot write.
    if (field == &Case::client_address && json.is_array())
      case_.client_address = Value::tuple(case_.client_address.items());
    return true;
  }
  return false;
}

bool Reader::count_member(std::string_view key, Json json) {
  for (const auto& [name, field] : kCaseCounts) {
    if (name != key) continue;
    if (!json.is_null()) case_.*field = json.int64(0);
    return true;
  }
  return false;
}

void Reader::refs(Json json) {
  if (!json.is_array()) json.fail("must be a list of strings");
  for (const Json ref : json) case_.refs.push_back(ref.utf8());
}

void Reader::responses(Json json) {
  if (json.is_null()) return;
  if (!json.is_object()) json.fail("must be an object of [short, long] by status code");
  case_.responses.emplace();
  std::unordered_set<std::string> codes;
  for (const Json entry : json) {
    const Text name = entry.key().text();
    const auto code = name.is_latin1() && !name.latin1().starts_with('+')
                          ? BigInt::from_decimal(name.latin1())
                          : std::nullopt;
    // As for keys that are the same text.
    if (code && !codes.insert(code->decimal()).second) entry.fail("the status code appears twice");
    Value texts = value(entry);
    if (entry.is_array()) texts = Value::tuple(texts.items());
    case_.responses->emplace_back(code ? Value(*code) : Value(name), std::move(texts));
  }
}

void Reader::timeout_kind(Json json) {
  const std::string kind = json.utf8();
  if (kind != "socket" && kind != "etimedout") json.fail("must be \"socket\" or \"etimedout\"");
  case_.timeout_kind =
      kind == "socket" ? Case::TimeoutKind::kSocket : Case::TimeoutKind::kEtimedout;
}

void Reader::program_member(Json json) {
  if (json.is_null()) return;
  if (last_ != nullptr && json.written() == last_->written) {
    case_.program = last_->program;
    return;
  }
  const std::size_t tags = case_.unknown_tags.size();
  case_.program = program(json);
  // Unknown tags are noted for each case anew.
  if (last_ == nullptr || tags != case_.unknown_tags.size()) return;
  last_->program = case_.program;
  last_->written = json.written();
  last_->canonical.clear();
  write_canonical(json, last_->canonical);
}

Program Reader::program(Json json) {
  if (!json.is_object()) json.fail("must be an object of action lists by method");
  Program program;
  for (const Json method : json) program.methods.emplace_back(method.key().utf8(), actions(method));
  return program;
}

std::vector<Action> Reader::actions(Json json) {
  if (!json.is_array()) json.fail("must be a list of actions");
  std::vector<Action> actions;
  for (const Json item : json) actions.push_back(action(item));
  return actions;
}

Action Reader::action(Json json) {
  if (!json.is_array() || json.empty() || !(*json.begin()).is_string())
    json.fail("must be an action: a list that starts with its name");
  Action action{(*json.begin()).utf8(), {}, {}, {}};
  check_shape(action.name, json);
  const ActionName::Kind kind = action.name.kind();
  std::size_t position = 0;
  for (const Json argument : json) {
    if (position++ == 0) continue;
    if (kind == ActionName::Kind::kTry) {
      action.nested = actions(argument);
    } else if (kind == ActionName::Kind::kWrite) {
      action.args.emplace_back(Bytes{argument.bytes()});
    } else if (kind == ActionName::Kind::kHeaderCall && position == json.size() &&
               is_keywords(argument)) {
      for (const Json keyword : *argument.begin())
        action.kwargs.emplace_back(keyword.key().utf8(), value(keyword));
    } else {
      action.args.push_back(value(argument));
    }
  }
  return action;
}

Case read_members(Json json, std::string_view text, KnownProgram* last) {
  if (!json.is_object()) json.fail("must be an object");
  Case out;
  Reader reader(out, last);
  bool has_id = false;
  bool has_rfile = false;
  for (const Json member : json) {
    has_id = has_id || member.key_is("id");
    has_rfile = has_rfile || member.key_is("rfile");
    reader.member(member);
  }
  if (!has_id) throw JsonError("id", "is missing");
  if (!has_rfile) throw JsonError("rfile", "is missing");
  out.json = text;
  return out;
}

}  // namespace

Case CaseReader::read(Json json, std::string_view text) {
  Case out = read_members(json, text, &last_);
  canonical_.clear();
  write_canonical_without({"about", "refs"}, json, canonical_, [&](Json member, std::string& to) {
    if (member.written() == last_.written) {
      to += last_.canonical;
    } else {
      write_canonical(member, to);
    }
  });
  out.hash = "sha256:" + sha256(canonical_).substr(0, 16);
  return out;
}

Case read_case(Json json, std::string_view text) { return CaseReader().read(json, text); }

Case read_case_unhashed(Json json, std::string_view text) {
  return read_members(json, text, nullptr);
}

Case read_case_text(std::string_view text, std::string_view name) {
  JsonDocument document;
  try {
    std::string line;
    write_canonical(document.parse(text), line);
    return read_case(document.parse(line), line);
  } catch (const JsonError& error) {
    throw InputError(name, 0, error.key(), error.what());
  }
}

std::vector<Case> load_cases(const std::filesystem::path& path) {
  std::vector<Case> cases;
  std::unordered_map<std::string, std::size_t> seen;
  CaseReader reader;
  for (const auto& file : jsonl_files(path)) {
    for_each_line(file, [&](const JsonLine& line) {
      Case item = reader.read(line.json, line.text);
      item.file = line.file;
      item.line = line.number;
      const auto [at, fresh] = seen.emplace(item.id, cases.size());
      if (!fresh) {
        const Case& first = cases[at->second];
        throw JsonError("id", fmt::format("{} is the id of another case too, at {}:{}", item.id,
                                          first.file, first.line));
      }
      cases.push_back(std::move(item));
    });
  }
  return cases;
}

}  // namespace basehttp::conformance
