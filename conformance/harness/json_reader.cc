#include "conformance/harness/json_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>
#include <deque>
#include <optional>

#include <fmt/format.h>

#include "conformance/harness/float_text.h"

namespace basehttp::conformance {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr int kMaxDepth = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view s, std::size_t i) {
  while (i < s.size() && is_digit(s[i])) ++i;
  return i;
}

// The number grammar of RFC 8259; nothing when the token does not follow it.
std::optional<Json::Kind> number_kind(std::string_view s) {
  std::size_t i = !s.empty() && s[0] == '-' ? 1 : 0;
  const std::size_t first = i;
  i = skip_digits(s, i);
  if (i == first || (s[first] == '0' && i - first > 1)) return std::nullopt;
  Json::Kind kind = Json::Kind::kInt;
  if (i < s.size() && s[i] == '.') {
    kind = Json::Kind::kFloat;
    const std::size_t fraction = i + 1;
    i = skip_digits(s, fraction);
    if (i == fraction) return std::nullopt;
  }
  if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
    kind = Json::Kind::kFloat;
    ++i;
    if (i < s.size() && (s[i] == '+' || s[i] == '-')) ++i;
    const std::size_t exponent = i;
    i = skip_digits(s, exponent);
    if (i == exponent) return std::nullopt;
  }
  return i == s.size() ? std::optional(kind) : std::nullopt;
}

// The four hex digits at `s[i]`; nothing when they are not there.
std::optional<char32_t> hex4(std::string_view s, std::size_t i) {
  if (i + 4 > s.size()) return std::nullopt;
  char32_t value = 0;
  for (const char c : s.substr(i, 4)) {
    const int letter = c | 0x20;
    const bool is_letter = letter >= 'a' && letter <= 'f';
    if (!is_letter && !is_digit(c)) return std::nullopt;
    value = value << 4U | static_cast<char32_t>(is_letter ? letter - 'a' + 10 : c - '0');
  }
  return value;
}

// By letter: what it stands for behind a backslash; zero: nothing.
constexpr std::array<char, 256> kMeaning = [] {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kCharacters = "\"\\/\b\f\n\r\t";
  std::array<char, 256> meaning{};
  for (std::size_t i = 0; i < kLetters.size(); ++i)
    meaning[static_cast<unsigned char>(kLetters[i])] = kCharacters[i];
  return meaning;
}();

char meaning_of(char letter) { return kMeaning[static_cast<unsigned char>(letter)]; }

// One character of a string token (quotes removed) at `i`, which moves behind it.
// The token is known to be UTF-8.  Nothing: a bad escape.
std::optional<char32_t> next_character(std::string_view s, std::size_t& i) {
  const auto byte = [&](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(s[at]));
  };
  const char32_t lead = byte(i);
  if (lead >= 0x80) {
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    char32_t value = lead & (0x3FU >> more);
    for (std::size_t k = 1; k <= more; ++k) value = value << 6U | (byte(i + k) & 0x3FU);
    i += more + 1;
    return value;
  }
  if (lead != U'\\') {
    ++i;
    return lead;
  }
  if (i + 1 >= s.size()) return std::nullopt;
  const char letter = s[i + 1];
  if (letter != 'u') {
    const char meaning = meaning_of(letter);
    if (meaning == 0) return std::nullopt;
    i += 2;
    return static_cast<char32_t>(meaning);
  }
  const auto unit = hex4(s, i + 2);
  if (!unit) return std::nullopt;
  i += 6;
  if (*unit >= 0xD800 && *unit < 0xDC00 && i + 1 < s.size() && s[i] == '\\' && s[i + 1] == 'u') {
    const auto low = hex4(s, i + 2);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      i += 6;
      return 0x10000 + ((*unit - 0xD800) << 10U) + (*low - 0xDC00);
    }
  }
  return *unit;
}

constexpr std::size_t kWord = sizeof(std::uint64_t);

// How many of the eight bytes come before the first that is a backslash or above 0x7F.
std::size_t plain_bytes(std::uint64_t eight) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  const std::uint64_t other = eight ^ ('\\' * kOnes);  // a byte that is zero now was one
  const std::uint64_t found = (eight | ((other - kOnes) & ~other)) & kHigh;
  if (found == 0) return kWord;
  const int bits = std::endian::native == std::endian::little ? std::countr_zero(found)
                                                              : std::countl_zero(found);
  return static_cast<std::size_t>(bits) / 8;
}

// Length of the longest prefix of plain ASCII, no escape.
std::size_t plain_prefix(std::string_view s) {
  std::size_t i = 0;
  for (std::uint64_t eight = 0; i + kWord <= s.size(); i += kWord) {
    std::memcpy(&eight, s.data() + i, kWord);
    const std::size_t plain = plain_bytes(eight);
    if (plain != kWord) return i + plain;
  }
  while (i < s.size() && s[i] != '\\' && static_cast<unsigned char>(s[i]) < 0x80) ++i;
  return i;
}

// A string token without its quotes.
std::string_view inside(std::string_view token) { return token.substr(1, token.size() - 2); }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string_view trim(std::string_view token) {
  while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
  return token;
}

const char* kind_name(Json::Kind kind) {
  switch (kind) {
    case Json::Kind::kNull:
      return "null";
    case Json::Kind::kBool:
      return "a boolean";
    case Json::Kind::kInt:
      return "an int";
    case Json::Kind::kFloat:
      return "a float";
    case Json::Kind::kString:
      return "a string";
    case Json::Kind::kArray:
      return "a list";
    case Json::Kind::kObject:
      return "an object";
  }
  return "";
}

}  // namespace

struct JsonDocument::Parser {
  ondemand::parser simd;
  // Of the object whose keys are being checked.
  std::vector<std::string_view> keys;
  std::deque<std::string> unescaped;
  // Where strings are kept that are not written as they are; no longer than the text.
  std::string strings;
  char* free_string = nullptr;

  // Throws simdjson_error for what simdjson sees, JsonError for the rest.
  void add(JsonDocument& document, ondemand::value value, int depth);
  // A container begins with its bracket, at `start`.
  void add_object(JsonDocument& document, ondemand::object object, const char* start, int depth);
  void add_array(JsonDocument& document, ondemand::array array, const char* start, int depth);
  static std::uint32_t begin_container(JsonDocument& document, Json::Kind kind, const char* start);
  static void end_container(JsonDocument& document, std::uint32_t index, std::uint32_t size);
  static Node leaf(const JsonDocument& document, std::string_view token, Json::Kind kind);
  void add_scalar(JsonDocument& document, std::string_view token);
  void add_string(JsonDocument& document, std::string_view token);
  void add_key(JsonDocument& document, const char* start);
  void check_keys(const JsonDocument& document, std::uint32_t object);
};

JsonDocument::Node JsonDocument::Parser::leaf(const JsonDocument& document, std::string_view token,
                                              Json::Kind kind) {
  const auto end = static_cast<std::uint32_t>(document.nodes_.size() + 1);
  return {token, {}, end, 0, kind, Width::kAscii};
}

void JsonDocument::Parser::add(JsonDocument& document, ondemand::value value, int depth) {
  if (depth > kMaxDepth) throw JsonError("", "not JSON that can be read: nested too deeply");
  const auto type = value.type();
  // What simdjson takes for no value, as NaN, is told by its own name.
  if (type.error() != simdjson::SUCCESS) return add_scalar(document, trim(value.raw_json_token()));
  const std::string_view token = trim(value.raw_json_token());
  switch (type.value_unsafe()) {
    case ondemand::json_type::object:
      return add_object(document, value.get_object(), token.data(), depth);
    case ondemand::json_type::array:
      return add_array(document, value.get_array(), token.data(), depth);
    default:
      return add_scalar(document, token);
  }
}

std::uint32_t JsonDocument::Parser::begin_container(JsonDocument& document, Json::Kind kind,
                                                    const char* start) {
  document.nodes_.push_back({{start, 1}, {}, 0, 0, kind, Width::kAscii});
  return static_cast<std::uint32_t>(document.nodes_.size() - 1);
}

void JsonDocument::Parser::end_container(JsonDocument& document, std::uint32_t index,
                                         std::uint32_t size) {
  Node& node = document.nodes_[index];
  const std::string_view last = document.nodes_.back().written;
  node.written = {node.written.data(),
                  static_cast<std::size_t>(last.data() + last.size() - node.written.data())};
  node.size = size;
  node.end = static_cast<std::uint32_t>(document.nodes_.size());
}

void JsonDocument::Parser::add_object(JsonDocument& document, ondemand::object object,
                                      const char* start, int depth) {
  const std::uint32_t index = begin_container(document, Json::Kind::kObject, start);
  std::uint32_t size = 0;
  for (auto field : object) {
    add_key(document, field.key().value().raw());
    add(document, field.value(), depth + 1);
    ++size;
  }
  end_container(document, index, size);
  check_keys(document, index);
}

void JsonDocument::Parser::add_array(JsonDocument& document, ondemand::array array,
                                     const char* start, int depth) {
  const std::uint32_t index = begin_container(document, Json::Kind::kArray, start);
  std::uint32_t size = 0;
  for (auto element : array) {
    add(document, element.value(), depth + 1);
    ++size;
  }
  end_container(document, index, size);
}

void JsonDocument::Parser::add_scalar(JsonDocument& document, std::string_view token) {
  if (token.size() >= 2 && token.front() == '"') return add_string(document, token);
  std::optional<Json::Kind> kind;
  if (token == "true" || token == "false") {
    kind = Json::Kind::kBool;
  } else if (token == "null") {
    kind = Json::Kind::kNull;
  } else {
    kind = number_kind(token);
  }
  if (!kind) throw JsonError("", fmt::format("not JSON: {:.40} is no value", token));
  document.nodes_.push_back(leaf(document, token, *kind));
}

void JsonDocument::Parser::add_string(JsonDocument& document, std::string_view token) {
  const std::string_view s = inside(token);
  Node node = leaf(document, token, Json::Kind::kString);
  node.latin1 = s;
  std::size_t i = plain_prefix(s);
  if (i == s.size()) return document.nodes_.push_back(node);
  char* const start = free_string;
  std::memcpy(start, s.data(), i);
  char* to = start + i;
  while (i < s.size()) {
    const char meaning = s[i] == '\\' && i + 1 < s.size() ? meaning_of(s[i + 1]) : '\0';
    if (meaning != 0) {
      *to++ = meaning;
      i += 2;
    } else {
      const auto c = next_character(s, i);
      if (!c) throw JsonError("", "not JSON: a bad escape in a string");
      if (*c > 0xFF) node.width = Width::kAny;
      *to++ = static_cast<char>(*c);
    }
    // Words are copied whole, and what is no part of the run is written over.
    for (std::uint64_t eight = 0; i + kWord <= s.size();) {
      std::memcpy(&eight, s.data() + i, kWord);
      std::memcpy(to, &eight, kWord);
      const std::size_t plain = plain_bytes(eight);
      i += plain;
      to += plain;
      if (plain != kWord) break;
    }
  }
  if (node.width != Width::kAny) node.width = Width::kLatin1;
  node.latin1 = {start, static_cast<std::size_t>(to - start)};
  free_string = to;
  document.nodes_.push_back(node);
}

void JsonDocument::Parser::add_key(JsonDocument& document, const char* start) {
  const char* end = start;
  while (*end != '"') end += *end == '\\' ? 2 : 1;
  add_string(document, {start - 1, static_cast<std::size_t>(end - start) + 2});
}

// RFC 8259 leaves repeated names open; Python takes the last, others the first.
void JsonDocument::Parser::check_keys(const JsonDocument& document, std::uint32_t object) {
  const auto& nodes = document.nodes_;
  // Mostly they are sorted.
  bool ascending = true;
  const Node* before = nullptr;
  for (std::size_t at = object + 1; at < nodes.size(); at = nodes[at + 1].end) {
    const Node& key = nodes[at];
    ascending =
        ascending && key.width != Width::kAny && (before == nullptr || before->latin1 < key.latin1);
    before = &key;
  }
  if (ascending) return;
  keys.clear();
  unescaped.clear();
  for (std::size_t at = object + 1; at < nodes.size(); at = nodes[at + 1].end) {
    const Node& key = nodes[at];
    const Json json(document, static_cast<std::uint32_t>(at));
    keys.push_back(key.width == Width::kAscii ? key.latin1 : unescaped.emplace_back(json.utf8()));
  }
  std::sort(keys.begin(), keys.end());
  const auto twice = std::adjacent_find(keys.begin(), keys.end());
  if (twice != keys.end()) {
    throw JsonError(std::string(*twice), "the key appears twice in one object");
  }
}

JsonDocument::JsonDocument() : parser_(std::make_unique<Parser>()) {}
JsonDocument::~JsonDocument() = default;

Json JsonDocument::parse(std::string_view text, std::size_t readable) {
  nodes_.clear();
  if (readable < text.size() + simdjson::SIMDJSON_PADDING) {
    copy_.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    copy_.assign(text);
    text = copy_;
    readable = copy_.capacity();
  }
  if (parser_->strings.size() < text.size()) parser_->strings.resize(2 * text.size());
  parser_->free_string = parser_->strings.data();
  try {
    ondemand::document document =
        parser_->simd.iterate(simdjson::padded_string_view(text.data(), text.size(), readable));
    const auto start = [&] { return text.data() + text.find_first_not_of(" \t\r\n"); };
    switch (document.type()) {
      case ondemand::json_type::object:
        parser_->add_object(*this, document.get_object(), start(), 1);
        break;
      case ondemand::json_type::array:
        parser_->add_array(*this, document.get_array(), start(), 1);
        break;
      default:
        throw JsonError("", "not JSON: neither an object nor a list");
    }
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
      throw JsonError("", "not JSON: more text after the end of the value");
  } catch (const simdjson::simdjson_error& error) {
    throw JsonError("", fmt::format("not JSON: {}", error.what()));
  }
  return {*this, 0};
}

bool Json::boolean() const {
  expect(Kind::kBool, "true or false");
  return token() == "true";
}

BigInt Json::integer() const {
  expect(Kind::kInt, "an int");
  return BigInt::from_decimal(token()).value();
}

std::int64_t Json::int64(std::int64_t lowest, std::int64_t highest) const {
  expect(Kind::kInt, "an int");
  const std::string_view digits = token();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || value < lowest || value > highest)
    fail(fmt::format("must be an int from {} to {}", lowest, highest));
  return value;
}

double Json::number() const {
  if (kind() != Kind::kInt && kind() != Kind::kFloat) expect(Kind::kFloat, "a number");
  const std::string_view digits = token();
  double value = 0;
  const auto [end, error] = float_from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc()) fail("is a number that no float holds");
  return value;
}

std::string Json::bytes() const {
  expect(Kind::kString, "a string of bytes");
  const JsonDocument::Node& node = document_->nodes_[index_];
  if (node.width == JsonDocument::Width::kAny) {
    const std::string_view s = inside(token());
    char32_t c = 0;
    for (std::size_t i = 0; c <= 0xFF;) c = next_character(s, i).value();
    fail(fmt::format("character U+{:04X} is above U+00FF in a byte field",
                     static_cast<std::uint32_t>(c)));
  }
  return std::string(node.latin1);
}

Text Json::text() const {
  expect(Kind::kString, "a string");
  const JsonDocument::Node& node = document_->nodes_[index_];
  if (node.width != JsonDocument::Width::kAny) return {node.latin1};
  const std::string_view s = inside(token());
  std::u32string wide;
  wide.reserve(s.size());
  for (std::size_t i = 0; i < s.size();) wide += next_character(s, i).value();
  return Text::from_code_points(wide);
}

std::optional<std::string_view> Json::latin1() const noexcept {
  const JsonDocument::Node& node = document_->nodes_[index_];
  if (node.kind != Kind::kString || node.width == JsonDocument::Width::kAny) return std::nullopt;
  return node.latin1;
}

std::string Json::utf8() const {
  expect(Kind::kString, "a string");
  const JsonDocument::Node& node = document_->nodes_[index_];
  if (node.width == JsonDocument::Width::kAscii) return std::string(node.latin1);
  return text().utf8();
}

Json::Iterator Json::begin() const {
  if (!is_object()) expect(Kind::kArray, "a list");
  return {*document_, index_ + 1, is_object()};
}

Json::Iterator Json::end() const {
  return {*document_, document_->nodes_[index_].end, is_object()};
}

std::size_t Json::size() const {
  if (!is_object()) expect(Kind::kArray, "a list");
  return document_->nodes_[index_].size;
}

std::string Json::path() const {
  std::string out;
  Json at(*document_, 0);
  while (at.index_ != index_) {
    std::size_t position = 0;
    for (const Json child : at) {
      if (index_ < document_->nodes_[child.index_].end) {
        if (at.is_object()) {
          out += fmt::format("{}{}", out.empty() ? "" : ".", child.key().utf8());
        } else {
          out += fmt::format("[{}]", position);
        }
        at = child;
        break;
      }
      ++position;
    }
    if (at.index_ > index_) break;  // the value is a key
  }
  return out;
}

void Json::fail(const std::string& message) const { throw JsonError(path(), message); }

void Json::expect(Kind kind, const char* what) const {
  if (this->kind() != kind) fail(fmt::format("must be {}, not {}", what, kind_name(this->kind())));
}

}  // namespace basehttp::conformance
