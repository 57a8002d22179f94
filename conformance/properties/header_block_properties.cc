// From bytes to header fields (header_block.h, feed_parser.h).
#include "basehttp/header_block.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/feed_parser.h"
#include "basehttp/memory_streams.h"
#include "conformance/generators/choose.h"
#include "conformance/generators/header_blocks.h"
#include "conformance/harness/json_value.h"
#include "conformance/properties/law.h"
#include "header_scan.h"

namespace basehttp::conformance {
namespace {

// email.feedparser under compat32 for what stands before the body, line by line.
struct Parsed {
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::string> defects;
};

std::vector<std::string> lines_of(const std::string& block) {
  std::vector<std::string> lines(1);
  for (std::size_t i = 0; i < block.size(); ++i) {
    lines.back() += block[i];
    const bool pair = block[i] == '\r' && i + 1 < block.size() && block[i + 1] == '\n';
    if (block[i] == '\n' || (block[i] == '\r' && !pair)) lines.emplace_back();
  }
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

bool is_header_line(const std::string& line) {
  if (line.starts_with("From ") || line.starts_with(" ") || line.starts_with("\t")) return true;
  for (const char c : line) {
    if (c == ':') return true;
    if (c < 0x21 || c > 0x7E) return false;
  }
  return false;
}

std::string without_line_ends(std::string text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) text.pop_back();
  return text;
}

Parsed model(const std::string& block, bool strips_folded) {
  Parsed out;
  std::vector<std::string> headers;
  for (const std::string& line : lines_of(block)) {
    if (!is_header_line(line)) {
      if (line.front() != '\r' && line.front() != '\n')
        out.defects.emplace_back("MissingHeaderBodySeparatorDefect");
      break;
    }
    headers.push_back(line);
  }
  std::optional<std::pair<std::string, std::string>> open;
  const auto store = [&] {
    if (!open) return;
    std::string& value = open->second;
    value.erase(0, value.find_first_not_of(strips_folded ? " \t\r\n" : " \t"));
    value = without_line_ends(std::move(value));
    out.fields.push_back(*open);
    open.reset();
  };
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string& line = headers[i];
    if (line.front() == ' ' || line.front() == '\t') {
      if (open) {
        open->second += line;
      } else {
        out.defects.emplace_back("FirstHeaderLineIsContinuationDefect");
      }
      continue;
    }
    store();
    if (line.starts_with("From ")) {
      if (i != 0 && i + 1 != headers.size())
        out.defects.emplace_back("MisplacedEnvelopeHeaderDefect");
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == 0) {
      out.defects.emplace_back("InvalidHeaderDefect");
      continue;
    }
    std::string value = line.substr(colon + 1);
    // Only the first line's blanks go before the fold is joined.
    const std::size_t start = value.find_first_not_of(" \t");
    value.erase(0, start);
    open.emplace(line.substr(0, colon), value);
  }
  store();
  return out;
}

Value items_of(const Parsed& parsed) {
  std::vector<Value> items;
  for (const auto& [name, value] : parsed.fields)
    items.push_back(Value::tuple({Value(name), Value(value)}));
  return Value::list(items);
}

LIBRARY_PROP(HeaderBlockLaws, ABlockIsReadToItsBlankLineAndNoFurther, ()) {
  const std::string block = *generators::near_blocks();
  const std::string rest = *generators::string_over("ab\r\n:", 8);
  const std::string all = block + rest;
  const Profile& profile = **recorded_profiles();
  std::size_t end = 0;
  bool complete = false;
  while (end < all.size() && !complete) {
    const std::size_t start = end;
    end = std::min(all.find('\n', start), all.size() - 1) + 1;
    const std::string line = all.substr(start, end - start);
    complete = line == "\n" || line == "\r\n";
  }
  RC_TAG(complete ? "with a blank line" : "cut short");
  MemoryReader reader(all);
  std::string read;
  RC_ASSERT_FALSE(read_header_block(reader, profile, read).has_value());
  RC_ASSERT(reader.position() == end);
  const std::string taken = all.substr(0, end);
  if (profile.blank_line_counts) {
    RC_ASSERT(read == taken);
  } else {
    RC_ASSERT(taken.starts_with(read));
    RC_ASSERT(taken.size() - read.size() <= std::size_t{2});
  }
}

LIBRARY_PROP(HeaderBlockLaws, NearMissesAreReadAsTheFeedParserReadsThem, ()) {
  const std::string block = *generators::joined(
      6,
      rc::gen::apply([](const std::string& line, const std::string& end) { return line + end; },
                     rc::gen::oneOf(generators::choice({"A: 1", "B:2", " a", "\tb", ": 1", "From x",
                                                        "From: x", "A : 1", "From a: b", "A\xe9: 1",
                                                        "A:", "nocolon", "A: 1 ", "\x7f:"}),
                                    generators::string_over("AB: \t\x0b\x1c\x85-", 6)),
                     generators::choice({"\r\n", "\r\n", "\n", "\r"})));
  const Profile& profile = **recorded_profiles();
  HTTPMessage message(profile);
  parse_message(block, profile, message);
  const Parsed expected = model(block, profile.folded_value_is_stripped);
  RC_CLASSIFY(!expected.defects.empty(), "with defects");
  RC_CLASSIFY(!expected.fields.empty(), "with fields");
  RC_ASSERT(identical(message.items(), items_of(expected)));
  RC_ASSERT(message.defects == expected.defects);
}

LIBRARY_PROP(HeaderBlockLaws, AFoldedValueKeepsItsFolds, ()) {
  const auto parts = *generators::some_of(4, generators::string_over("ab ;", 5));
  std::string value = "x";  // a first line that is not empty
  for (const std::string& part : parts) value += "\r\n " + part;
  const Profile& profile = **recorded_profiles();
  HTTPMessage message(profile);
  parse_message("A: " + value + "\r\nB: 2\r\n\r\n", profile, message);
  RC_TAG(std::to_string(parts.size()) + " folds");
  RC_ASSERT(identical(message.get(Value("a")), Value(value)));
  RC_ASSERT(identical(message.get(Value("b")), Value("2")));
}

LIBRARY_PROP(HeaderBlockLaws, AClearedMessageIsAsGoodAsANewOne, ()) {
  const std::string first = *generators::near_blocks();
  const std::string second = *generators::near_blocks();
  const Profile& profile = **recorded_profiles();
  HTTPMessage reused(profile);
  HTTPMessage fresh(profile);
  parse_message(first, profile, reused);
  RC_CLASSIFY(!reused.defects.empty(), "the first had defects");
  reused.clear();
  parse_message(second, profile, reused);
  parse_message(second, profile, fresh);
  RC_ASSERT(identical(reused.items(), fresh.items()));
  RC_ASSERT(reused.defects == fresh.defects);
  RC_ASSERT(reused.is_multipart() == fresh.is_multipart());
  RC_ASSERT(identical(reused.unixfrom, fresh.unixfrom));
  if (!fresh.is_multipart()) RC_ASSERT(identical(reused.payload(), fresh.payload()));
}

LIBRARY_PROP(HeaderBlockLaws, TheShortWayAndTheWholeParserMakeTheSameMessage, ()) {
  const std::string block = *generators::near_blocks();
  const Profile& profile = **recorded_profiles();
  HeaderScan scan;
  HeaderScan portable;
  const bool proved = scan_header_block(block, profile, scan);
  RC_TAG(proved ? "an ordinary block" : "an odd block");
  RC_ASSERT(scan_header_block_portably(block, profile, portable) == proved);
  HTTPMessage short_way(profile);
  HTTPMessage whole(profile);
  parse_message(block, profile, short_way);
  parse_message_in_full(block, profile, whole);
  RC_ASSERT(identical(short_way.items(), whole.items()));
  RC_ASSERT(short_way.defects == whole.defects);
  RC_ASSERT(short_way.is_multipart() == whole.is_multipart());
  if (!whole.is_multipart()) RC_ASSERT(identical(short_way.payload(), whole.payload()));
  if (!proved) return;
  RC_ASSERT(portable.size == scan.size);
  RC_ASSERT(portable.count == scan.count);
  // What was proved is what line by line reading would have taken.
  MemoryReader reader(block);
  std::string read;
  RC_ASSERT_FALSE(read_header_block(reader, profile, read).has_value());
  RC_ASSERT(reader.position() == scan.size);
}

}  // namespace
}  // namespace basehttp::conformance
