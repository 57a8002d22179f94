#include "conformance/harness/grid_digests.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"
#include "conformance/harness/sha256.h"

namespace basehttp::conformance {
namespace {

constexpr std::uint64_t kBlock = 64;
constexpr std::uint64_t kMostInputs = 1U << 30U;
constexpr std::string_view kFirstLine = "basehttp grid digests 1";
constexpr std::string_view kEnd = "end";
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kDigestCharacters = 4;
constexpr char kAsAbove = '.';
constexpr char kAsBefore = ',';

// The check of a line: the digest of its text.
std::string check_of(std::string_view line) {
  return digest_text(static_cast<Digest>(std::stoul(sha256(line).substr(0, 6), nullptr, 16)));
}

// Interpreters that answered the inputs [begin, end) alike.
struct Group {
  std::string letters;
  const Digest* digests;  // of input `begin`
};

void write_block(const std::vector<const GridDigests::Column*>& columns, std::uint64_t begin,
                 std::uint64_t end, std::string& out) {
  const auto width = static_cast<std::size_t>(end - begin);
  std::vector<Group> groups;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Digest* const digests = columns[i]->data() + begin;
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
      return std::equal(digests, digests + width, group.digests);
    });
    if (same == groups.end()) {
      groups.push_back({std::string(1, kLetters[i]), digests});
    } else {
      same->letters += kLetters[i];
    }
  }
  const Digest* above = nullptr;
  for (const Group& group : groups) {
    std::string line = fmt::format("{} {} ", begin, group.letters);
    for (std::size_t i = 0; i < width; ++i) {
      const Digest digest = group.digests[i];
      if (above != nullptr && above[i] == digest) {
        line += kAsAbove;
      } else {
        line += i != 0 && group.digests[i - 1] == digest ? std::string(1, kAsBefore)
                                                         : digest_text(digest);
      }
    }
    above = group.digests;
    out += fmt::format("{} {}\n", line, check_of(line));
  }
}

// Takes the lines of a file one by one.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& file)
      : file_(file.string()), text_(read_file(file)) {
    rest_ = text_;
  }

  GridDigests read();

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(file_, number_, "", what + "; record the grid again, or restore the file");
  }

  std::string_view next_line();
  std::string_view value_of(std::string_view key, std::string_view line) const;
  std::uint64_t number(std::string_view text) const;
  void read_header();
  void read_subject(std::string_view line);
  void read_block(std::uint64_t begin);
  void read_line(std::string_view line, std::uint64_t begin, std::vector<Digest>& digests);
  void take_letters(std::string_view letters, std::uint64_t begin,
                    const std::vector<Digest>& digests);
  Digest take_digest(std::string_view& text, std::optional<Digest> above,
                     std::optional<Digest> before) const;

  std::string file_;
  std::string text_;
  std::string_view rest_;
  std::size_t number_ = 0;
  std::string_view line_;  // the one after the header
  GridDigests digests_;
  std::vector<GridDigests::Column*> columns_;  // by letter
  std::vector<bool> met_;                      // by letter, in this block
};

std::string_view Reader::next_line() {
  ++number_;
  const std::size_t end = rest_.find('\n');
  if (end == std::string_view::npos)
    fail(rest_.empty() ? "the file ends here, before its line \"end\"" : "this line is cut short");
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return line;
}

std::string_view Reader::value_of(std::string_view key, std::string_view line) const {
  if (!line.starts_with(key) || line.size() <= key.size() + 1 || line[key.size()] != ' ')
    fail(fmt::format("must be \"{} ...\"", key));
  return line.substr(key.size() + 1);
}

std::uint64_t Reader::number(std::string_view text) const {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > kMostInputs)
    fail(fmt::format("{} is no number of inputs", text));
  return value;
}

void Reader::read_subject(std::string_view line) {
  const std::size_t count = digests_.columns.size();
  const std::string_view value = value_of("subject", line);
  if (count == kLetters.size() || value.size() < 3 || value[0] != kLetters[count] ||
      value[1] != ' ')
    fail("must be \"subject LETTER NAME\" with the next letter of the alphabet");
  const std::string name(value.substr(2));
  if (count != 0 && !version_less(digests_.columns.rbegin()->first, name))
    fail(fmt::format("{} is out of the order of versions", name));
  digests_.columns[name].resize(static_cast<std::size_t>(digests_.inputs));
}

void Reader::read_header() {
  if (next_line() != kFirstLine) fail(fmt::format("must be \"{}\"", kFirstLine));
  digests_.grid_hash = value_of("grid", next_line());
  digests_.inputs = number(value_of("inputs", next_line()));
  for (line_ = next_line(); line_.starts_with("subject "); line_ = next_line()) read_subject(line_);
  for (auto& [name, column] : digests_.columns) columns_.push_back(&column);
  met_.resize(columns_.size());
}

Digest Reader::take_digest(std::string_view& text, std::optional<Digest> above,
                           std::optional<Digest> before) const {
  const auto character = [&](char c) -> Digest {
    if (c >= 'A' && c <= 'Z') return static_cast<Digest>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<Digest>(c - 'a' + 26);
    if (c >= '0' && c <= '9') return static_cast<Digest>(c - '0' + 52);
    if (c == '-') return 62;
    if (c == '_') return 63;
    fail("a digest has another character than A-Z, a-z, 0-9, - and _");
  };
  if (text.empty()) fail("has digests for fewer inputs than its block");
  const char first = text[0];
  std::size_t taken = 1;
  Digest digest = 0;
  if (first == kAsAbove) {
    if (!above) fail("there is no line above for its \".\"");
    digest = *above;
  } else if (first == kAsBefore) {
    if (!before) fail("there is no input before its first \",\"");
    digest = *before;
  } else if (first == '?' || first == '!') {
    digest = first == '?' ? kUnsupportedDigest : kErrorDigest;
  } else {
    if (text.size() < kDigestCharacters) fail("its last digest is cut short");
    taken = kDigestCharacters;
    for (const char c : text.substr(0, taken)) digest = digest << 6U | character(c);
  }
  text.remove_prefix(taken);
  return digest;
}

void Reader::take_letters(std::string_view letters, std::uint64_t begin,
                          const std::vector<Digest>& digests) {
  for (const char letter : letters) {
    const std::size_t at = kLetters.find(letter);
    if (at >= columns_.size()) fail(fmt::format("{} is the letter of no subject", letter));
    if (met_[at]) fail(fmt::format("the subject {} stands in this block twice", letter));
    met_[at] = true;
    std::copy(digests.begin(), digests.end(),
              columns_[at]->begin() + static_cast<std::ptrdiff_t>(begin));
  }
}

// `digests` are those of the line above, or none; then those of this line.
void Reader::read_line(std::string_view line, std::uint64_t begin, std::vector<Digest>& digests) {
  const std::size_t check = line.rfind(' ');
  if (check == std::string_view::npos || check_of(line.substr(0, check)) != line.substr(check + 1))
    fail("the line does not go with its own check, the last word: it was damaged or edited");
  line = line.substr(0, check);
  const std::size_t first = line.find(' ');
  const std::size_t second = line.find(' ', first + 1);
  if (second == std::string_view::npos) fail("must be INPUT LETTERS DIGESTS CHECK");
  if (number(line.substr(0, first)) != begin)
    fail(fmt::format("must be of the block at input {}", begin));
  std::string_view text = line.substr(second + 1);
  const bool is_first = digests.empty();
  digests.resize(static_cast<std::size_t>(std::min(kBlock, digests_.inputs - begin)));
  std::optional<Digest> before;
  for (Digest& digest : digests) {
    digest = take_digest(text, is_first ? std::nullopt : std::optional(digest), before);
    before = digest;
  }
  if (!text.empty()) fail("has digests for more inputs than its block");
  take_letters(line.substr(first + 1, second - first - 1), begin, digests);
}

void Reader::read_block(std::uint64_t begin) {
  std::fill(met_.begin(), met_.end(), false);
  std::vector<Digest> above;
  while (std::find(met_.begin(), met_.end(), false) != met_.end()) {
    if (line_ == kEnd) fail(fmt::format("ends before a subject's block at input {}", begin));
    read_line(line_, begin, above);
    line_ = next_line();
  }
}

GridDigests Reader::read() {
  read_header();
  for (std::uint64_t begin = 0; begin < digests_.inputs && !columns_.empty(); begin += kBlock)
    read_block(begin);
  if (line_ != kEnd) fail(fmt::format("must be \"{}\"", kEnd));
  if (!rest_.empty()) {
    ++number_;
    fail(fmt::format("something stands behind the line \"{}\"", kEnd));
  }
  return std::move(digests_);
}

}  // namespace

const GridDigests::Column* GridDigests::find(const std::string& subject) const {
  const auto found = columns.find(subject);
  return found == columns.end() ? nullptr : &found->second;
}

std::string GridDigests::text() const {
  if (columns.size() > kLetters.size()) throw std::length_error("more than 26 subjects of a grid");
  std::string out = fmt::format("{}\ngrid {}\ninputs {}\n", kFirstLine, grid_hash, inputs);
  std::vector<const Column*> ordered;
  for (const auto& [name, column] : columns) {
    out += fmt::format("subject {} {}\n", kLetters[ordered.size()], name);
    ordered.push_back(&column);
  }
  if (!ordered.empty()) {
    for (std::uint64_t begin = 0; begin < inputs; begin += kBlock)
      write_block(ordered, begin, std::min(inputs, begin + kBlock), out);
  }
  return out + std::string(kEnd) + "\n";
}

GridDigests GridDigests::load(const std::filesystem::path& file) { return Reader(file).read(); }

}  // namespace basehttp::conformance
