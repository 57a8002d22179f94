// One answer to a case, and the words in which a statement speaks about it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/case.h"
#include "conformance/harness/outcome.h"
#include "conformance/harness/response_reader.h"

namespace basehttp::conformance {

// Pieces of output; prints as a list.
using Texts = std::vector<std::string>;

struct Evidence {
  const Case& one;
  const Outcome& outcome;
  std::string version;  // of the CPython that answered, or that the subject answers as

  // Whether that is this release or a later one.
  [[nodiscard]] bool since(std::string_view release) const;

  // The state after request number `index`, from 0; std::out_of_range when there was none.
  [[nodiscard]] const RequestState& request(std::size_t index = 0) const {
    return outcome.requests.at(index);
  }
};

// Everything that was written.
[[nodiscard]] std::string wire(const Evidence& x);

// What was written as a strict client reads it, in answer to requests with these
// methods; ResponseError when it cannot be read.
[[nodiscard]] std::vector<Response> responses(const Evidence& x, const Texts& methods);
// The only one.
[[nodiscard]] Response response(const Evidence& x, const std::string& method = "GET");

[[nodiscard]] std::vector<int> codes(const std::vector<Response>& responses);
[[nodiscard]] Texts field_names(const Response& response);

// What stands in front of a message in the log, from the case's address and time.
[[nodiscard]] std::string log_prefix(const Case& one);
// The log's messages: its lines without their prefix and line end.  A line without the
// prefix, and a last one without an end, become a text that says so.
[[nodiscard]] Texts log_messages(const Evidence& x);

// The seconds of a time that is an int or a float.
[[nodiscard]] double seconds_of(const Value& time);

// "type: message" of each exception that `try` swallowed.
[[nodiscard]] Texts caught(const Evidence& x);

// repr() of a text of plain ASCII without quotes and backslashes.
[[nodiscard]] std::string repr_of(std::string_view text);

// Assertions that print the text.
[[nodiscard]] ::testing::AssertionResult contains(std::string_view text, std::string_view part);
[[nodiscard]] ::testing::AssertionResult lacks(std::string_view text, std::string_view part);

}  // namespace basehttp::conformance
