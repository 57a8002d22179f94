// The name of an action (PROTOCOL.md, "Actions"), and which one it is: looked up once, when a
// case is read, and not each time that the action runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace basehttp::conformance {

class ActionName {
 public:
  // In groups, which Interpreter::act tells apart by the last one of each.
  enum class Kind : std::uint8_t {
    // Methods of the handler; they take anything: what they raise then is behaviour.
    kSendResponse,
    kSendResponseOnly,
    kSendHeader,
    kEndHeaders,
    kFlushHeaders,
    kSendError,
    kLogMessage,
    kLogError,
    kLogRequest,
    // Of the streams.
    kWrite,
    kFlush,
    kReadBody,
    kRead,
    kReadline,
    kEchoBody,
    // Of the message.
    kEchoHeaders,
    kHeaderGet,
    kHeaderCall,
    kHeaderLen,
    kHeaderKeys,
    kHeaderContains,
    // Of attributes, by name.
    kSet,
    kDel,
    kGet,
    kCall,
    // Of the method itself.
    kRaise,
    kReturn,
    kTry,
    kUnknown,
  };

  // NOLINTBEGIN(google-explicit-constructor): a name is written as a text
  ActionName(std::string text) : text_(std::move(text)), kind_(find(text_)) {}
  ActionName(const char* text) : ActionName(std::string(text)) {}
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

  friend bool operator==(const ActionName& a, std::string_view b) { return a.text_ == b; }

 private:
  static Kind find(std::string_view text);

  std::string text_;
  Kind kind_;
};

// How many arguments an action takes; what does not fit is no case.
struct ActionShape {
  static constexpr std::size_t kAny = static_cast<std::size_t>(-1);

  std::size_t fewest = 0;
  std::size_t most = kAny;
  bool first_is_name = false;  // a string
};

// That of an unknown action takes anything.
[[nodiscard]] ActionShape shape_of(ActionName::Kind kind);

}  // namespace basehttp::conformance
