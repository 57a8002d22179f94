// The seam: whatever can be asked what it does with a case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>

#include "conformance/harness/case.h"
#include "conformance/harness/delivery.h"
#include "conformance/harness/outcome.h"

namespace basehttp::conformance {

// The subject cannot express the case: counted and printed, never a pass.
struct Unsupported {
  std::string why;
};

// The subject broke.
struct Failure {
  enum class Kind : std::uint8_t {
    kError,          // it says so itself
    kCrashed,        // it died
    kTimedOut,       // no answer within the limit
    kProtocolError,  // an answer that is none
  };
  Kind kind;
  std::string what;  // a sentence that says what happened and what to do
};

using Answer = std::variant<Outcome, Unsupported, Failure>;

class Subject {
 public:
  // Takes the answer to the case of this index.
  using Sink = std::function<void(std::size_t, Answer)>;

  virtual ~Subject() = default;

  // Unsupported: also when the subject cannot be given its input that way.
  Answer run(const Case& one, const Delivery& delivery = Delivery::whole()) {
    return answer(one, delivery);
  }

  // Every case in order, delivered whole, each answer as it comes.  A subject that
  // gains by knowing the next cases overrides this.
  virtual void run_all(std::span<const Case* const> cases, const Sink& sink) {
    for (std::size_t i = 0; i < cases.size(); ++i) sink(i, run(*cases[i]));
  }

  // Whether others can work while it does: it answers from a process of its own.
  [[nodiscard]] virtual bool is_elsewhere() const { return false; }

  // Nothing more will be asked.  Empty, or what the subject did wrong then.
  virtual std::string finish() { return {}; }

 private:
  virtual Answer answer(const Case& one, const Delivery& delivery) = 0;
};

}  // namespace basehttp::conformance
