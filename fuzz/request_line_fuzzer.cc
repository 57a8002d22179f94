// A request line gives parts or an error, never both; which one is decided by its words as
// str.split() finds them; every part lies in the line; and the parts, joined again, give the same
// parts.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "basehttp/request_line.h"
#include "conformance/harness/escape.h"
#include "fuzz/fuzz_check.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {
namespace {

using conformance::escape_bytes;

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f') || c == '\x85' ||
         c == '\xa0';
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  const char* const end = line.data() + line.size();
  for (const char* at = line.data();;) {
    at = std::find_if_not(at, end, is_blank);
    if (at == end) return words;
    const char* const begin = at;
    at = std::find_if(at, end, is_blank);
    words.emplace_back(begin, static_cast<std::size_t>(at - begin));
  }
}

void check_parts(const RequestLine& parsed, const std::vector<std::string_view>& words,
                 std::string_view line) {
  const auto shown = [line] { return escape_bytes(line); };
  FUZZ_CHECK(words.size() == 2 || words.size() == 3, "taken for a request: " + shown());
  FUZZ_CHECK(parsed.command == words[0], "the method of " + shown());
  FUZZ_CHECK(words[1].ends_with(parsed.path) && !parsed.path.empty(), "the target of " + shown());
  FUZZ_CHECK(parsed.is_simple == (words.size() == 2), "HTTP/0.9 or not: " + shown());
  FUZZ_CHECK(parsed.version == (words.size() == 3 ? words[2] : ""), "the version of " + shown());
  FUZZ_CHECK(parsed.version_accepted == (words.size() == 3), "the version of " + shown());
  FUZZ_CHECK(!parsed.is_simple || parsed.command == "GET", "HTTP/0.9 knows GET: " + shown());
}

void check_error(const RequestLine& parsed, const std::vector<std::string_view>& words,
                 std::string_view line) {
  const auto shown = [line] { return escape_bytes(line); };
  const bool is_bad_simple = parsed.verdict == RequestLineVerdict::kBadSimpleRequest;
  FUZZ_CHECK(is_bad_simple || (parsed.command.empty() && parsed.path.empty()),
             "parts beside an error: " + shown());
  switch (parsed.verdict) {
    case RequestLineVerdict::kEmpty:
      return FUZZ_CHECK(words.empty(), "not empty: " + shown());
    case RequestLineVerdict::kBadSimpleRequest:
      return FUZZ_CHECK(words.size() == 2 && words[0] != "GET", "no simple request: " + shown());
    case RequestLineVerdict::kBadSyntax:
      return FUZZ_CHECK(words.size() == 1 || words.size() > 3, "as good as any: " + shown());
    case RequestLineVerdict::kBadVersion:
      return FUZZ_CHECK(parsed.version == words.back() && parsed.version_number.empty() &&
                            !parsed.version_accepted,
                        "the bad version of " + shown());
    default:
      return FUZZ_CHECK(parsed.version == words.back() && parsed.version.starts_with("HTTP/") &&
                            parsed.version.substr(5) == parsed.version_number && parsed.is_http11 &&
                            !parsed.version_accepted,
                        "the high version of " + shown());
  }
}

bool same(const RequestLine& a, const RequestLine& b) {
  return a.verdict == b.verdict && a.command == b.command && a.path == b.path &&
         a.version == b.version && a.version_number == b.version_number &&
         a.version_accepted == b.version_accepted && a.is_http11 == b.is_http11 &&
         a.is_simple == b.is_simple;
}

void check(const FuzzInput& input) {
  const std::string_view line = input.stream();
  const RequestLine parsed = parse_request_line(line, input.profile());
  for (const std::string_view part :
       {parsed.command, parsed.path, parsed.version, parsed.version_number}) {
    FUZZ_CHECK(part.empty() || (part.data() >= line.data() &&
                                part.data() + part.size() <= line.data() + line.size()),
               "a part outside the line");
  }
  const auto words = words_of(line);
  if (parsed.verdict != RequestLineVerdict::kRequest) return check_error(parsed, words, line);
  check_parts(parsed, words, line);
  std::string joined(parsed.command);
  joined.append(" ").append(parsed.path);
  if (!parsed.is_simple) joined.append(" ").append(parsed.version);
  FUZZ_CHECK(same(parse_request_line(joined, input.profile()), parsed),
             "joined again, it is another request: " + escape_bytes(line));
}

}  // namespace
}  // namespace basehttp::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  basehttp::fuzz::check({data, size});
  return 0;
}
