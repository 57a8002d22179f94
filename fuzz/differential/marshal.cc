#include "fuzz/differential/marshal.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace basehttp::fuzz {
namespace {

static_assert(std::endian::native == std::endian::little, "the format has the lowest byte first");

// The size of a str is one byte up to here.
constexpr std::size_t kShort = 255;

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::uint64_t eight = 0;
  for (; text.size() >= sizeof(eight); text.remove_prefix(sizeof(eight))) {
    std::memcpy(&eight, text.data(), sizeof(eight));
    all |= eight;
  }
  eight = 0;
  std::memcpy(&eight, text.data(), text.size());
  constexpr std::uint64_t kHigh = 0x8080808080808080;
  return ((all | eight) & kHigh) == 0;
}

// UTF-8 in which a surrogate is a character like any other.
Text text_of(std::string_view utf8) {
  if (is_ascii(utf8)) return Text(utf8);
  std::u32string points;
  points.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[at++]);
    const int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    constexpr unsigned char kFirstBits[] = {0x7F, 0x1F, 0x0F, 0x07};
    char32_t point = first & kFirstBits[more];
    for (int i = 0; i < more; ++i) {
      if (at == utf8.size()) throw MarshalError("a str ends in the middle of a character");
      point = point << 6U | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
    }
    points += point;
  }
  return Text::from_code_points(points);
}

}  // namespace

bool is_utf8_of(std::string_view latin1, std::string_view utf8) {
  if (is_ascii(latin1)) return latin1 == utf8;
  std::size_t at = 0;
  for (const char c : latin1) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned char first = byte < 0x80 ? byte : static_cast<unsigned char>(0xC0U | byte >> 6U);
    if (at == utf8.size() || static_cast<unsigned char>(utf8[at++]) != first) return false;
    if (byte < 0x80) continue;
    const unsigned char last = 0x80U | (byte & 0x3FU);
    if (at == utf8.size() || static_cast<unsigned char>(utf8[at++]) != last) return false;
  }
  return at == utf8.size();
}

void MarshalWriter::typed_number(char type, std::uint32_t value) {
  char bytes[1 + sizeof(value)] = {type};
  std::memcpy(bytes + 1, &value, sizeof(value));
  out_.append(bytes, sizeof(bytes));
}

void MarshalWriter::integer(std::int64_t value) {
  if (value < std::numeric_limits<std::int32_t>::min() ||
      value > std::numeric_limits<std::int32_t>::max())
    return integer(BigInt(value));
  typed_number('i', static_cast<std::uint32_t>(value));
}

// Digits of 15 bits, the lowest first, each in two bytes; a negative count for a negative number.
void MarshalWriter::integer(const BigInt& value) {
  std::string bits;  // the lowest first
  const std::string digits = value.digits(16);
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
    const auto four = static_cast<unsigned>(*digit <= '9' ? *digit - '0' : *digit - 'a' + 10);
    for (unsigned bit = 0; bit < 4; ++bit) bits += static_cast<char>(four >> bit & 1U);
  }
  bits.erase(bits.find_last_of('\1') + 1);
  constexpr std::size_t kBits = 15;
  const std::size_t count = (bits.size() + kBits - 1) / kBits;
  const auto digit_count = static_cast<std::int32_t>(count);
  typed_number('l', static_cast<std::uint32_t>(value.negative() ? -digit_count : digit_count));
  for (std::size_t digit = 0; digit < count; ++digit) {
    unsigned number = 0;
    for (std::size_t bit = std::min(kBits, bits.size() - digit * kBits); bit > 0; --bit)
      number = number << 1U | static_cast<unsigned>(bits[digit * kBits + bit - 1]);
    out_ += static_cast<char>(number & 0xFFU);
    out_ += static_cast<char>(number >> 8U);
  }
}

void MarshalWriter::real(double value) {
  char eight[sizeof(value)];
  std::memcpy(eight, &value, sizeof(value));
  out_.append("g").append(eight, sizeof(eight));
}

void MarshalWriter::text(const Text& value) {
  if (value.is_latin1()) return latin1(value.latin1());
  utf8(value.utf8());
}

void MarshalWriter::ascii(std::string_view value) {
  if (value.size() <= kShort) {
    const char bytes[] = {'z', static_cast<char>(value.size())};
    out_.append(bytes, sizeof(bytes));
  } else {
    typed_number('a', static_cast<std::uint32_t>(value.size()));
  }
  out_ += value;
}

void MarshalWriter::utf8(std::string_view value) {
  if (is_ascii(value)) return ascii(value);
  typed_number('u', static_cast<std::uint32_t>(value.size()));
  out_ += value;
}

void MarshalWriter::latin1(std::string_view value) {
  if (is_ascii(value)) return ascii(value);
  const auto wide = static_cast<std::size_t>(std::count_if(
      value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  typed_number('u', static_cast<std::uint32_t>(value.size() + wide));
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out_ += c;
    } else {
      out_ += static_cast<char>(0xC0U | byte >> 6U);
      out_ += static_cast<char>(0x80U | (byte & 0x3FU));
    }
  }
}

void MarshalWriter::name(std::string_view literal) {
  const auto found = std::find(names_.begin(), names_.end(), literal.data());
  if (found != names_.end())
    return typed_number(kReference, static_cast<std::uint32_t>(found - names_.begin()));
  names_.push_back(literal.data());
  out_ += static_cast<char>('Z' | kIsReferredTo);
  out_ += static_cast<char>(literal.size());
  out_ += literal;
}

void MarshalWriter::list(std::size_t size) { typed_number('[', static_cast<std::uint32_t>(size)); }

std::string_view MarshalReader::referred() const {
  constexpr std::size_t kSize = 1 + sizeof(std::uint32_t);
  std::uint32_t place = 0;
  if (rest_.size() < kSize) throw MarshalError("an object that is cut off");
  std::memcpy(&place, rest_.data() + 1, sizeof(place));
  if (place >= seen_.size()) throw MarshalError("a reference to what has not been");
  return seen_[place];
}

char MarshalReader::type() const {
  if (rest_.empty()) return '\0';
  const char first = rest_.front() == kReference ? referred().front() : rest_.front();
  return static_cast<char>(static_cast<unsigned char>(first) & ~kIsReferredTo);
}

bool MarshalReader::is_text() const {
  switch (type()) {
    case 'z':
    case 'Z':
    case 'u':
    case 'a':
    case 'A':
    case 't':
      return true;
    default:
      return false;
  }
}

void MarshalReader::take(const char* wanted, bool is_there) {
  if (!is_there) throw MarshalError(std::string("something else than ") + wanted);
  if (rest_.front() == kReference) throw MarshalError(std::string(wanted) + " that comes again");
  if ((static_cast<unsigned char>(rest_.front()) & kIsReferredTo) != 0) seen_.push_back(rest_);
  rest_.remove_prefix(1);
}

template <typename Read>
auto MarshalReader::take_scalar(const char* wanted, bool is_there, Read read) {
  if (!is_there || rest_.front() != kReference) {
    take(wanted, is_there);
    return read();
  }
  const std::string_view behind = rest_.substr(1 + sizeof(std::uint32_t));
  rest_ = referred().substr(1);
  const auto value = read();
  rest_ = behind;
  return value;
}

std::string_view MarshalReader::bytes(std::size_t count) {
  if (count > rest_.size()) throw MarshalError("an object that is cut off");
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::int32_t MarshalReader::number() {
  std::int32_t value = 0;
  std::memcpy(&value, bytes(sizeof(value)).data(), sizeof(value));
  return value;
}

bool MarshalReader::boolean() {
  const bool value = type() == 'T';
  take("a bool", is_boolean());
  return value;
}

std::int64_t MarshalReader::integer() {
  const bool is_short = type() == 'i';
  return take_scalar("an int", is_integer(),
                     [&] { return is_short ? std::int64_t{number()} : long_integer(); });
}

std::int64_t MarshalReader::long_integer() {
  const std::int32_t first = number();
  const bool negative = first < 0;
  const std::size_t count =
      negative ? 0U - static_cast<std::uint32_t>(first) : static_cast<std::uint32_t>(first);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view two = bytes(2);
    const std::uint64_t digit =
        static_cast<unsigned char>(two[0]) + 256U * static_cast<unsigned char>(two[1]);
    if (15 * i >= 64 || (digit << 15 * i) >> 15 * i != digit)
      throw MarshalError("an int that is too large");
    value |= digit << 15 * i;
  }
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (value > kMost + (negative ? 1 : 0)) throw MarshalError("an int that is too large");
  return static_cast<std::int64_t>(negative ? 0 - value : value);
}

double MarshalReader::real() {
  return take_scalar("a float", is_real(), [&] {
    double value = 0;
    std::memcpy(&value, bytes(sizeof(value)).data(), sizeof(value));
    return value;
  });
}

std::string_view MarshalReader::utf8() {
  const char kind = type();
  return take_scalar("a str", is_text(), [&] {
    if (kind == 'z' || kind == 'Z') return bytes(static_cast<unsigned char>(bytes(1).front()));
    const std::int32_t size = number();
    if (size < 0) throw MarshalError("a str of a size below zero");
    return bytes(static_cast<std::size_t>(size));
  });
}

Text MarshalReader::text() { return text_of(utf8()); }

std::size_t MarshalReader::list() {
  take("a list", is_list());
  const std::int32_t size = number();
  if (size < 0) throw MarshalError("a list of a size below zero");
  return static_cast<std::size_t>(size);
}

bool MarshalReader::close_dict() {
  if (type() != '0') return false;
  rest_.remove_prefix(1);
  return true;
}

}  // namespace basehttp::fuzz
