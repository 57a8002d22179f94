// A request line against the rules of parse_request, told once more (request_line.h).
#include "basehttp/request_line.h"

#include <string>
#include <string_view>
#include <vector>

#include "conformance/generators/choose.h"
#include "conformance/generators/request_lines.h"
#include "conformance/properties/law.h"
#include "conformance/properties/request_line_model.h"

namespace basehttp::conformance {
namespace {

using Verdict = RequestLineVerdict;

LIBRARY_PROP(RequestLineLaws, ALineIsJudgedByItsWords, ()) {
  const auto line = *generators::near_request_lines();
  const Profile& profile = **recorded_profiles();
  const std::string text = line.text();
  const RequestLine parsed = parse_request_line(text, profile);
  const std::vector<std::string>& words = line.words;
  const RequestLineRules rules = rules_of(profile.version);
  const Verdict expected = verdict_of(words, rules);
  RC_TAG(name_of(expected));
  RC_ASSERT(std::string(name_of(parsed.verdict)) == name_of(expected));
  if (expected != Verdict::kRequest) return;
  RC_ASSERT(parsed.command == words[0]);
  std::string path = words[1];
  if (rules.slashes_collapse)
    while (path.starts_with("//")) path.erase(0, 1);
  RC_ASSERT(parsed.path == path);
  RC_ASSERT(parsed.is_simple == (words.size() == 2));
  if (words.size() == 3) {
    RC_ASSERT(parsed.version == words[2]);
    RC_ASSERT(parsed.is_http11 == judged(words[2], rules).at_least_11);
  }
}

LIBRARY_PROP(RequestLineLaws, EveryViewLiesInTheLine, ()) {
  const std::string text = (*generators::near_request_lines()).text();
  const RequestLine parsed = parse_request_line(text, **recorded_profiles());
  RC_TAG(name_of(parsed.verdict));
  for (const std::string_view view :
       {parsed.command, parsed.path, parsed.version, parsed.version_number}) {
    if (view.empty()) continue;
    RC_ASSERT(
        (view.data() >= text.data() && view.data() + view.size() <= text.data() + text.size()));
  }
}

LIBRARY_PROP(RequestLineLaws, VersionsOfManyDigitsAreNumbersUpToALimit, ()) {
  const auto zeros = *rc::gen::oneOf(generators::number<std::size_t>(0, 12),
                                     generators::number<std::size_t>(4295, 4305));
  const Profile& profile = **recorded_profiles();
  const std::string text = "GET / HTTP/1." + std::string(zeros, '0') + "1";
  const bool strict = rules_of(profile.version).digits_only;
  const std::size_t most = strict ? 10 : profile.version == "3.6.15" ? 1'000'000 : 4300;
  RC_TAG(zeros + 1 <= most ? "within" : "too long");
  const RequestLine parsed = parse_request_line(text, profile);
  RC_ASSERT((parsed.verdict == Verdict::kRequest) == (zeros + 1 <= most));
}

}  // namespace
}  // namespace basehttp::conformance
