#include "error_page.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "basehttp/http_status.h"
#include "basehttp/python_text.h"
#include "basehttp/short_bytes.h"
#include "decimal.h"

namespace basehttp {
namespace {

bool is_same_view(std::string_view a, std::string_view b) noexcept {
  return a.data() == b.data() && a.size() == b.size();
}

// Mostly it is the very literal that a page was made of.
bool is_same_text(std::string_view a, std::string_view b) noexcept {
  return is_same_view(a, b) || a == b;
}

}  // namespace

// The page of a profile, or else one of the same format; null: there is none.
const ErrorPage* ErrorPage::best_of(const std::vector<ErrorPage>& pages, const Profile& profile) {
  const auto has_format = [&](const ErrorPage& page) {
    return is_same_text(page.format_, profile.error_message_format);
  };
  // Whose a page is takes less to see than its format, and every new handler asks.
  auto best = std::find_if(pages.begin(), pages.end(), [&](const ErrorPage& page) {
    return page.is_of(profile) && has_format(page);
  });
  if (best == pages.end()) best = std::find_if(pages.begin(), pages.end(), has_format);
  return best == pages.end() ? nullptr : &*best;
}

const ErrorPage& ErrorPage::of(const Profile& profile) {
  static const std::vector<ErrorPage> kPages = [] {
    std::vector<ErrorPage> pages;
    for (const Profile* each : all_profiles()) {
      const ErrorPage* const best = best_of(pages, *each);
      if (best == nullptr || !best->is_of(*each)) pages.emplace_back(*each);
    }
    return pages;
  }();
  static const ErrorPage kNone{std::string_view()};
  const ErrorPage* const best = best_of(kPages, profile);
  return best == nullptr ? kNone : *best;
}

ErrorPage::ErrorPage(const Profile& profile) : ErrorPage(profile.error_message_format) {
  const auto message = std::find_if(pieces_.begin(), pieces_.end(), [](const Piece& piece) {
    return piece.part == Part::kMessage;
  });
  if (counts_[static_cast<std::size_t>(Part::kMessage)] != 1) return;
  statuses_ = profile.statuses;
  status_str_is_number_ = profile.status_str_is_number;
  for (const StatusEntry& entry : statuses_->entries) {
    const Decimal number(entry.code);
    const Text code = str(Value(Status{entry.code}), profile);
    const Arguments arguments{number.digits(), code.latin1(), {}, entry.description};
    std::string page(most_of(arguments), '\0');
    const auto written = [&](auto first, auto last) {
      const char* const end = write(page.data(), {first, last}, arguments);
      return page.substr(0, static_cast<std::size_t>(end - page.data()));
    };
    frames_.push_back(
        {written(pieces_.begin(), message), written(std::next(message), pieces_.end())});
  }
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

bool ErrorPage::is_format(const Value& format) const {
  return format.is_latin1() && is_same_text(format.as_str().latin1(), format_);
}

bool ErrorPage::is_of(const Profile& profile) const {
  return statuses_ == profile.statuses && status_str_is_number_ == profile.status_str_is_number;
}

inline const ErrorPage::Frame* ErrorPage::frame_of(const Value& code, std::int64_t number,
                                                   std::string_view explain,
                                                   const Profile& profile) const {
  const bool is_as_status = code.kind() == Value::Kind::kStatus ||
                            (code.kind() == Value::Kind::kInt && status_str_is_number_);
  if (!is_as_status || !is_of(profile) || number < 0 || number >= StatusTable::kNoCode) {
    return nullptr;
  }
  const std::size_t place = statuses_->places[static_cast<std::size_t>(number)];
  if (place == 0) return nullptr;
  const bool is_own = is_same_view(explain, statuses_->entries[place - 1].description);
  return is_own ? &frames_[place - 1] : nullptr;
}

std::size_t ErrorPage::most_of(const Arguments& arguments) const {
  const auto count = [&](Part part) { return counts_[static_cast<std::size_t>(part)]; };
  return text_size_ + count(Part::kCodeNumber) * arguments.code_number.size() +
         count(Part::kCode) * arguments.code.size() +
         kMostHtmlEscaped * (count(Part::kMessage) * arguments.message.size() +
                             count(Part::kExplain) * arguments.explain.size());
}

char* ErrorPage::write(char* to, std::span<const Piece> pieces, const Arguments& arguments) {
  const auto write = [&](std::string_view text) { to = copy_bytes(to, text.data(), text.size()); };
  for (const Piece& piece : pieces) {
    switch (piece.part) {
      case Part::kText:
        write(piece.text);
        break;
      case Part::kCodeNumber:
        write(arguments.code_number);
        break;
      case Part::kCode:
        write(arguments.code);
        break;
      case Part::kMessage:
        to = write_html_escaped_utf8(to, arguments.message);
        break;
      case Part::kExplain:
        to = write_html_escaped_utf8(to, arguments.explain);
        break;
    }
  }
  return to;
}

bool ErrorPage::append(Text& body, const Value& format, const Value& code, const Value& message,
                       const Value& explain, const Profile& profile) const {
  std::int64_t number = 0;
  if (pieces_.empty() || !is_format(format) || !code.small_integer(number) ||
      !message.is_latin1() || !explain.is_latin1()) {
    return false;
  }
  const std::string_view shown_message = message.as_str().latin1();
  const std::string_view shown_explain = explain.as_str().latin1();
  const auto end_at = [&](const char* end) {
    body.truncate(static_cast<std::size_t>(end - body.latin1().data()));
    return true;
  };
  if (const Frame* const frame = frame_of(code, number, shown_explain, profile)) {
    const std::size_t most = kMostHtmlEscaped * shown_message.size();
    char* to = body.extend(frame->before.size() + most + frame->behind.size());
    to = copy_bytes(to, frame->before.data(), frame->before.size());
    to = write_html_escaped_utf8(to, shown_message);
    return end_at(copy_bytes(to, frame->behind.data(), frame->behind.size()));
  }
  const Decimal decimal(number);
  const bool is_plain_number =
      code.kind() == Value::Kind::kInt ||
      (code.kind() == Value::Kind::kStatus && profile.status_str_is_number);
  const Text code_text = is_plain_number ? Text::borrow(decimal.digits()) : str(code, profile);
  const Arguments arguments{decimal.digits(), code_text.latin1(), shown_message, shown_explain};
  return end_at(write(body.extend(most_of(arguments)), pieces_, arguments));
}

}  // namespace basehttp
