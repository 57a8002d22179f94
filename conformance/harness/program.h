// The action interpreter: what the methods of a case's program do to the
// reference handler (PROTOCOL.md, "Actions").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"
#include "conformance/harness/program_handler.h"
#include "conformance/harness/python_call.h"

namespace basehttp::conformance {

class Interpreter {
 public:
  explicit Interpreter(ProgramHandler& handler) : handler_(handler) {}

  // Runs actions in order.  The value of a `return`, unset when there was none.
  // Raises what the actions raise.  Throws Unsupported for methods that call each other without
  // end: at which depth Python gives up is a matter of its frames.
  Value run(const std::vector<Action>& actions);

  // The exceptions that `try` swallowed, in order.
  [[nodiscard]] std::vector<Raised>& caught() noexcept { return caught_; }

 private:
  using Kind = ActionName::Kind;

  // Of an action that is neither `try` nor `return`.
  void act(const Action& action, const std::vector<Value>& args);
  void act_on_streams(Kind kind, const std::vector<Value>& args);
  void act_on_headers(const Action& action, const std::vector<Value>& args);
  void act_on_attributes(Kind kind, const std::vector<Value>& args);
  void write_repr(const Value& value);
  void read_body();

  ProgramHandler& handler_;
  std::string body_;  // read last; stays from one request to the next
  std::vector<Raised> caught_;
  int depth_ = 0;  // of run() in itself
};

// An exception as an outcome writes it.
[[nodiscard]] Raised describe(const PythonError& error, const Profile& profile);

// Why the reference cannot run the case; empty when it can.  Looked at before
// anything is run.
[[nodiscard]] std::string unsupported_reason(const Case& one, const Profile& profile);

}  // namespace basehttp::conformance
