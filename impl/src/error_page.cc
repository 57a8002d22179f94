#include "error_page.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "basehttp/python_text.h"
#include "basehttp/short_bytes.h"
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
    add({Part::kText, format.substr(first, at - first)});
    add({conversion->second, {}});
    first = at + conversion->first.size();
  }
  add({Part::kText, format.substr(first)});
}

void ErrorPage::add(const Piece& piece) {
  pieces_.push_back(piece);
  text_size_ += piece.text.size();
  ++counts_[static_cast<std::size_t>(piece.part)];
}

// Mostly it is the very literal that this page was made of.
bool ErrorPage::is_format(const Value& format) const {
  if (!format.is_latin1()) return false;
  const std::string_view text = format.as_str().latin1();
  const bool is_same_view = text.data() == format_.data() && text.size() == format_.size();
  return is_same_view || text == format_;
}

bool ErrorPage::append(Text& body, const Value& format, const Value& code, const Value& message,
                       const Value& explain, const Profile& profile) const {
  std::int64_t number = 0;
  if (pieces_.empty() || !is_format(format) || !code.small_integer(number) ||
      !message.is_latin1() || !explain.is_latin1()) {
    return false;
  }
  const Decimal decimal(number);
  const bool is_plain_number =
      code.kind() == Value::Kind::kInt ||
      (code.kind() == Value::Kind::kStatus && profile.status_str_is_number);
  const Text code_text = is_plain_number ? Text::borrow(decimal.digits()) : str(code, profile);
  const std::string_view shown_message = message.as_str().latin1();
  const std::string_view shown_explain = explain.as_str().latin1();
  const auto count = [&](Part part) { return counts_[static_cast<std::size_t>(part)]; };
  const std::size_t most = text_size_ + count(Part::kCodeNumber) * Decimal::kLongest +
                           count(Part::kCode) * code_text.size() +
                           kMostHtmlEscaped * (count(Part::kMessage) * shown_message.size() +
                                               count(Part::kExplain) * shown_explain.size());
  const std::size_t before = body.size();
  char* const begin = body.extend(most);
  char* to = begin;
  const auto write = [&](std::string_view text) { to = copy_bytes(to, text.data(), text.size()); };
  for (const Piece& piece : pieces_) {
    switch (piece.part) {
      case Part::kText:
        write(piece.text);
        break;
      case Part::kCodeNumber:
        write(decimal.digits());
        break;
      case Part::kCode:
        write(code_text.latin1());
        break;
      case Part::kMessage:
        to = write_html_escaped_utf8(to, shown_message);
        break;
      case Part::kExplain:
        to = write_html_escaped_utf8(to, shown_explain);
        break;
    }
  }
  body.truncate(before + static_cast<std::size_t>(to - begin));
  return true;
}

}  // namespace basehttp
