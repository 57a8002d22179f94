#include "conformance/grammar/connection_grammar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <iterator>
#include <utility>

#include "basehttp/python_text.h"
#include "conformance/grammar/connection_words.h"

namespace basehttp::conformance::grammar {
namespace {

bool ends_line(PieceKind kind) {
  return kind == PieceKind::kRequestEnd || kind == PieceKind::kFieldEnd ||
         kind == PieceKind::kBlank || kind == PieceKind::kBody;
}

// A line without its end.
std::size_t content_size(std::string_view line) {
  std::size_t size = line.size();
  while (size > 0 && (line[size - 1] == '\n' || line[size - 1] == '\r')) --size;
  return size;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 9 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

// Where each line begins, and the end of the last one.  A body is a line, too.
struct Connection::Lines {
  std::vector<std::size_t> starts;

  [[nodiscard]] std::size_t count() const { return starts.size() - 1; }
};

struct Connection::Change {
  unsigned weight;
  void (Connection::*make)(Random&);
};

std::string_view Connection::keep(std::string text) { return made_.emplace_front(std::move(text)); }

void Connection::append_to(std::string& out) const {
  std::size_t size = out.size();
  for (const Piece& piece : pieces_) size += piece.text.size();
  out.reserve(size);
  for (const Piece& piece : pieces_) out += piece.text;
}

std::string Connection::bytes() const {
  std::string out;
  append_to(out);
  return out;
}

// -- reading --

void Connection::read_request_line(std::string_view line) {
  const std::string_view content = line.substr(0, content_size(line));
  std::size_t at = 0;
  for (std::size_t words = 0; at < content.size(); ++words) {
    const std::size_t begin = at;
    const std::string_view word = next_word(content, at);
    const std::size_t word_begin = at - word.size();
    if (word_begin > begin) add(PieceKind::kSpace, content.substr(begin, word_begin - begin));
    if (word.empty()) break;
    constexpr PieceKind kWords[] = {PieceKind::kMethod, PieceKind::kTarget, PieceKind::kVersion};
    add(kWords[std::min<std::size_t>(words, 2)], word);
  }
  add(PieceKind::kRequestEnd, line.substr(content.size()));
}

void Connection::read_field(std::string_view line) {
  const std::string_view content = line.substr(0, content_size(line));
  if (content.empty()) return add(PieceKind::kBlank, line);
  constexpr std::string_view kBlanks = " \t";
  if (kBlanks.find(content.front()) != std::string_view::npos) {
    const std::size_t text = std::min(content.find_first_not_of(kBlanks), content.size());
    add(PieceKind::kFold, content.substr(0, text));
    add(PieceKind::kValue, content.substr(text));
  } else if (const std::size_t colon = content.find(':'); colon == std::string_view::npos) {
    add(PieceKind::kName, content);
  } else {
    const std::size_t name = content.substr(0, colon).find_last_not_of(kBlanks) + 1;
    const std::size_t value =
        std::min(content.find_first_not_of(kBlanks, colon + 1), content.size());
    add(PieceKind::kName, content.substr(0, name));
    add(PieceKind::kColon, content.substr(name, value - name));
    add(PieceKind::kValue, content.substr(value));
  }
  add(PieceKind::kFieldEnd, line.substr(content.size()));
}

std::size_t Connection::announced_length(std::size_t from) const {
  for (std::size_t i = from; i + 2 < pieces_.size(); ++i) {
    if (pieces_[i].kind != PieceKind::kName || pieces_[i + 2].kind != PieceKind::kValue) continue;
    if (!lower_equals(pieces_[i].text, "content-length") || !is_number(pieces_[i + 2].text))
      continue;
    std::size_t length = 0;
    const std::string_view digits = pieces_[i + 2].text;
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
    return length;
  }
  return 0;
}

Connection Connection::parse(std::string_view bytes) {
  Connection out;
  bool in_headers = false;
  std::size_t request = 0;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    bytes.remove_prefix(line.size());
    if (!in_headers) {
      request = out.pieces_.size();
      out.read_request_line(line);
      in_headers = true;
      continue;
    }
    out.read_field(line);
    if (out.pieces_.back().kind != PieceKind::kBlank) continue;
    in_headers = false;
    const std::size_t length = std::min(out.announced_length(request), bytes.size());
    if (length > 0) out.add(PieceKind::kBody, bytes.substr(0, length));
    bytes.remove_prefix(length);
  }
  return out;
}

// -- making --

namespace {

// The productions.  `out` takes the words, each with its kind, in their order.

template <typename Out>
[[gnu::always_inline]] inline void make_word(PieceKind kind, Random& random, Out& out) {
  out.add(kind, choose_word(kind, random));
}

template <typename Out>
void make_request_line(Random& random, Out& out) {
  const auto word = [&](PieceKind kind) { make_word(kind, random, out); };
  if (random.one_in(24)) word(PieceKind::kSpace);
  // The empty line that clients send behind a body.
  if (random.one_in(40)) return word(PieceKind::kRequestEnd);
  word(PieceKind::kMethod);
  word(PieceKind::kSpace);
  word(PieceKind::kTarget);
  // Two words are HTTP/0.9; more than three are an error.
  if (!random.one_in(12)) {
    word(PieceKind::kSpace);
    word(PieceKind::kVersion);
  }
  if (random.one_in(24)) {
    word(PieceKind::kSpace);
    word(PieceKind::kVersion);
  }
  if (random.one_in(24)) word(PieceKind::kSpace);
  word(PieceKind::kRequestEnd);
}

template <typename Out>
void make_field(Random& random, Out& out) {
  const FieldWords& field = choose_field(random);
  const std::string_view value = field.values[random.below(field.values.size())];
  out.add(PieceKind::kName, field.name);
  if (field.values.size() > 1) {
    make_word(PieceKind::kColon, random, out);
    out.add(PieceKind::kValue, value);
  }
  make_word(PieceKind::kFieldEnd, random, out);
}

template <typename Out>
void make_fold(Random& random, Out& out) {
  for (const PieceKind kind : {PieceKind::kFold, PieceKind::kValue, PieceKind::kFieldEnd})
    make_word(kind, random, out);
}

template <typename Out>
void make_request(Random& random, Out& out) {
  make_request_line(random, out);
  for (std::size_t fields = random.below(6); fields > 0; --fields) {
    make_field(random, out);
    if (random.one_in(8)) make_fold(random, out);
  }
  make_word(PieceKind::kBlank, random, out);
  if (random.one_in(3)) make_word(PieceKind::kBody, random, out);
}

template <typename Out>
void make_connection(Random& random, Out& out) {
  for (std::size_t requests = 1 + random.below(4); requests > 0; --requests)
    make_request(random, out);
}

// Words as one text, without a piece for each: what generate_bytes() is fast by.
class Letters {
 public:
  // Of the buffer, only what was written is read.
  explicit Letters(std::string& out) : out_(out) {}  // NOLINT(*-member-init)

  void add(PieceKind /*kind*/, std::string_view word) {
    if (size_ + kMostWord > buffer_.size()) flush();
    // Of a fixed size, which takes no loop and no decision; the next word lies over the rest.
    std::memcpy(buffer_.data() + size_, word.data(), kMostWord);
    size_ += word.size();
  }
  void flush() {
    out_.append(buffer_.data(), size_);
    size_ = 0;
  }

 private:
  std::string& out_;
  std::array<char, 4096> buffer_;
  std::size_t size_ = 0;
};

}  // namespace

void Connection::add_request_line(Random& random) { make_request_line(random, *this); }
void Connection::add_field(Random& random) { make_field(random, *this); }
void Connection::add_fold(Random& random) { make_fold(random, *this); }
void Connection::add_request(Random& random) { make_request(random, *this); }

Connection Connection::generate(Random& random) {
  Connection out;
  out.pieces_.reserve(64);
  make_connection(random, out);
  return out;
}

void Connection::generate_bytes(Random& random, std::string& out) {
  Letters letters(out);
  make_connection(random, letters);
  letters.flush();
}

// -- changing --

Connection::Lines Connection::lines() const {
  Lines out;
  out.starts.reserve(32);
  out.starts.push_back(0);
  for (std::size_t i = 0; i < pieces_.size(); ++i)
    if (ends_line(pieces_[i].kind) || i + 1 == pieces_.size()) out.starts.push_back(i + 1);
  return out;
}

void Connection::insert(std::size_t at, const std::vector<Piece>& pieces) {
  pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(at), pieces.begin(), pieces.end());
}

void Connection::choose_piece_anew(Random& random) {
  Piece& piece = pieces_[random.below(pieces_.size())];
  piece.text = choose_word(piece.kind, random);
}

void Connection::edit_piece(Random& random) {
  Piece& piece = pieces_[random.below(pieces_.size())];
  std::string text(piece.text);
  const std::size_t at = random.below(text.size() + 1);
  // Replaces, inserts or deletes.
  const std::size_t old = random.below(2);
  text.replace(at, old, old == 1 && random.one_in(3) ? std::string_view() : choose_bytes(random));
  piece.text = keep(std::move(text));
}

void Connection::change_number(Random& random) {
  Piece& piece = pieces_[random.below(pieces_.size())];
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t begin = piece.text.find_first_of(kDigits);
  if (begin == std::string_view::npos) return edit_piece(random);
  const std::size_t end = std::min(piece.text.find_first_not_of(kDigits, begin), piece.text.size());
  std::uint64_t number = 0;
  std::from_chars(piece.text.data() + begin, piece.text.data() + end, number);
  const std::array<std::uint64_t, 6> changed = {number + 1, number - 1,          number * 10,
                                                number / 2, random.next() % 256, random.next()};
  std::string text(piece.text);
  text.replace(begin, end - begin, std::to_string(changed[random.below(changed.size())]));
  piece.text = keep(std::move(text));
}

void Connection::change_case(Random& random) {
  Piece& piece = pieces_[random.below(pieces_.size())];
  constexpr char kCaseBit = 0x20;
  std::string text(piece.text);
  for (char& c : text)
    if (((c | kCaseBit) >= 'a' && (c | kCaseBit) <= 'z') && random.one_in(2))
      c = static_cast<char>(c ^ kCaseBit);
  piece.text = keep(std::move(text));
}

void Connection::replace_request_line(Random& random) {
  const Lines all = lines();
  const std::size_t line = random.below(all.count());
  std::size_t first = line;
  // The nearest request line above.
  while (first > 0 && pieces_[all.starts[first + 1] - 1].kind != PieceKind::kRequestEnd) --first;
  Connection made;
  made.add_request_line(random);
  pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[first]),
                pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[first + 1]));
  insert(all.starts[first], made.pieces_);
}

void Connection::insert_word(Random& random) {
  const std::size_t at = random.below(pieces_.size() + 1);
  constexpr PieceKind kKinds[] = {PieceKind::kSpace,  PieceKind::kTarget,   PieceKind::kVersion,
                                  PieceKind::kMethod, PieceKind::kFieldEnd, PieceKind::kValue};
  const PieceKind kind = kKinds[random.below(std::size(kKinds))];
  insert(at, {{kind, choose_word(kind, random)}});
}

void Connection::insert_field(Random& random) {
  const Lines all = lines();
  Connection made;
  made.add_field(random);
  insert(all.starts[1 + random.below(all.count())], made.pieces_);
}

void Connection::insert_fold(Random& random) {
  const Lines all = lines();
  Connection made;
  made.add_fold(random);
  insert(all.starts[1 + random.below(all.count())], made.pieces_);
}

void Connection::insert_request(Random& random) {
  Connection made;
  made.add_request(random);
  const Lines all = lines();
  // Mostly behind everything: what stands there is served last.
  insert(random.one_in(4) ? all.starts[random.below(all.count())] : pieces_.size(), made.pieces_);
}

void Connection::delete_piece(Random& random) {
  pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(random.below(pieces_.size())));
}

void Connection::delete_line(Random& random) {
  const Lines all = lines();
  const std::size_t line = random.below(all.count());
  pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[line]),
                pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[line + 1]));
}

// The line 2 to the power of 1 to 7 times more; often once.
void Connection::repeat_line(Random& random) {
  const Lines all = lines();
  const std::size_t line = random.below(all.count());
  const std::vector<Piece> copy(
      pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[line]),
      pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[line + 1]));
  const std::size_t power = random.one_in(8) ? random.below(8) : 0;
  std::vector<Piece> more;
  more.reserve(copy.size() << power);
  for (std::size_t i = 0; i < std::size_t{1} << power; ++i)
    more.insert(more.end(), copy.begin(), copy.end());
  insert(all.starts[line], more);
}

void Connection::swap_lines(Random& random) {
  const Lines all = lines();
  auto [first, second] = std::minmax({random.below(all.count()), random.below(all.count())});
  const auto at = [&](std::size_t line) {
    return pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[line]);
  };
  if (first == second) return;
  // A rotation puts the second line in front of the first.
  std::rotate(at(first), at(second), at(second + 1));
}

void Connection::repeat_tail(Random& random) {
  const Lines all = lines();
  const std::size_t line = random.below(all.count());
  const std::vector<Piece> copy(pieces_.begin() + static_cast<std::ptrdiff_t>(all.starts[line]),
                                pieces_.end());
  insert(pieces_.size(), copy);
}

void Connection::cut_tail(Random& random) { pieces_.resize(1 + random.below(pieces_.size())); }

void Connection::mutate(Random& random) {
  static constexpr Change kChanges[] = {{20, &Connection::choose_piece_anew},
                                        {14, &Connection::edit_piece},
                                        {4, &Connection::change_number},
                                        {3, &Connection::change_case},
                                        {8, &Connection::replace_request_line},
                                        {5, &Connection::insert_word},
                                        {14, &Connection::insert_field},
                                        {5, &Connection::insert_fold},
                                        {6, &Connection::insert_request},
                                        {4, &Connection::delete_piece},
                                        {8, &Connection::delete_line},
                                        {5, &Connection::repeat_line},
                                        {3, &Connection::swap_lines},
                                        {1, &Connection::repeat_tail},
                                        {2, &Connection::cut_tail}};
  static constexpr std::size_t kTotal = [] {
    std::size_t total = 0;
    for (const Change& change : kChanges) total += change.weight;
    return total;
  }();
  if (pieces_.empty()) return add_request(random);
  std::size_t left = random.below(kTotal);
  std::size_t at = 0;
  for (; left >= kChanges[at].weight; ++at) left -= kChanges[at].weight;
  (this->*kChanges[at].make)(random);
}

void Connection::cross(const Connection& other, Random& random) {
  if (other.pieces_.empty()) return;
  const Lines ours = lines();
  const Lines theirs = other.lines();
  const auto range = [&random](const Lines& all) {
    return std::minmax({random.below(all.count() + 1), random.below(all.count() + 1)});
  };
  const auto [from, to] = range(ours);
  const auto [first, last] = range(theirs);
  const std::vector<Piece> taken(
      other.pieces_.begin() + static_cast<std::ptrdiff_t>(theirs.starts[first]),
      other.pieces_.begin() + static_cast<std::ptrdiff_t>(theirs.starts[last]));
  pieces_.erase(pieces_.begin() + static_cast<std::ptrdiff_t>(ours.starts[from]),
                pieces_.begin() + static_cast<std::ptrdiff_t>(ours.starts[to]));
  insert(ours.starts[from], taken);
}

}  // namespace basehttp::conformance::grammar
