#include "conformance/harness/reducer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <variant>

#include "basehttp/text.h"
#include "conformance/harness/case_loader.h"
#include "conformance/harness/json_reader.h"
#include "conformance/harness/json_tree.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {
namespace {

// The child to take at each level.
using Path = std::vector<std::size_t>;

// What a node of a case is.
enum class Role : std::uint8_t { kRoot, kProgram, kActions, kAction, kValue };

JsonTree& node_at(JsonTree& tree, const Path& path) {
  JsonTree* node = &tree;
  for (const std::size_t child : path) node = &node->children[child];
  return *node;
}

// Visits every node that may change, from the root down: not the id, nor the names of actions.
template <typename Visit>
void visit_nodes(const JsonTree& node, Role role, Path& path, const Visit& visit) {
  visit(node, role, path);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    Role of_child = Role::kValue;
    if (role == Role::kRoot) {
      if (i == node.find("id")) continue;
      if (i == node.find("program")) of_child = Role::kProgram;
    } else if (role == Role::kProgram) {
      of_child = Role::kActions;
    } else if (role == Role::kActions) {
      of_child = Role::kAction;
    } else if (role == Role::kAction) {
      if (i == 0) continue;
      if (node.children[0].is("try")) of_child = Role::kActions;
    }
    path.push_back(i);
    visit_nodes(node.children[i], of_child, path, visit);
    path.pop_back();
  }
}

// --- simpler characters ---

bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// What may take the place of a character, best first.  No chain of them leads back.
constexpr std::size_t kMostSimpler = 2;
std::u32string_view simpler(char32_t c) {
  if (c == 'a' || c == 'A' || c == '0' || c == ' ' || c == '\r' || c == '\n') return {};
  if (is_letter(c)) return c >= 'a' ? U"a" : U"A";
  if (c == '1') return U"0";
  if (is_digit(c)) return U"01";
  return c > ' ' && c < 0x7F ? U"a" : U"a ";
}

// --- numbers ---

std::optional<std::int64_t> small_int(const std::string& token) {
  std::int64_t value = 0;
  const char* const end = token.data() + token.size();
  const auto [at, error] = std::from_chars(token.data(), end, value);
  if (error != std::errc() || at != end) return std::nullopt;
  return value;
}

// What may take the place of a number, best first; each is nearer to zero.
std::vector<std::string> simpler_numbers(const std::string& token) {
  if (token.find_first_not_of("-0123456789") != std::string::npos) return {};
  const auto value = small_int(token);
  if (!value) return {"0", "1"};
  std::vector<std::string> out;
  for (const std::int64_t candidate :
       {std::int64_t{0}, std::int64_t{1}, *value / 2, *value > 0 ? *value - 1 : *value + 1}) {
    const bool nearer = *value > 0 ? candidate < *value : candidate > *value && candidate <= 0;
    if (nearer && std::find(out.begin(), out.end(), std::to_string(candidate)) == out.end())
      out.push_back(std::to_string(candidate));
  }
  return out;
}

// --- the stream ---

// One character a byte.
std::u32string characters_of(std::string_view bytes) {
  std::u32string text(bytes.size(), U'\0');
  std::transform(bytes.begin(), bytes.end(), text.begin(),
                 [](char byte) { return static_cast<unsigned char>(byte); });
  return text;
}

// Where each line begins, and the end.
std::vector<std::size_t> line_bounds(const std::u32string& text) {
  std::vector<std::size_t> bounds{0};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' && i + 1 < text.size()) bounds.push_back(i + 1);
  if (!text.empty()) bounds.push_back(text.size());
  return bounds;
}

// The same for what follows a blank line: a request or a body.
std::vector<std::size_t> block_bounds(const std::u32string& text) {
  const std::vector<std::size_t> lines = line_bounds(text);
  std::vector<std::size_t> bounds{0};
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::u32string_view line =
        std::u32string_view(text).substr(lines[i], lines[i + 1] - lines[i]);
    if ((line == U"\r\n" || line == U"\n") && lines[i + 1] != text.size())
      bounds.push_back(lines[i + 1]);
  }
  if (!text.empty()) bounds.push_back(text.size());
  return bounds;
}

// The members that name a byte of it.
constexpr std::array<const char*, 2> kStreamFaults{"rfile_timeout_at", "rfile_error_at"};

// In a long run of one byte the bytes [first, last) go on from as many others: without either
// the text is the same.
bool repeats(const std::u32string& text, std::size_t first, std::size_t last) {
  const std::size_t size = last - first;
  if (first < size) return false;
  return std::u32string_view(text).substr(first - size, 2 * size).find_first_not_of(text[first]) ==
         std::u32string_view::npos;
}

// A body whose length a field announces.
struct Body {
  std::size_t digits;      // where the number begins
  std::size_t digits_end;  // and ends
  std::size_t begin;       // where the body begins
  std::size_t size;
};

std::vector<Body> bodies_of(const std::u32string& text) {
  static constexpr std::u32string_view kName = U"content-length:";
  std::vector<Body> bodies;
  const std::vector<std::size_t> lines = line_bounds(text);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::u32string_view line =
        std::u32string_view(text).substr(lines[i], lines[i + 1] - lines[i]);
    const bool named = line.size() > kName.size() &&
                       std::equal(kName.begin(), kName.end(), line.begin(),
                                  [](char32_t a, char32_t b) { return a == b || a - 32 == b; });
    if (!named) continue;
    Body body{lines[i] + kName.size(), 0, 0, 0};
    while (text[body.digits] == ' ' || text[body.digits] == '\t') ++body.digits;
    body.digits_end = body.digits;
    while (body.digits_end < text.size() && is_digit(text[body.digits_end])) ++body.digits_end;
    const std::string number(text.begin() + static_cast<std::ptrdiff_t>(body.digits),
                             text.begin() + static_cast<std::ptrdiff_t>(body.digits_end));
    const auto size = small_int(number);
    if (!size || *size <= 0) continue;
    body.size = static_cast<std::size_t>(*size);
    const std::vector<std::size_t> blocks = block_bounds(text);
    const auto block = std::upper_bound(blocks.begin(), blocks.end(), body.digits);
    if (block == blocks.end() || text.size() - *block < body.size) continue;
    body.begin = *block;
    bodies.push_back(body);
  }
  return bodies;
}

// --- the work ---

// The length of the runs that are tried after those of `length`, of `count` items; 0 after those of
// one.  Halves find more than quarters, and quarters ask a third less where nothing can go, which
// long lists take notice of.
std::size_t shorter(std::size_t length, std::size_t count) {
  constexpr std::size_t kLong = 512;
  return length > 1 ? std::max<std::size_t>(length / (count > kLong ? 4 : 2), 1) : 0;
}

class Reducer {
 public:
  Reducer(const Case& start, const Keeps& keeps,
          const std::function<void(const ReductionProgress&)>& told);

  Reduction run();

 private:
  // The best case with another stream: made and told apart without its tree, for most candidates
  // are of this kind.
  struct Stream {
    std::string bytes;
  };
  using Change = std::variant<JsonTree, Stream>;
  // Candidate `i` of a list of them; nothing where there is none.
  using Make = std::function<std::optional<Change>(std::size_t)>;
  // The best case without the items [first, last) of some list.
  using Erase = std::function<std::optional<Change>(std::size_t first, std::size_t last)>;
  using Erased = std::function<void(std::size_t first, std::size_t last)>;
  struct Candidate {
    std::size_t index;
    std::optional<JsonTree> tree;  // none: that of the best case but for the stream
    Case one;                      // without `hash`
  };

  std::optional<Candidate> candidate(std::size_t index, Change change);
  void set_best(Candidate taken);
  void tree_changed();
  std::size_t first_kept(std::size_t count, const Make& make);
  bool try_one(Change change);
  void shrink(std::size_t count, const Erase& erase, const Erased& erased = {});
  std::vector<Path> paths(const std::function<bool(const JsonTree&, Role)>& wanted) const;
  // Calls `work` with the path of each node that is wanted, though the tree changes.
  void for_each(const std::function<bool(const JsonTree&, Role)>& wanted,
                const std::function<void(const Path&)>& work);

  std::size_t rfile() const { return tree_.find("rfile"); }
  const std::u32string& stream() const { return tree_.children[rfile()].text; }
  // The best case without the bytes [first, last) of the stream.
  Stream without_bytes(std::size_t first, std::size_t last) const;
  // The same where faults that are planned behind them move; nothing where there are none.
  std::optional<JsonTree> without_bytes_moved(std::size_t first, std::size_t last) const;
  void shrink_stream(std::vector<std::size_t> bounds);

  void members();
  void containers();
  void nested();
  void bodies();
  void strings();
  void numbers();
  void characters();
  std::optional<Change> simplified(const Path& path, std::size_t first, std::size_t last,
                                   std::size_t choice) const;
  void simplify(const Path& path);

  const Keeps& keeps_;
  const std::function<void(const ReductionProgress&)>& told_;
  JsonDocument document_;
  JsonTree tree_;  // of the best case
  Reduction best_;
  // What every candidate that is a Stream has in common: the case without its stream and JSON, and
  // the JSON before and behind the stream.
  Case frame_;
  std::string before_stream_;
  std::string behind_stream_;
  std::string_view step_;
  bool changed_ = false;
  std::size_t width_ = 1;  // candidates that are asked together
  // Of the JSON that was asked before: a long case has too many of them to keep.
  std::unordered_set<std::size_t> rejected_;
};

Reducer::Reducer(const Case& start, const Keeps& keeps,
                 const std::function<void(const ReductionProgress&)>& told)
    : keeps_(keeps), told_(told) {
  best_.one = start;
  tree_ = read_tree(document_.parse(start.json));
  tree_changed();
}

std::optional<Reducer::Candidate> Reducer::candidate(std::size_t index, Change change) {
  std::string json;
  if (const auto* stream = std::get_if<Stream>(&change)) {
    json.reserve(before_stream_.size() + best_.one.json.size() + behind_stream_.size());
    json += before_stream_;
    write_bytes(stream->bytes, json);
    json += behind_stream_;
  } else {
    write_tree(std::get<JsonTree>(change), json);
  }
  if (rejected_.contains(std::hash<std::string>()(json))) return std::nullopt;
  if (auto* stream = std::get_if<Stream>(&change)) {
    Candidate made{index, std::nullopt, frame_};
    made.one.rfile = std::move(stream->bytes);
    made.one.json = std::move(json);
    return made;
  }
  try {
    Case one = read_case_unhashed(document_.parse(json), json);
    return Candidate{index, std::move(std::get<JsonTree>(change)), std::move(one)};
  } catch (const JsonError&) {  // an action without its argument, and the like
    return std::nullopt;
  }
}

void Reducer::set_best(Candidate taken) {
  best_.one = std::move(taken.one);
  if (taken.tree) {
    tree_ = std::move(*taken.tree);
    tree_changed();
  } else {
    tree_.children[rfile()].text = characters_of(best_.one.rfile);
  }
}

// Anew what the candidates of a stream have in common.
void Reducer::tree_changed() {
  frame_ = best_.one;
  frame_.rfile.clear();
  frame_.json.clear();
  frame_.hash.clear();
  before_stream_ = "{";
  behind_stream_.clear();
  std::string* out = &before_stream_;
  for (std::size_t i = 0; i < tree_.children.size(); ++i) {
    if (i != 0) *out += ", ";
    write_text(Text::from_code_points(tree_.keys[i]), *out);
    *out += ": ";
    if (i == rfile()) {
      out = &behind_stream_;
    } else {
      write_tree(tree_.children[i], *out);
    }
  }
  *out += '}';
}

// Takes the first candidate that still shows it, and returns its index; `count` when none does.
std::size_t Reducer::first_kept(std::size_t count, const Make& make) {
  constexpr std::size_t kWidest = 64;
  for (std::size_t next = 0; next < count;) {
    std::vector<Candidate> batch;
    for (; next < count && batch.size() < width_; ++next)
      if (auto change = make(next))
        if (auto made = candidate(next, std::move(*change))) batch.push_back(std::move(*made));
    if (batch.empty()) continue;
    std::vector<const Case*> cases;
    cases.reserve(batch.size());
    for (const Candidate& one : batch) cases.push_back(&one.one);
    const std::vector<bool> kept = keeps_(cases);
    best_.asked += batch.size();
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!kept[i]) {
        rejected_.insert(std::hash<std::string>()(batch[i].one.json));
        continue;
      }
      const std::size_t index = batch[i].index;
      set_best(std::move(batch[i]));
      ++best_.taken;
      changed_ = true;
      width_ = std::max<std::size_t>(width_ / 4, 1);
      if (told_) told_({step_, best_.asked, best_.one});
      return index;
    }
    width_ = std::min(width_ * 2, kWidest);
    if (told_) told_({step_, best_.asked, best_.one});
  }
  return count;
}

bool Reducer::try_one(Change change) {
  return first_kept(1, [&](std::size_t) { return std::move(change); }) == 0;
}

// Takes runs of a list's items away: all, then parts of them, down to each by itself.
void Reducer::shrink(std::size_t count, const Erase& erase, const Erased& erased) {
  for (std::size_t length = count; length > 0; length = std::min(shorter(length, count), count)) {
    for (std::size_t from = 0; from < count;) {
      const std::size_t windows = (count - from + length - 1) / length;
      const auto first = [&](std::size_t i) { return from + i * length; };
      const auto last = [&](std::size_t i) { return std::min(first(i) + length, count); };
      const std::size_t i =
          first_kept(windows, [&](std::size_t w) { return erase(first(w), last(w)); });
      if (i == windows) break;
      const std::size_t begin = first(i);
      const std::size_t end = last(i);
      if (erased) erased(begin, end);
      count -= end - begin;
      from = begin;
    }
  }
}

std::vector<Path> Reducer::paths(const std::function<bool(const JsonTree&, Role)>& wanted) const {
  std::vector<Path> found;
  Path path;
  visit_nodes(tree_, Role::kRoot, path, [&](const JsonTree& node, Role role, const Path& at) {
    if (wanted(node, role)) found.push_back(at);
  });
  return found;
}

void Reducer::for_each(const std::function<bool(const JsonTree&, Role)>& wanted,
                       const std::function<void(const Path&)>& work) {
  for (std::size_t i = 0;; ++i) {
    const std::vector<Path> found = paths(wanted);
    if (i >= found.size()) return;
    work(found[i]);
  }
}

Reducer::Stream Reducer::without_bytes(std::size_t first, std::size_t last) const {
  const std::string_view bytes = best_.one.rfile;
  Stream stream;
  stream.bytes.reserve(bytes.size() - (last - first));
  stream.bytes += bytes.substr(0, first);
  stream.bytes += bytes.substr(last);
  return stream;
}

std::optional<JsonTree> Reducer::without_bytes_moved(std::size_t first, std::size_t last) const {
  JsonTree tree = tree_;
  tree.children[rfile()].text.erase(first, last - first);
  bool any = false;
  for (const char* key : kStreamFaults) {
    const std::size_t member = tree.find(key);
    if (member == tree.children.size()) continue;
    std::string& token = tree.children[member].token;
    const auto at = small_int(token);
    if (!at || *at <= static_cast<std::int64_t>(first)) continue;
    const std::int64_t gone =
        std::min(*at, static_cast<std::int64_t>(last)) - static_cast<std::int64_t>(first);
    token = std::to_string(*at - gone);
    any = true;
  }
  return any ? std::optional(std::move(tree)) : std::nullopt;
}

// `bounds` are where each piece of the stream begins, and where the last one ends.
void Reducer::shrink_stream(std::vector<std::size_t> bounds) {
  const bool faulty = std::any_of(kStreamFaults.begin(), kStreamFaults.end(), [&](const char* key) {
    return tree_.find(key) != tree_.children.size();
  });
  for (const bool moved : {true, false}) {
    if (moved && !faulty) continue;
    shrink(
        bounds.size() - 1,
        [&](std::size_t first, std::size_t last) -> std::optional<Change> {
          const std::size_t at = bounds[first];
          if (moved) return without_bytes_moved(at, bounds[last]);
          if (!faulty && repeats(stream(), at, bounds[last])) return std::nullopt;
          return without_bytes(at, bounds[last]);
        },
        [&](std::size_t first, std::size_t last) {
          const std::size_t gone = bounds[last] - bounds[first];
          bounds.erase(bounds.begin() + static_cast<std::ptrdiff_t>(first),
                       bounds.begin() + static_cast<std::ptrdiff_t>(last));
          for (std::size_t i = first; i < bounds.size(); ++i) bounds[i] -= gone;
        });
  }
}

// What the case may do without: a version, a table, a fault, all that its methods do.
void Reducer::members() {
  step_ = "settings";
  shrink(tree_.children.size(), [&](std::size_t first, std::size_t last) -> std::optional<Change> {
    JsonTree tree = tree_;
    const std::array<std::size_t, 2> kept{tree.find("id"), tree.find("rfile")};
    for (std::size_t i = last; i-- > first;)
      if (std::find(kept.begin(), kept.end(), i) == kept.end()) tree.erase(i, i + 1);
    if (tree.children.size() + (last - first) != tree_.children.size()) return std::nullopt;
    return tree;
  });
}

// Methods, actions, arguments, and what lists and objects hold.
void Reducer::containers() {
  step_ = "actions";
  for_each([](const JsonTree& node,
              Role role) { return role != Role::kRoot && (node.is_array() || node.is_object()); },
           [&](const Path& path) {
             shrink(node_at(tree_, path).children.size(), [&](std::size_t first, std::size_t last) {
               JsonTree tree = tree_;
               node_at(tree, path).erase(first, last);
               return tree;
             });
           });
}

// The actions of a `try` without it, and the one value of an object in its place.
void Reducer::nested() {
  for_each(
      [](const JsonTree&, Role role) { return role == Role::kActions; },
      [&](const Path& path) {
        for (std::size_t i = 0; i < node_at(tree_, path).children.size(); ++i) {
          JsonTree tree = tree_;
          JsonTree& actions = node_at(tree, path);
          const JsonTree action = actions.children[i];
          if (!action.is_array() || action.children.size() != 2 || !action.children[0].is("try"))
            continue;
          actions.erase(i, i + 1);
          actions.children.insert(actions.children.begin() + static_cast<std::ptrdiff_t>(i),
                                  action.children[1].children.begin(),
                                  action.children[1].children.end());
          try_one(std::move(tree));
        }
      });
  for_each(
      [](const JsonTree& node, Role role) {
        return role == Role::kValue && node.is_object() && node.children.size() == 1;
      },
      [&](const Path& path) {
        JsonTree tree = tree_;
        JsonTree child = node_at(tree, path).children[0];
        node_at(tree, path) = std::move(child);
        try_one(std::move(tree));
      });
}

// Bodies with the numbers that announce them.
void Reducer::bodies() {
  step_ = "bodies";
  for (std::size_t i = 0; i < bodies_of(stream()).size(); ++i) {
    for (bool shorter = true; shorter;) {
      const std::vector<Body> found = bodies_of(stream());
      if (i >= found.size()) break;
      const Body body = found[i];
      const std::array<std::size_t, 3> sizes{0, body.size / 2, body.size - 1};
      shorter = first_kept(sizes.size(), [&](std::size_t s) {
                  Stream stream = without_bytes(body.begin + sizes[s], body.begin + body.size);
                  stream.bytes.replace(body.digits, body.digits_end - body.digits,
                                       std::to_string(sizes[s]));
                  return stream;
                }) != sizes.size();
    }
  }
}

void Reducer::strings() {
  step_ = "texts";
  const auto is_other_string = [this](const JsonTree& node, Role) {
    return node.is_string() && &node != &tree_.children[rfile()];
  };
  for_each(is_other_string, [&](const Path& path) {
    shrink(node_at(tree_, path).text.size(), [&](std::size_t first, std::size_t last) {
      JsonTree tree = tree_;
      node_at(tree, path).text.erase(first, last - first);
      return tree;
    });
  });
}

void Reducer::numbers() {
  step_ = "numbers";
  for_each([](const JsonTree& node, Role) { return node.kind == JsonTree::Kind::kScalar; },
           [&](const Path& path) {
             for (bool simpler = true; simpler;) {
               const auto tokens = simpler_numbers(node_at(tree_, path).token);
               simpler = first_kept(tokens.size(), [&](std::size_t i) {
                           JsonTree tree = tree_;
                           node_at(tree, path).token = tokens[i];
                           return tree;
                         }) != tokens.size();
             }
           });
}

void Reducer::characters() {
  step_ = "simpler bytes";
  for_each([](const JsonTree& node, Role) { return node.is_string(); },
           [&](const Path& path) { simplify(path); });
}

// The best case with every character of [first, last) of a string made simpler, by the choice of
// this index where there is one; nothing where none can be.
std::optional<Reducer::Change> Reducer::simplified(const Path& path, std::size_t first,
                                                   std::size_t last, std::size_t choice) const {
  const auto simplify = [&](auto& text) {
    bool any = false;
    for (std::size_t i = first; i < last; ++i) {
      using Character = std::decay_t<decltype(text[i])>;
      const char32_t c = static_cast<std::make_unsigned_t<Character>>(text[i]);
      const std::u32string_view choices = simpler(c);
      if (choice >= choices.size()) continue;
      text[i] = static_cast<Character>(choices[choice]);
      any = true;
    }
    return any;
  };
  if (path == Path{rfile()}) {
    Stream stream{best_.one.rfile};
    return simplify(stream.bytes) ? std::optional<Change>(std::move(stream)) : std::nullopt;
  }
  JsonTree tree = tree_;
  return simplify(node_at(tree, path).text) ? std::optional<Change>(std::move(tree)) : std::nullopt;
}

// Every character at once, then parts of them, down to each by itself.
void Reducer::simplify(const Path& path) {
  const std::size_t size = node_at(tree_, path).text.size();
  for (std::size_t length = size; length > 0; length = shorter(length, size)) {
    // More than one way to make a run of characters simpler is not worth the asking.
    const std::size_t ways = length == 1 ? kMostSimpler : 1;
    for (std::size_t from = 0; from < size;) {
      const std::size_t count = (size - from + length - 1) / length * ways;
      const std::size_t i = first_kept(count, [&](std::size_t n) {
        const std::size_t first = from + n / ways * length;
        return simplified(path, first, std::min(first + length, size), n % ways);
      });
      if (i == count) break;
      from += (i / ways + 1) * length;
    }
  }
}

Reduction Reducer::run() {
  do {
    changed_ = false;
    members();
    step_ = "requests";
    shrink_stream(block_bounds(stream()));
    containers();
    nested();
    step_ = "lines";
    shrink_stream(line_bounds(stream()));
    bodies();
    step_ = "bytes";
    std::vector<std::size_t> bounds(stream().size() + 1);
    for (std::size_t i = 0; i < bounds.size(); ++i) bounds[i] = i;
    shrink_stream(std::move(bounds));
    strings();
    numbers();
    characters();
  } while (changed_);
  if (best_.taken > 0) {
    const std::string json = std::move(best_.one.json);
    best_.one = read_case(document_.parse(json), json);
  }
  return std::move(best_);
}

}  // namespace

Reduction reduce(const Case& start, const Keeps& keeps,
                 const std::function<void(const ReductionProgress&)>& told) {
  return Reducer(start, keeps, told).run();
}

}  // namespace basehttp::conformance
