#include "conformance/harness/case_writer.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_value.h"
#include "conformance/harness/json_writer.h"
#include "conformance/harness/protocol_fields.h"

namespace basehttp::conformance {
namespace {

// Members and items in order, with the separators between them.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void open(char bracket) {
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void item() {
    if (!first_) out_ += ", ";
    first_ = false;
  }
  void key(std::string_view name) {
    item();
    // A key that is no latin-1 was read as UTF-8, as ids and methods are.
    write_text(Text::from_utf8(name), out_);
    out_ += ": ";
  }
  std::string& out() { return out_; }

 private:
  std::string& out_;
  bool first_ = true;
};

void write_actions(const std::vector<Action>& actions, Writer& writer);

void write_argument(const Action& action, const Value& value, std::string& out) {
  if (action.name == "write" && value.kind() == Value::Kind::kBytes) {
    write_bytes(value.as_bytes(), out);
  } else {
    write_value(value, out);
  }
}

void write_action(const Action& action, Writer& writer) {
  writer.open('[');
  writer.item();
  write_text(Text::from_utf8(action.name.text()), writer.out());
  for (const Value& value : action.args) {
    writer.item();
    write_argument(action, value, writer.out());
  }
  if (action.name == "try") {
    writer.item();
    write_actions(action.nested, writer);
  }
  if (!action.kwargs.empty()) {
    writer.item();
    writer.open('{');
    writer.key("$kw");
    writer.open('{');
    for (const auto& [name, value] : action.kwargs) {
      writer.key(name);
      write_value(value, writer.out());
    }
    writer.close('}');
    writer.close('}');
  }
  writer.close(']');
}

void write_actions(const std::vector<Action>& actions, Writer& writer) {
  writer.open('[');
  for (const Action& action : actions) {
    writer.item();
    write_action(action, writer);
  }
  writer.close(']');
}

void write_attributes(const Case& one, Writer& writer) {
  const Case defaults;
  for (const auto& [key, field] : kCaseValues) {
    if ((one.*field).is_unset() || identical(one.*field, defaults.*field)) continue;
    writer.key(key);
    write_value(one.*field, writer.out());
  }
}

void write_responses(const Case& one, Writer& writer) {
  if (one.responses) {
    writer.key("responses");
    writer.open('{');
    for (const auto& [code, texts] : *one.responses) {
      writer.item();
      write_text(code.is_str() ? code.as_str() : Text(code.integer().decimal()), writer.out());
      writer.out() += ": ";
      write_value(texts, writer.out());
    }
    writer.close('}');
  }
  if (one.responses_only) {
    writer.key("responses_only");
    writer.out() += "true";
  }
}

void write_faults(const Case& one, Writer& writer) {
  for (const auto& [key, field] : kCaseCounts) {
    if (!(one.*field)) continue;
    writer.key(key);
    writer.out() += std::to_string(*(one.*field));
  }
  if (one.timeout_kind == Case::TimeoutKind::kEtimedout) {
    writer.key("timeout_kind");
    writer.out() += "\"etimedout\"";
  }
}

}  // namespace

std::string write_case(const Case& one) {
  std::string out;
  Writer writer(out);
  writer.open('{');
  writer.key("id");
  write_text(Text::from_utf8(one.id), out);
  if (!one.about.empty()) {
    writer.key("about");
    write_text(Text::from_utf8(one.about), out);
  }
  if (!one.refs.empty()) {
    writer.key("refs");
    writer.open('[');
    for (const std::string& ref : one.refs) {
      writer.item();
      write_text(Text::from_utf8(ref), out);
    }
    writer.close(']');
  }
  write_attributes(one, writer);
  write_responses(one, writer);
  write_faults(one, writer);
  if (one.program) {
    writer.key("program");
    writer.open('{');
    for (const auto& [method, actions] : one.program->methods) {
      writer.key(method);
      write_actions(actions, writer);
    }
    writer.close('}');
  }
  writer.key("rfile");
  write_bytes(one.rfile, out);
  writer.close('}');
  return out;
}

void finish_case(Case& one) {
  JsonDocument document;
  one.json = write_case(one);
  one.hash = read_case(document.parse(one.json), one.json).hash;
}

}  // namespace basehttp::conformance
