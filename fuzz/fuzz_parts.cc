#include "fuzz/fuzz_parts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "conformance/harness/json_reader.h"
#include "conformance/harness/json_value.h"

namespace basehttp::fuzz {

FuzzParts::FuzzParts(const std::uint8_t* data, std::size_t size) : profile_(&newest_profile()) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  for (std::size_t at = 0; at <= all.size();) {
    const std::size_t end = std::min(all.find('\0', at), all.size());
    parts_.push_back(all.substr(at, end - at));
    at = end + 1;
  }
  if (parts_.size() < 2 || parts_.back().empty()) return;
  const auto profiles = all_profiles();
  profile_ = profiles[static_cast<std::uint8_t>(parts_.back()[0] - 'a') % profiles.size()];
  parts_.pop_back();
}

Text FuzzParts::text(std::size_t number) const {
  constexpr char32_t kFirstPrivate = 0xE000;
  constexpr char32_t kSurrogates = 0x800;
  Text read = Text::from_utf8(part(number));
  if (read.is_latin1()) return read;
  std::u32string out = read.code_points();
  for (char32_t& c : out)
    if (c >= kFirstPrivate && c < kFirstPrivate + kSurrogates) c -= kSurrogates;
  return Text::from_code_points(out);
}

Value FuzzParts::value(std::size_t number) const {
  try {
    conformance::JsonDocument document;
    std::vector<std::string> unknown_tags;
    return conformance::read_value(document.parse(part(number)), unknown_tags);
  } catch (const conformance::JsonError&) {
    return Value(text(number));
  }
}

}  // namespace basehttp::fuzz
