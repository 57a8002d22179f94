#include "fuzz/case_input.h"

#include <algorithm>
#include <span>

#include "conformance/harness/case_loader.h"
#include "conformance/harness/case_writer.h"
#include "conformance/harness/json_reader.h"
#include "fuzz/exact_bytes.h"

namespace basehttp::fuzz {
namespace {

// Whether JSON spells a percent sign or a digit as an escape, which hides it from who looks at the
// text.
bool hides_characters(std::string_view text) {
  constexpr std::string_view kEscape = "\\u00";
  for (std::size_t at = text.find(kEscape); at != std::string_view::npos;
       at = text.find(kEscape, at + 1)) {
    const std::string_view number = text.substr(at + kEscape.size(), 2);
    if (number == "25" || (number.size() == 2 && number >= "30" && number <= "39")) return true;
  }
  return false;
}

}  // namespace

bool asks_for_much(std::string_view text) {
  // As many as 2**63 has; a number that is longer, or greater, is refused by Python at once.
  constexpr std::string_view kTooGreat = "9223372036854775808";
  constexpr std::size_t kMostDigits = 5;
  constexpr std::string_view kDigits = "0123456789";
  if (hides_characters(text)) return true;
  if (text.find('%') == std::string_view::npos) return false;
  for (std::size_t at = text.find_first_of(kDigits); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
    std::string_view number = text.substr(at, end - at);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    const bool refused = number.size() > kTooGreat.size() ||
                         (number.size() == kTooGreat.size() && number >= kTooGreat);
    if (number.size() > kMostDigits && !refused) return true;
    at = text.find_first_of(kDigits, end);
  }
  return false;
}

CaseInput read_case_input(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.rfind('}') + 1;
  const auto profiles = all_profiles();
  const std::size_t letter =
      end == all.size() ? profiles.size() - 1 : static_cast<std::uint8_t>(all[end] - 'a');
  CaseInput out{std::nullopt, *profiles[letter % profiles.size()]};
  const ExactBytes line(all.substr(0, end));
  try {
    conformance::JsonDocument document;
    if (!asks_for_much(line.view()))
      out.one = conformance::read_case_unhashed(document.parse(line.view()), line.view());
  } catch (const conformance::JsonError&) {
  }
  return out;
}

std::string write_case_input(const conformance::Case& one, const Profile& profile) {
  const auto profiles = all_profiles();
  const auto at = std::find(profiles.begin(), profiles.end(), &profile) - profiles.begin();
  return conformance::write_case(one) + static_cast<char>('a' + at);
}

}  // namespace basehttp::fuzz
