// The program of a case, or none.  Copies share it until one of them is edited: most cases of a
// file have the same one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/value.h"
#include "conformance/harness/action_name.h"

namespace basehttp::conformance {

struct Action {
  ActionName name;
  std::vector<Value> args;
  std::vector<std::pair<std::string, Value>> kwargs;  // of {"$kw": {...}}
  std::vector<Action> nested;                         // of "try"
};

struct Program {
  // By the key of the file: "GET" (what do_GET does), "handle_expect_100".
  std::vector<std::pair<std::string, std::vector<Action>>> methods;
};

class SharedProgram {
 public:
  SharedProgram() = default;
  // NOLINTBEGIN(google-explicit-constructor): a program is one that may be shared
  SharedProgram(Program program) : program_(std::make_shared<Program>(std::move(program))) {}
  SharedProgram(std::optional<Program> program)
      : program_(program ? std::make_shared<Program>(*std::move(program)) : nullptr) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] explicit operator bool() const noexcept { return program_ != nullptr; }
  [[nodiscard]] bool has_value() const noexcept { return program_ != nullptr; }
  // Only when there is one.  It lives until this, and every copy, is edited, set or destroyed.
  [[nodiscard]] const Program& operator*() const noexcept { return *program_; }
  [[nodiscard]] const Program* operator->() const noexcept { return program_.get(); }

  // The program, to be changed, shared with nobody; an empty one when there was none.
  Program& edit() {
    if (program_ == nullptr) {
      program_ = std::make_shared<Program>();
    } else if (program_.use_count() != 1) {
      program_ = std::make_shared<Program>(*program_);
    }
    return *program_;
  }

 private:
  std::shared_ptr<Program> program_;
};

}  // namespace basehttp::conformance
