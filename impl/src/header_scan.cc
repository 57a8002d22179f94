#include "header_scan.h"

#include <algorithm>
#include <cstring>

#include "any_case.h"
#include "basehttp/python_text.h"
#include "byte_block.h"

namespace basehttp {
namespace {

// How far the end of a line is looked for block by block.
constexpr std::ptrdiff_t kLong = 16 * kBlockSize;

// The first CR or LF from `at` on, where there is little left or much; -1 for none.
template <typename Block>
std::ptrdiff_t find_line_end(std::string_view text, std::ptrdiff_t at) noexcept {
  if (at >= static_cast<std::ptrdiff_t>(text.size())) return -1;
  const char* const begin = text.data() + at;
  const std::size_t size = std::min(text.size() - static_cast<std::size_t>(at), kMaxLine);
  if (size < kBlockSize) {
    const std::uint32_t ends = block_at<Block>(begin, begin + size).line_ends();
    return ends == 0 ? -1 : at + static_cast<std::ptrdiff_t>(first_in(ends));
  }
  const auto* newline = static_cast<const char*>(std::memchr(begin, '\n', size));
  if (newline == nullptr) return -1;
  const auto* carriage =
      static_cast<const char*>(std::memchr(begin, '\r', static_cast<std::size_t>(newline - begin)));
  return at + ((carriage == nullptr ? newline : carriage) - begin);
}

// Remembers the fields that are looked at for every request.
void note(std::string_view name, std::size_t number, HeaderScan& scan) noexcept {
  std::size_t* place = nullptr;
  if (is_in_any_case<"connection">(name)) {
    place = &scan.connection;
  } else if (is_in_any_case<"content-type">(name)) {
    place = &scan.content_type;
  } else if (is_in_any_case<"expect">(name)) {
    place = &scan.expect;
  }
  if (place != nullptr && *place == HeaderScan::kNone) *place = number;
}

// Whether a name that begins so may be one of those.
bool may_be_noted(char first) noexcept {
  const int lowered = first | 0x20;
  return lowered == 'c' || lowered == 'e';
}

// `whole`: the text is the block, and its end may stand for the blank line.
template <typename Block>
bool scan_lines(std::string_view text, std::size_t max_fields, bool whole,
                HeaderScan& scan) noexcept {
  using Index = std::ptrdiff_t;
  constexpr Index kStep = kBlockSize;
  const char* const begin = text.data();
  const auto size = static_cast<Index>(text.size());
  const Index last_block = size - kStep;  // up to here a block can be read where it lies
  const auto block_from = [&](Index at) {
    return at <= last_block ? Block(begin + at) : block_at<Block>(begin + at, begin + size);
  };
  scan.connection = scan.expect = scan.content_type = HeaderScan::kNone;
  scan.count = 0;

  Index line = 0;
  FieldPlace* place = scan.fields;
  for (; line != size; ++place) {
    if (begin[line] <= '\r' && begin[line] >= '\n') {  // the blank line, or no field
      if (begin[line] == '\r' && line + 1 != size) ++line;
      scan.size = static_cast<std::size_t>(line + 1);
      scan.count = static_cast<std::size_t>(place - scan.fields);
      return begin[line] == '\n' && (!whole || scan.size == text.size());
    }
    if (place == scan.fields + max_fields) return false;

    const Index near = std::min(last_block, line + kLong);
    Index at = line;
    Block block = block_from(at);
    std::uint32_t stops = block.not_in_name();
    while (stops == 0) {
      at += kStep;
      if (at >= size || at - line > kLong) return false;
      block = block_from(at);
      stops = block.not_in_name();
    }
    const std::size_t stop = first_in(stops);
    const Index colon = at + static_cast<Index>(stop);
    if (colon == line || colon >= size || begin[colon] != ':') return false;
    // What is written to a place goes there at once: g++ would gather it otherwise.
    place->name = static_cast<std::uint32_t>(line);
    const auto name_size = static_cast<std::uint32_t>(colon - line);
    place->name_size = name_size;

    std::uint32_t ends = block.line_ends() >> stop << stop;
    while (ends == 0 && (at += kStep) <= near) ends = Block(begin + at).line_ends();
    Index newline = 0;
    if (ends != 0) {
      newline = at + static_cast<Index>(first_in(ends));
    } else {
      newline = find_line_end<Block>(text, at);
      if (newline < 0 || newline + 2 - line > static_cast<Index>(kMaxLine)) return false;
    }
    const Index value_end = newline;
    if (begin[newline] == '\r' && ++newline == size) return false;
    if (begin[newline] != '\n') return false;

    Index value = colon + 1;
    while (begin[value] == ' ' || begin[value] == '\t') ++value;  // the line end stops it
    place->value = static_cast<std::uint32_t>(value);
    place->value_size = static_cast<std::uint32_t>(value_end - value);
    if (may_be_noted(begin[line])) {
      note({begin + line, name_size}, static_cast<std::size_t>(place - scan.fields), scan);
    }
    line = newline + 1;
  }
  scan.count = static_cast<std::size_t>(place - scan.fields);
  scan.size = text.size();
  return whole;
}

template <typename Block>
bool scan_front(std::string_view text, const Profile& profile, HeaderScan& scan) {
  return scan_lines<Block>(text, kMaxHeaders - (profile.blank_line_counts ? 1 : 0), false, scan);
}

}  // namespace

bool scan_header_block(std::string_view text, const Profile& profile, HeaderScan& scan) noexcept {
  return scan_front<ByteBlock>(text, profile, scan);
}

bool scan_header_block_portably(std::string_view text, const Profile& profile,
                                HeaderScan& scan) noexcept {
  return scan_front<PortableBlock>(text, profile, scan);
}

bool scan_whole_header_block(std::string_view block, HeaderScan& scan) noexcept {
  return scan_lines<ByteBlock>(block, kMaxHeaders, true, scan);
}

// Of types in `message/` and `multipart/`, nothing but a blank before the type
// can come first.
bool has_no_parts(std::string_view block, const HeaderScan& scan) noexcept {
  if (scan.content_type == HeaderScan::kNone) return true;
  const std::string_view type = strip_left(scan.fields[scan.content_type].value_in(block));
  return type.empty() || to_lower(type.front()) != 'm';
}

}  // namespace basehttp
