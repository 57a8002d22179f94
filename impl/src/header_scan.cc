#include "header_scan.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "any_case.h"
#include "basehttp/python_text.h"
#include "basehttp/short_bytes.h"
#include "byte_block.h"
#include "byte_window.h"

namespace basehttp {
namespace {

using Index = std::ptrdiff_t;

constexpr Index kNotFound = -1;
constexpr Index kBlock = kBlockSize;
// How far the end of a line is looked for in windows that may hold ends of other lines as well.
constexpr Index kNear = 1024;
// Names that go on behind a block so far from their beginning are left to the general parser.
constexpr Index kLongName = 256;
// Shorter texts are scanned block by block: what it takes to begin with more of them does not pay.
constexpr std::size_t kLongText = 64;

// The first CR or LF from `at` on, where it may end a line that begins at `line`; kNotFound for
// none.
template <typename Window>
[[gnu::noinline]] Index find_far_line_end(std::string_view text, Index line, Index at) noexcept {
  const Index line_limit = line + static_cast<Index>(kMaxLine) - 1;  // a CR needs its LF
  const Index limit = std::min(static_cast<Index>(text.size()), line_limit);
  const char* const end = text.data() + limit;
  while (at < limit) {
    at += static_cast<Index>(Window::count_plain({text.data() + at, end}));
    const Index near = std::min(at + static_cast<Index>(kPlainSize), limit);
    for (; at < near; at += kBlock) {
      const std::uint32_t ends =
          block_at<typename Window::Block>(text.data() + at, end).line_ends();
      if (ends != 0) return at + static_cast<Index>(first_in(ends));
    }
  }
  return kNotFound;
}

// The size of a name of kNameSize or more, in a line that ends at `end`; 0, where there is no
// colon, for one that is too long.  Kept out of the scanner: it is rare, and costs registers.
template <typename Window>
[[gnu::noinline]] Index find_long_name_end(const char* line, const char* end) noexcept {
  for (Index size = Window::kNameSize; size <= kLongName; size += kBlock) {
    const std::uint32_t stops = block_at<typename Window::Block>(line + size, end).not_in_name();
    if (stops != 0) return size + static_cast<Index>(first_in(stops));
  }
  return 0;
}

// Whether a name may be one of those that are looked at for every request.
bool may_be_noted(std::string_view name) noexcept {
  constexpr auto kBitOf = [](std::string_view noted) { return 1U << noted.size(); };
  constexpr std::uint32_t kSizes = kBitOf("connection") | kBitOf("content-type") | kBitOf("expect");
  if ((kSizes >> (name.size() % 32) & 1) == 0) return false;
  const int first = name.front() | 0x20;
  return first == 'c' || first == 'e';
}

// Remembers them.
[[gnu::always_inline]] inline void note(std::string_view name, std::size_t number,
                                        HeaderScan& scan) noexcept {
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

bool is_blank(char byte) noexcept { return byte == ' ' || byte == '\t'; }

// Whether these two bytes are there.
template <char kFirst, char kSecond>
bool are_at(const char* at) noexcept {
  std::uint16_t both = 0;
  std::memcpy(&both, at, sizeof(both));
  return both == std::bit_cast<std::uint16_t>(std::array{kFirst, kSecond});
}

struct Limits {
  std::size_t max_fields;
  bool whole;  // the text is the block, and its end may stand for the blank line
};

// The bytes that may end lines are found window by window, wherever the lines lie.  Looked for from
// the beginning of each line it took fewer instructions with SSE2, and yet half as long again: the
// processor had to wait for the end of one line before it could look for that of the next.
// All is inlined, to be compiled for the processor that a kind of window asks for.
template <typename Window>
class HeaderScanner {
 public:
  // A window can be read at `begin`, even if the text is shorter; zeros follow it then.
  [[gnu::always_inline]] HeaderScanner(const char* begin, std::size_t size,
                                       HeaderScan& scan) noexcept
      : begin_(begin),
        size_(static_cast<Index>(size)),
        last_window_(std::max<Index>(size_ - kWindow, 0)),
        last_name_(last_window_ + kWindow - static_cast<Index>(Window::kNameSize)),
        scan_(scan),
        place_(scan.fields) {}

  // What is noted of some fields is left to the caller to reset.
  [[nodiscard, gnu::always_inline]] bool scan(Limits limits) noexcept {
    const FieldPlace* const last = place_ + limits.max_fields;
    for (;;) {
      while (ends_ == 0) {
        if (!find_ends()) return limits.whole && line_ == size_ && set_extent(size_);
      }
      const Index end = window_at_ + static_cast<Index>(first_in(ends_));
      Index next = end + 1;
      pass_end();
      if (next < size_ && are_at<'\r', '\n'>(begin_ + end)) [[likely]] {
        ++next;
        pass_end();
      } else if (begin_[end] != '\n') {
        if (begin_[end] == '\r' || !pass_to_line_end(end)) return false;
        continue;
      } else if (end < line_) {
        continue;  // its CR was the last byte of the window before
      } else if (next == size_ && !may_have_place(end)) {
        return false;
      }
      if (end == line_) return (!limits.whole || next == size_) && set_extent(next);
      if (place_ == last || !set_place(end)) return false;
      const std::string_view name(begin_ + line_, place_->name_size);
      if (may_be_noted(name)) note(name, count(), scan_);
      ++place_;
      line_ = next;
    }
  }

 private:
  static constexpr Index kWindow = Window::kSize;

  // Goes on to the next window; false: it has none, or the line is too long.
  [[gnu::always_inline]] bool find_ends() noexcept {
    window_at_ += kWindow;
    if (window_at_ <= last_window_) [[likely]] {
      ends_ = window_.maybe_line_ends(begin_ + window_at_);
    } else if (window_at_ < size_) {
      ends_ = window_.maybe_line_ends(begin_ + last_window_) >> (window_at_ - last_window_);
    } else {
      return false;
    }
    return ends_ != 0 || window_at_ - line_ <= kNear || pass_to_line_end(window_at_);
  }

  void pass_end() noexcept { ends_ &= ends_ - 1; }

  // Whether a line that ends at `end` is blank or has a colon.  set_place() looks at the byte
  // behind what ends the name: without a colon that is behind the text, where a lone LF is its last
  // byte.
  [[nodiscard]] bool may_have_place(Index end) const noexcept {
    const auto size = static_cast<std::size_t>(end - line_);
    return size == 0 || std::memchr(begin_ + line_, ':', size) != nullptr;
  }

  // Goes on to the end of a line that is far behind `at`, or behind something that is no line end;
  // false: there is none within the limit.
  [[gnu::always_inline]] bool pass_to_line_end(Index at) noexcept {
    const Index end =
        find_far_line_end<Window>({begin_, static_cast<std::size_t>(size_)}, line_, at);
    window_at_ = end - kWindow;
    ends_ = 0;
    return end != kNotFound;
  }

  // For a place before the end of a line.
  [[gnu::always_inline]] std::uint32_t not_in_name(Index at) const noexcept {
    if (at <= last_name_) [[likely]] {
      return window_.not_in_name(begin_ + at);
    }
    return window_.not_in_name(begin_ + last_name_) >> (at - last_name_);
  }

  // Sets the place of the field in a line that ends at `end`; false: it is none.
  [[gnu::always_inline]] bool set_place(Index end) noexcept {
    const std::uint32_t stops = not_in_name(line_);
    if ((stops & 1) != 0) return false;
    Index name_size = 0;
    if (stops != 0) [[likely]] {
      name_size = static_cast<Index>(first_in(stops));
    } else {
      name_size = find_long_name_end<Window>(begin_ + line_, begin_ + end);
    }
    const Index colon = line_ + name_size;
    // What is written to a place goes there at once: g++ would gather it otherwise.
    place_->name = static_cast<std::uint32_t>(line_);
    place_->name_size = static_cast<std::uint32_t>(name_size);
    Index value = colon + 2;
    if (!are_at<':', ' '>(begin_ + colon) || begin_[value] <= ' ') [[unlikely]] {
      if (begin_[colon] != ':') return false;
      value = colon + 1;
      while (is_blank(begin_[value])) ++value;  // the line end stops it
    }
    place_->value = static_cast<std::uint32_t>(value);
    place_->value_size = static_cast<std::uint32_t>(end - value);
    return true;
  }

  [[nodiscard]] std::size_t count() const noexcept {
    return static_cast<std::size_t>(place_ - scan_.fields);
  }
  bool set_extent(Index size) noexcept {
    scan_.size = static_cast<std::size_t>(size);
    scan_.count = count();
    return true;
  }

  const char* const begin_;
  const Index size_;
  const Index last_window_;  // the last places where a window and a name's part can be read
  const Index last_name_;
  const Window window_{};
  HeaderScan& scan_;
  FieldPlace* place_;           // of the next field
  Index line_ = 0;              // where it begins
  Index window_at_ = -kWindow;  // the window that was read last
  std::uint64_t ends_ = 0;      // those in the window that have not been passed
};

// For a text that may be shorter than a block.
template <typename Block>
bool scan_short(std::string_view text, Limits limits, HeaderScan& scan) noexcept {
  char padded[kBlockSize];
  const char* begin = text.data();
  if (text.size() < kBlockSize) {
    // In one store: what is written in parts and read as a whole has to wait.
    Block(text.data(), text.size()).store(padded);
    begin = padded;
  }
  return HeaderScanner<BlockWindow<Block, 1>>(begin, text.size(), scan).scan(limits);
}

template <typename Block>
bool scan_in_blocks(std::string_view text, Limits limits, HeaderScan& scan) noexcept {
  return HeaderScanner<BlockWindow<Block, 4>>(text.data(), text.size(), scan).scan(limits);
}

#ifdef BASEHTTP_HAS_AVX2_WINDOW
static_assert(Avx2Window::kSize <= kLongText);

BASEHTTP_FOR_AVX2 bool scan_with_avx2(std::string_view text, Limits limits,
                                      HeaderScan& scan) noexcept {
  return HeaderScanner<Avx2Window>(text.data(), text.size(), scan).scan(limits);
}
#endif

template <typename Block>
bool scan_without_avx2(std::string_view text, Limits limits, HeaderScan& scan) noexcept {
  scan.connection = scan.expect = scan.content_type = HeaderScan::kNone;
  if (text.size() < kLongText) return scan_short<Block>(text, limits, scan);
  return scan_in_blocks<Block>(text, limits, scan);
}

bool scan_best(std::string_view text, Limits limits, HeaderScan& scan) noexcept {
  scan.connection = scan.expect = scan.content_type = HeaderScan::kNone;
  if (text.size() < kLongText) return scan_short<ByteBlock>(text, limits, scan);
#ifdef BASEHTTP_HAS_AVX2_WINDOW
  if (Avx2Window::is_supported()) return scan_with_avx2(text, limits, scan);
#endif
  return scan_in_blocks<ByteBlock>(text, limits, scan);
}

Limits limits_of(const Profile& profile) noexcept {
  return {.max_fields = kMaxHeaders - (profile.blank_line_counts ? 1 : 0), .whole = false};
}

}  // namespace

bool scan_header_block(std::string_view text, const Profile& profile, HeaderScan& scan) noexcept {
  return scan_best(text, limits_of(profile), scan);
}

bool scan_header_block_in_blocks(std::string_view text, const Profile& profile,
                                 HeaderScan& scan) noexcept {
  return scan_without_avx2<ByteBlock>(text, limits_of(profile), scan);
}

bool scan_header_block_portably(std::string_view text, const Profile& profile,
                                HeaderScan& scan) noexcept {
  return scan_without_avx2<PortableBlock>(text, limits_of(profile), scan);
}

bool scan_whole_header_block(std::string_view block, HeaderScan& scan) noexcept {
  return scan_best(block, {.max_fields = kMaxHeaders, .whole = true}, scan);
}

// Of types in `message/` and `multipart/`, nothing but a blank before the type
// can come first.
bool type_has_no_parts(std::string_view block, const HeaderScan& scan) noexcept {
  const std::string_view type = strip_left(scan.fields[scan.content_type].value_in(block));
  return type.empty() || to_lower(type.front()) != 'm';
}

}  // namespace basehttp
