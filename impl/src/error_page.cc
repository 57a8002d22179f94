#include "error_page.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "basehttp/python_text.h"
#include "decimal.h"

namespace basehttp {

const ErrorPage& ErrorPage::of(const Profile& profile) {
  static const std::vector<ErrorPage> kPages = [] {
    std::vector<ErrorPage> pages;
    for (const Profile* each : all_profiles()) pages.emplace_back(each->error_message_format);
    return pages;
  }();
  static const ErrorPage kNone{std::string_view()};
  const auto page = std::find_if(kPages.begin(), kPages.end(), [&](const ErrorPage& candidate) {
    return candidate.format_ == profile.error_message_format;
  });
  return page == kPages.end() ? kNone : *page;
}

ErrorPage::ErrorPage(std::string_view format) : format_(format) {
  constexpr std::pair<std::string_view, Part> kConversions[] = {{"%(code)d", Part::kCodeNumber},
                                                                {"%(code)s", Part::kCode},
                                                                {"%(message)s", Part::kMessage},
                                                                {"%(explain)s", Part::kExplain}};
  std::size_t first = 0;
  for (std::size_t at = format.find('%'); at != std::string_view::npos;
       at = format.find('%', first)) {
    const auto* const conversion = std::find_if(
        std::begin(kConversions), std::end(kConversions),
        [&](const auto& candidate) { return format.substr(at).starts_with(candidate.first); });
    if (conversion == std::end(kConversions)) {
      pieces_.clear();
      return;
    }
    pieces_.push_back({Part::kText, format.substr(first, at - first)});
    pieces_.push_back({conversion->second, {}});
    first = at + conversion->first.size();
  }
  pieces_.push_back({Part::kText, format.substr(first)});
}

bool ErrorPage::append(std::string& body, const Value& format, const Value& code,
                       const Value& message, const Value& explain, const Profile& profile) const {
  std::int64_t number = 0;
  if (pieces_.empty() || !format.is_latin1() || format.as_str().latin1() != format_ ||
      !code.small_integer(number) || !message.is_latin1() || !explain.is_latin1()) {
    return false;
  }
  for (const Piece& piece : pieces_) {
    switch (piece.part) {
      case Part::kText:
        body.append(piece.text);
        break;
      case Part::kCodeNumber:
        body.append(Decimal(number).digits());
        break;
      case Part::kCode:
        body.append(str(code, profile).latin1());
        break;
      case Part::kMessage:
        append_html_escaped_utf8(body, message.as_str().latin1());
        break;
      case Part::kExplain:
        append_html_escaped_utf8(body, explain.as_str().latin1());
        break;
    }
  }
  return true;
}

}  // namespace basehttp
