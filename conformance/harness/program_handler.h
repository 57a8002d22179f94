// The reference handler as a case sees it: a Python object with attributes that
// can be read, set and deleted by name, and methods that can be called by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "basehttp/base_http_request_handler.h"
#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

// A case used up its requests.  No program can swallow it.
class CaseStopped : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Python's class is named `Handler`: error texts show it.
class ProgramHandler final : public BaseHTTPRequestHandler {
 public:
  // Runs a method of a program.  What it gives back; unset: it ended without `return`.
  using Run = std::function<Value(const std::vector<Action>&)>;

  // Notes the state of each request.  `position`: how many bytes of rfile are consumed.
  ProgramHandler(const Environment& environment, std::function<std::size_t()> position)
      : BaseHTTPRequestHandler(environment), position_(std::move(position)) {
    heed_hidden_methods();
  }
  // Serves a client: notes nothing, and ends a connection after no number of requests.
  explicit ProgramHandler(const Environment& environment) : ProgramHandler(environment, {}) {}

  // The methods do_<name> and handle_expect_100 are those of `program`, which outlives the handler.
  void set_program(const Program& program, Run run);

  // getattr, setattr, delattr.  AttributeError as Python's; Unsupported for an
  // attribute whose value or effect the reference does not reproduce.
  [[nodiscard]] Value get_attribute(const std::string& name);
  void set_attribute(const std::string& name, const Value& value);
  void delete_attribute(const std::string& name);
  // getattr(self, name)(*args).
  Value call(const std::string& name, const std::vector<Value>& args);

  // One entry for each handle_one_request that has ended.
  [[nodiscard]] std::vector<RequestState>& requests() noexcept { return requests_; }

  // -- overrides: each looks first whether a program has put a value in its place --
  void handle() override;
  void handle_one_request() override;
  bool parse_request() override;
  bool handle_expect_100() override;
  void send_error(const Value& code, const Value& message, const Value& explain) override;
  void send_response(const Value& code, const Value& message) override;
  void send_response_only(const Value& code, const Value& message) override;
  void send_header(const Value& keyword, const Value& value) override;
  void end_headers() override;
  void flush_headers() override;
  void log_request(const Value& code, const Value& size) override;
  void log_error(const Value& format, std::span<const Value> args) override;
  void log_message(const Value& format, std::span<const Value> args) override;
  Value version_string() override;
  Value date_time_string(const Value& timestamp) override;
  Value log_date_time_string() override;
  Value address_string() override;

 protected:
  [[nodiscard]] std::string_view class_name() const override { return "Handler"; }
  [[nodiscard]] bool call_method(const Text& command_name) override;

 private:
  // TypeError when an attribute of the instance hides the method.
  void check_not_hidden(std::string_view method) const;
  // Of those that the handler may spare itself to call.
  void heed_hidden_methods();
  // An attribute that is a member.
  struct Slot;
  static const Slot* find_slot(std::string_view name);
  [[nodiscard]] RequestState snapshot() const;
  // The method of the program that is this attribute: "do_GET"; null: none is.
  [[nodiscard]] const std::vector<Action>* program_method(std::string_view attribute) const;
  [[noreturn]] void raise_no_attribute(const std::string& name) const;

  std::function<std::size_t()> position_;  // empty: nothing is noted
  const Program* program_ = nullptr;
  Run run_;
  // What socketserver sets.
  Value server_ = Value::none();
  Value request_ = Value::none();
  Value connection_ = Value::none();
  std::map<std::string, Value, std::less<>> extra_;         // attributes without a slot
  std::map<std::string, Value, std::less<>> class_values_;  // behind instance attributes
  std::vector<RequestState> requests_;
  std::size_t requests_begun_ = 0;
};

}  // namespace basehttp::conformance
