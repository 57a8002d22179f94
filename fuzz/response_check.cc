#include "fuzz/response_check.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "conformance/harness/escape.h"
#include "fuzz/fuzz_check.h"

namespace basehttp::fuzz {
namespace {

using conformance::escape_bytes;

// 1: may stand in a line; 2: may stand in a token, too.
constexpr std::array<std::uint8_t, 256> kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (std::size_t c = 0x20; c < classes.size(); ++c) classes[c] = c == 0x7F ? 0 : 1;
  classes['\t'] = 1;
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    classes[static_cast<unsigned char>(c)] = 2;
  return classes;
}();

// Without a call for each character: under the sanitizers those of the C++ library are none too
// small to be called.
bool consists_of(std::string_view text, std::uint8_t lowest_class) {
  const std::uint8_t* const classes = kClasses.data();
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end; ++at)
    if (classes[static_cast<std::uint8_t>(*at)] < lowest_class) return false;
  return true;
}

// Takes a line and its CRLF off the front.
std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find("\r\n");
  FUZZ_CHECK(end != std::string_view::npos, "a head without an end: " + escape_bytes(bytes));
  const std::string_view line = bytes.substr(0, end);
  FUZZ_CHECK(consists_of(line, 1), "control characters in " + escape_bytes(line));
  bytes.remove_prefix(end + 2);
  return line;
}

int status_of(std::string_view line, std::string_view version) {
  int status = 0;
  FUZZ_CHECK(line.starts_with(version) && line.substr(version.size()).starts_with(" "),
             "the version of " + escape_bytes(line));
  const std::string_view rest = line.substr(version.size() + 1);
  FUZZ_CHECK(rest.size() >= 4 && rest[3] == ' ' &&
                 std::from_chars(rest.data(), rest.data() + 3, status).ptr == rest.data() + 3 &&
                 status >= 100,
             "the status of " + escape_bytes(line));
  return status;
}

std::optional<std::size_t> length_of(std::string_view line) {
  constexpr std::string_view kContentLength = "Content-Length";
  const std::size_t colon = line.find(": ");
  FUZZ_CHECK(colon != 0 && colon != std::string_view::npos, "no field: " + escape_bytes(line));
  FUZZ_CHECK(consists_of(line.substr(0, colon), 2), "the name of " + escape_bytes(line));
  if (line.substr(0, colon) != kContentLength) return std::nullopt;
  std::size_t length = 0;
  const std::string_view digits = line.substr(colon + 2);
  const char* const end = digits.data() + digits.size();
  FUZZ_CHECK(!digits.empty() && std::from_chars(digits.data(), end, length).ptr == end,
             "the length of " + escape_bytes(line));
  return length;
}

}  // namespace

void check_responses(std::string_view bytes, std::string_view version, bool is_head) {
  const std::string_view all = bytes;
  while (!bytes.empty()) {
    const int status = status_of(take_line(bytes), version);
    std::optional<std::size_t> length;
    for (std::string_view line = take_line(bytes); !line.empty(); line = take_line(bytes)) {
      if (const auto found = length_of(line)) {
        FUZZ_CHECK(!length, "Content-Length twice: " + escape_bytes(all));
        length = found;
      }
    }
    if (status < 200) continue;
    const bool is_empty = is_head || status == 204 || status == 304;
    FUZZ_CHECK(bytes.size() == (is_empty ? 0 : length.value_or(0)),
               "content of another length: " + escape_bytes(all));
    return;
  }
}

}  // namespace basehttp::fuzz
