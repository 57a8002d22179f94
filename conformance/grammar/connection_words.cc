#include "conformance/grammar/connection_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace basehttp::conformance::grammar {
namespace {

using namespace std::string_view_literals;

// As many tickets for each entry of a table as it weighs: one random number draws the entry.
template <const auto& kTable>
constexpr auto kTickets = [] {
  constexpr std::size_t kTotal = [] {
    std::size_t total = 0;
    for (const auto& entry : kTable) total += entry.weight;
    return total;
  }();
  std::array<std::uint8_t, kTotal> tickets{};
  std::size_t ticket = 0;
  for (std::size_t entry = 0; entry < std::size(kTable); ++entry)
    for (unsigned left = kTable[entry].weight; left > 0; --left)
      tickets[ticket++] = static_cast<std::uint8_t>(entry);
  return tickets;
}();

constexpr std::string_view text_of(const Word& word) { return word.text; }
constexpr std::string_view text_of(const FieldWords& field) { return field.name; }
constexpr std::string_view text_of(std::string_view text) { return text; }

// The texts of a table one behind the other, with room behind the last one.
template <const auto& kTable>
constexpr auto kLetters = [] {
  constexpr std::size_t kTotal = [] {
    std::size_t total = kMostWord;
    for (const auto& entry : kTable) total += text_of(entry).size();
    return total;
  }();
  std::array<char, kTotal> letters{};
  std::size_t at = 0;
  for (const auto& entry : kTable)
    for (const char c : text_of(entry)) letters[at++] = c;
  return letters;
}();

// The texts of a table as they lie in kLetters.
template <const auto& kTable>
constexpr auto kTexts = [] {
  std::array<std::string_view, std::size(kTable)> texts;
  std::size_t at = 0;
  for (std::size_t entry = 0; entry < texts.size(); ++entry) {
    const std::size_t size = text_of(kTable[entry]).size();
    texts[entry] = std::string_view(kLetters<kTable>.data() + at, size);
    at += size;
  }
  return texts;
}();

template <const auto& kTable>
constexpr WeightedTexts kWeighted = {kTickets<kTable>.data(), kTickets<kTable>.size(),
                                     kTexts<kTable>.data()};

constexpr Word kSpaces[] = {{60, " "},   {4, "  "},   {6, "\t"},   {2, "\x0b"}, {2, "\x0c"},
                            {2, "\x1c"}, {1, "\x1d"}, {1, "\x1e"}, {2, "\x1f"}, {3, "\x85"},
                            {3, "\xa0"}, {2, "\r"},   {1, "\0"sv}, {1, " \t "}, {1, "\x20\xa0"}};

constexpr Word kMethods[] = {
    {40, "GET"},   {12, "HEAD"}, {16, "POST"}, {5, "PUT"},      {3, "OPTIONS"}, {3, "PATCH"},
    {2, "DELETE"}, {2, "get"},   {2, "GETS"},  {1, "GE"},       {1, "CONNECT"}, {1, "\x00GET"sv},
    {1, "G\xc9T"}, {1, "'\"\\"}, {1, "<GET>"}, {1, "HTTP/1.1"}, {1, "M\xad"}};

constexpr Word kTargets[] = {{30, "/"},        {15, "/a"},
                             {8, "//"},        {6, "//evil.test/"},
                             {3, "///a//b"},   {6, "/a?b=c&d=%20"},
                             {4, "*"},         {4, "http://host:80/a"},
                             {2, "host:443"},  {2, "/%2e%2e/"},
                             {2, "/a#b"},      {2, "/\xe9"},
                             {2, "/\x01\x7f"}, {1, "'"},
                             {1, "/<b>&amp;"}, {1, "a"},
                             {1, "/\\\""}};

constexpr Word kVersions[] = {{40, "HTTP/1.1"},
                              {24, "HTTP/1.0"},
                              {5, "HTTP/0.9"},
                              {5, "HTTP/2.0"},
                              {3, "HTTP/1.2"},
                              {3, "HTTP/1.10"},
                              {2, "HTTP/01.01"},
                              {2, "HTTP/1"},
                              {2, "HTTP/"},
                              {2, "HTTP"},
                              {2, "http/1.1"},
                              {2, "HTTP/1.1.1"},
                              {2, "HTTP/1."},
                              {2, "HTTP/.1"},
                              {2, "HTTP/1.x"},
                              {2, "HTTP/+1.1"},
                              {2, "HTTP/1.-1"},
                              {2, "HTTP/1_0.1"},
                              {2, "HTTP/1.1_1"},
                              {1, "HTTP/1._1"},
                              {1, "HTTP/1__0.1"},
                              {2, "HTTP/1.\xb2"},
                              {2, "HTTP//1.1"},
                              {2, "HTTP/1.1/1"},
                              {2, "HTTP/1.1234567890"},
                              {2, "HTTP/1.12345678901"},
                              {2, "HTTP/11111111111.1"},
                              {1, "HTTP/1.0000000000"},
                              {1, "HTTP/3.0"},
                              {1, "HTTPS/1.1"},
                              {1, "HTTP/1,1"},
                              {1, "HTTP/-1.1"},
                              {1, "HTTP/ 1.1"}};

constexpr Word kLineEnds[] = {{70, "\r\n"}, {16, "\n"},      {3, "\r\r\n"},
                              {2, "\n\n"},  {2, "\r"},       {1, "\n\r\n"},
                              {1, " \r\n"}, {1, "\r\n\r\n"}, {1, "\0\r\n"sv}};

constexpr Word kColons[] = {{60, ": "}, {14, ":"},    {3, ":  "}, {3, " : "},
                            {3, " :"},  {3, "\t: "},  {3, ":\t"}, {2, ""},
                            {2, "::"},  {1, ":\xa0"}, {1, ":\v"}, {1, ";"}};

constexpr Word kFolds[] = {{10, " "}, {8, "\t"}, {3, "  "}, {2, " \t "}, {1, "\v"}, {1, "\xa0"}};

constexpr Word kBlanks[] = {{60, "\r\n"}, {20, "\n"},   {3, ""},
                            {2, "\r"},    {2, " \r\n"}, {2, "\r\r\n"}};

constexpr Word kBodies[] = {{10, ""},
                            {6, "12345"},
                            {3, "a=b&c=d"},
                            {2, "5\r\nhello\r\n0\r\n\r\n"},
                            {2, "\r\n"},
                            {2, "GET /inner HTTP/1.1\r\n\r\n"},
                            {1, "\x00\xff\x80"sv}};

constexpr std::string_view kConnection[] = {
    "close",   "keep-alive", "Close", "KEEP-ALIVE", "close, keep-alive",
    "upgrade", "close ",     "",      "clos\xe9"};
constexpr std::string_view kExpect[] = {"100-continue",  "100-Continue",    "200-ok",
                                        "100-continue ", "100-continue, x", ""};
constexpr std::string_view kLength[] = {
    "0",  "5",  "12",   "1",   "23", "-1",  "+5",
    "5 ", "05", "5, 5", "0x5", "",   "999", "18446744073709551616"};
constexpr std::string_view kHost[] = {"localhost", "a", "", "[::1]:80", "a b", "\xe9"};
constexpr std::string_view kCoding[] = {"chunked", "gzip, chunked", "identity", "Chunked"};
constexpr std::string_view kType[] = {"text/plain",
                                      "text/html; charset=utf-8",
                                      "multipart/mixed; boundary=b",
                                      "multipart/mixed; boundary=\"b\"",
                                      "multipart/digest; boundary=b",
                                      "multipart/mixed",
                                      "multipart/mixed; boundary*=utf-8'en'b",
                                      "multipart/mixed; boundary*0=b; boundary*1=c",
                                      "multipart/mixed; boundary*0*=ascii''%62; boundary*1=c",
                                      "multipart/mixed; boundary*=no-such-codec''b",
                                      "message/rfc822",
                                      "message/delivery-status",
                                      "message/partial",
                                      "text/plain; a=\"b;c\"; d",
                                      "text",
                                      "a/b/c",
                                      "; x=y"};
constexpr std::string_view kDisposition[] = {
    "attachment; filename=a.txt", "form-data; name=\"a\"; filename*=utf-8''%e2", "inline"};
constexpr std::string_view kTransfer[] = {"base64", "quoted-printable", "7bit", "8bit", " base64 "};
constexpr std::string_view kOther[] = {
    "1",       "", "a b", "\xe9\xff", "a\rb", "x: y", "\x00"sv, "=?utf-8?q?a?=", "\"quoted; text\"",
    "a,b;c=d", "'"};
constexpr std::string_view kNone[] = {""};

constexpr FieldWords kFieldTable[] = {{14, "Connection", kTexts<kConnection>},
                                      {4, "connection", kTexts<kConnection>},
                                      {7, "Expect", kTexts<kExpect>},
                                      {2, "EXPECT", kTexts<kExpect>},
                                      {12, "Content-Length", kTexts<kLength>},
                                      {10, "Host", kTexts<kHost>},
                                      {4, "Transfer-Encoding", kTexts<kCoding>},
                                      {9, "Content-Type", kTexts<kType>},
                                      {3, "Content-Disposition", kTexts<kDisposition>},
                                      {3, "Content-Transfer-Encoding", kTexts<kTransfer>},
                                      {10, "A", kTexts<kOther>},
                                      {4, "X-\xe9", kTexts<kOther>},
                                      {2, "", kTexts<kOther>},
                                      {2, "A B", kTexts<kOther>},
                                      {2, "From x", kTexts<kOther>},
                                      {2, "From x", kTexts<kNone>},
                                      {3, "--b", kTexts<kNone>},
                                      {2, "--b--", kTexts<kNone>},
                                      {1, "no colon", kTexts<kNone>},
                                      {1, "\x7f", kTexts<kOther>},
                                      {1, "Cookie", kTexts<kOther>}};

// The same with names that lie in kLetters.
constexpr auto kFields = [] {
  auto fields = std::to_array(kFieldTable);
  for (std::size_t i = 0; i < fields.size(); ++i) fields[i].name = kTexts<kFieldTable>[i];
  return fields;
}();

constexpr bool has_room(std::span<const std::string_view> texts) {
  return std::all_of(texts.begin(), texts.end(),
                     [](std::string_view text) { return text.size() <= kMostWord; });
}
static_assert(has_room(kTexts<kSpaces>) && has_room(kTexts<kMethods>) &&
              has_room(kTexts<kTargets>) && has_room(kTexts<kVersions>) &&
              has_room(kTexts<kLineEnds>) && has_room(kTexts<kColons>) &&
              has_room(kTexts<kFolds>) && has_room(kTexts<kBlanks>) && has_room(kTexts<kBodies>) &&
              has_room(kTexts<kFieldTable>) &&
              std::all_of(kFields.begin(), kFields.end(),
                          [](const FieldWords& field) { return has_room(field.values); }));

constexpr std::string_view kBytes[] = {
    "\r",   "\n",   "\r\n", "\0"sv, " ",    "\t",   ":",    ";",    ",",    "\"",
    "'",    "%",    "/",    "_",    "+",    "-",    ".",    "0",    "1",    "\x0b",
    "\x0c", "\x1c", "\x1f", "\x7f", "\x80", "\x85", "\xa0", "\xad", "\xb2", "\xff",
    "<",    "&",    "\\",   "=",    "*",    "(",    "\xe9"};

}  // namespace

// In the order of PieceKind.
const std::array<WeightedTexts, kPieceKinds> kWeightedTexts = {
    kWeighted<kSpaces>,   kWeighted<kMethods>,  kWeighted<kTargets>, kWeighted<kVersions>,
    kWeighted<kLineEnds>, WeightedTexts{},      kWeighted<kColons>,  WeightedTexts{},
    kWeighted<kFolds>,    kWeighted<kLineEnds>, kWeighted<kBlanks>,  kWeighted<kBodies>};

std::span<const Word> words_of(PieceKind kind) {
  switch (kind) {
    case PieceKind::kSpace:
      return kSpaces;
    case PieceKind::kMethod:
      return kMethods;
    case PieceKind::kTarget:
      return kTargets;
    case PieceKind::kVersion:
      return kVersions;
    case PieceKind::kRequestEnd:
    case PieceKind::kFieldEnd:
      return kLineEnds;
    case PieceKind::kColon:
      return kColons;
    case PieceKind::kFold:
      return kFolds;
    case PieceKind::kBlank:
      return kBlanks;
    case PieceKind::kBody:
      return kBodies;
    case PieceKind::kName:
    case PieceKind::kValue:
      return {};
  }
  return {};
}

std::span<const FieldWords> field_words() { return kFields; }

const FieldWords& choose_field(Random& random) {
  return kFields[kTickets<kFieldTable>[random.below(kTickets<kFieldTable>.size())]];
}

std::string_view choose_field_text(PieceKind kind, Random& random) {
  const FieldWords& field = choose_field(random);
  return kind == PieceKind::kName ? field.name : field.values[random.below(field.values.size())];
}

std::string_view choose_bytes(Random& random) { return kBytes[random.below(std::size(kBytes))]; }

}  // namespace basehttp::conformance::grammar
