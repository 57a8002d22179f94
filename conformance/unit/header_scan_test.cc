#include "header_scan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "basehttp/feed_parser.h"
#include "conformance/harness/guarded_bytes.h"

namespace basehttp {
namespace {

using Lines = std::vector<std::string>;

// "name=value" of each field.
Lines lines_of(std::string_view text, const HeaderScan& scan) {
  Lines lines;
  for (const FieldPlace& place : scan.places()) {
    lines.push_back(std::string(place.name_in(text)).append("=").append(place.value_in(text)));
  }
  return lines;
}

// The fields; "not proved" when the scan does not prove the block.
Lines scanned(std::string_view text, const Profile& profile = newest_profile()) {
  HeaderScan scan;
  HeaderScan portable;
  HeaderScan in_blocks;
  const bool proved = scan_header_block(text, profile, scan);
  EXPECT_EQ(scan_header_block_in_blocks(text, profile, in_blocks), proved) << text;
  EXPECT_EQ(scan_header_block_portably(text, profile, portable), proved) << text;
  if (!proved) return {"not proved"};
  for (const HeaderScan* other : {&portable, &in_blocks}) {
    EXPECT_EQ(other->size, scan.size);
    EXPECT_EQ(other->connection, scan.connection);
    EXPECT_EQ(other->expect, scan.expect);
    EXPECT_EQ(other->content_type, scan.content_type);
    EXPECT_EQ(lines_of(text, *other), lines_of(text, scan));
  }
  return lines_of(text, scan);
}

TEST(HeaderScanTest, GivesNamesAndValuesOfAnOrdinaryBlock) {
  EXPECT_EQ(scanned("Host: x\r\nA:b\nB: \t c \t\r\nC:\r\n\r\nrest"),
            (Lines{"Host=x", "A=b", "B=c \t", "C="}));
  EXPECT_EQ(scanned("\r\n"), Lines());
  EXPECT_EQ(scanned("\n"), Lines());
  EXPECT_EQ(scanned("From: a\r\n!~: \x80\xff\x01\r\n\r\n"), (Lines{"From=a", "!~=\x80\xff\x01"}));
}

TEST(HeaderScanTest, ProvesNothingAboutAnythingOdd) {
  for (const char* text : {"",
                           "A: b",
                           "A: b\r",
                           "A: b\r\n",
                           "A: b\r\n\r",
                           "A",
                           "A: b\rc\r\n\r\n",
                           "A: b\r\r\n\r\n",
                           "\rA: b\r\n\r\n",
                           "\r",
                           "A: b\r\n c\r\n\r\n",
                           "A: b\r\n\tc\r\n\r\n",
                           " A: b\r\n\r\n",
                           "From x\r\n\r\n",
                           "From x: y\r\n\r\n",
                           ": b\r\n\r\n",
                           "A : b\r\n\r\n",
                           "A\r\n\r\n",
                           "A\xe9: b\r\n\r\n",
                           "A\x7f: b\r\n\r\n",
                           "A: b\r\nnocolon\r\n\r\n"}) {
    EXPECT_EQ(scanned(text), Lines{"not proved"}) << text;
  }
}

// Names, values and line ends at every place of a block of sixteen bytes.
TEST(HeaderScanTest, FindsTheEndsWhereverTheyLie) {
  for (std::size_t name = 1; name < 40; ++name) {
    for (std::size_t value = 0; value < 40; ++value) {
      for (const char* end : {"\r\n", "\n"}) {
        const std::string line = std::string(name, 'n') + ":" + std::string(value, 'v') + end;
        const std::string field = std::string(name, 'n') + "=" + std::string(value, 'v');
        ASSERT_EQ(scanned(line + line + end), (Lines{field, field})) << name << " " << value;
        ASSERT_EQ(scanned(line + line), Lines{"not proved"});
        std::string bare = line;
        bare.insert(name + 1 + value / 2, "\r");
        ASSERT_EQ(scanned(bare + line + end),
                  value == 0 && bare.find("\r\n") != std::string::npos && *end == '\n'
                      ? (Lines{field, field})
                      : Lines{"not proved"});
      }
    }
  }
}

TEST(HeaderScanTest, LongLinesAreTakenUpToTheLimit) {
  for (const std::size_t size : {200U, 255U, 256U, 257U, 300U, 8000U, 65531U, 65532U, 65533U}) {
    const std::string value(size, 'v');
    const bool fits = size + 4 <= kMaxLine;
    EXPECT_EQ(scanned("A:" + value + "\r\nB: c\r\n\r\n"),
              fits ? (Lines{"A=" + value, "B=c"}) : Lines{"not proved"})
        << size;
    EXPECT_EQ(scanned("A:" + value + "\rx\r\nB: c\r\n\r\n"), Lines{"not proved"}) << size;
    EXPECT_EQ(scanned("A:" + value), Lines{"not proved"}) << size;
  }
}

// Some bytes near CR and LF are taken for them until they are looked at.
TEST(HeaderScanTest, AValueMayHoldWhatIsNoLineEnd) {
  for (const std::size_t size : {1U, 14U, 15U, 60U, 61U, 62U, 100U, 1000U, 2000U, 5000U}) {
    for (const char byte : {'\v', '\f', '\t', '\x0e', '\0'}) {
      for (const std::size_t step : {1U, 7U, 64U, 130U}) {
        std::string value(size, 'v');
        for (std::size_t i = step; i < size; i += step) value[i] = byte;
        const std::string field = "A:" + value;
        std::string both = field + "\r\nB:";
        EXPECT_EQ(scanned(both.append(value).append("\n\r\n")),
                  (Lines{"A=" + value, "B=" + value}));
        std::string bare = field + "\r";
        EXPECT_EQ(scanned(bare.append(value).append("\n\n")), Lines{"not proved"});
        EXPECT_EQ(scanned(field), Lines{"not proved"});
      }
    }
  }
}

TEST(HeaderScanTest, LongNamesAreTakenUpToALimit) {
  for (const std::size_t size : {15U, 16U, 17U, 31U, 32U, 33U, 200U, 271U, 272U, 300U}) {
    const std::string name(size, 'n');
    EXPECT_EQ(scanned(name + ": v\r\n\r\n"),
              size <= 271 ? (Lines{name + "=v"}) : Lines{"not proved"});
    EXPECT_EQ(scanned(name + " : v\r\n\r\n"), Lines{"not proved"});
    EXPECT_EQ(scanned(name + "\r\n\r\n"), Lines{"not proved"});
  }
}

TEST(HeaderScanTest, TheBlankLineCountsBefore315) {
  const auto block = [](std::size_t fields) {
    std::string text;
    for (std::size_t i = 0; i < fields; ++i) text += "A: b\r\n";
    return text + "\r\n";
  };
  const Profile& before = *find_profile("3.14.2");
  EXPECT_EQ(scanned(block(99), before).size(), 99U);
  EXPECT_EQ(scanned(block(100), before), Lines{"not proved"});
  EXPECT_EQ(scanned(block(100)).size(), 100U);
  EXPECT_EQ(scanned(block(101)), Lines{"not proved"});
}

TEST(HeaderScanTest, TellsTheFirstOfTheFieldsThatEveryRequestIsAskedFor) {
  HeaderScan scan;
  ASSERT_TRUE(
      scan_header_block("expected: 0\r\nEXPECT: a\r\nexpect: b\r\ncontent-typo: 1\r\n"
                        "Connection: c\r\nContent-Type: text/a\r\n\r\n",
                        newest_profile(), scan));
  EXPECT_EQ(scan.expect, 1U);
  EXPECT_EQ(scan.connection, 4U);
  EXPECT_EQ(scan.content_type, 5U);
  ASSERT_TRUE(scan_header_block("\r\n", newest_profile(), scan));
  EXPECT_EQ(scan.expect, HeaderScan::kNone);
  EXPECT_EQ(scan.connection, HeaderScan::kNone);
  EXPECT_EQ(scan.content_type, HeaderScan::kNone);
}

TEST(HeaderScanTest, OnlyTypesInMessageAndMultipartHaveParts) {
  struct Row {
    const char* block;
    bool has_no_parts;
  };
  for (const Row& row :
       {Row{"A: b\r\n\r\n", true}, Row{"Content-Type: text/plain\r\n\r\n", true},
        Row{"Content-Type:\r\n\r\n", true}, Row{"Content-Type: multipart/a\r\n\r\n", false},
        Row{"Content-Type: \xa0 Message/a\r\n\r\n", false},
        Row{"Content-Type: a/b\r\nContent-Type: multipart/a\r\n\r\n", true}}) {
    HeaderScan scan;
    ASSERT_TRUE(scan_header_block(row.block, newest_profile(), scan));
    EXPECT_EQ(has_no_parts(row.block, scan), row.has_no_parts) << row.block;
  }
}

TEST(HeaderScanTest, ABlockThatWasReadMayLackItsBlankLine) {
  HeaderScan scan;
  EXPECT_TRUE(scan_whole_header_block("A: b\r\n", scan));
  EXPECT_EQ(scan.count, 1U);
  EXPECT_TRUE(scan_whole_header_block("A: b\r\n\r\n", scan));
  EXPECT_TRUE(scan_whole_header_block("", scan));
  EXPECT_FALSE(scan_whole_header_block("A: b", scan));
  EXPECT_FALSE(scan_whole_header_block("A: b\r\n\r\nbody", scan));
}

TEST(HeaderScanTest, ABlockThatWasReadHoldsNoMoreFieldsThanThereIsRoomFor) {
  std::string block;
  for (std::size_t i = 0; i < kMaxHeaders; ++i) block += "A: b\r\n";
  HeaderScan scan;
  EXPECT_TRUE(scan_whole_header_block(block, scan));
  EXPECT_EQ(scan.count, kMaxHeaders);
  EXPECT_FALSE(scan_whole_header_block(block + "A: b\r\n", scan));
}

TEST(HeaderScanTest, NothingBehindTheEndIsRead) {
  conformance::GuardedBytes guarded;
  HeaderScan scan;
  for (std::size_t size = 1; size <= 300; ++size) {
    for (const std::string& text :
         {std::string(size, 'a'), "A: " + std::string(size, 'b'),
          "A: " + std::string(size, 'b') + "\r", "A: " + std::string(size, 'b') + "\r\n",
          std::string(size, 'a') + "\n", "A: b\n" + std::string(size, 'a') + "\n",
          "A: b\n" + std::string(size, 'a') + ":\n"}) {
      for (const auto scan_block :
           {scan_header_block, scan_header_block_in_blocks, scan_header_block_portably}) {
        EXPECT_FALSE(scan_block(guarded.hold(text), newest_profile(), scan));
      }
    }
  }
}

TEST(HeaderScanTest, TheShortWayAndTheWholeParserMakeTheSameMessage) {
  for (const Profile* profile : all_profiles()) {
    for (const char* block :
         {"", "\r\n", "A: b\r\n\r\n", "A: \t b \r\nB:c\nC:\r\n\r\n", "A: b\r\n", "A:\xa0\x85x\n\n",
          "Content-Type: text/html\r\nA: b\r\n\r\n", "Content-Type: multipart/a\r\n\r\n",
          "Content-Type: message/rfc822\r\n\r\n", "A: b\r\n c\r\n\r\n", "A: b\r\n\r\nbody"}) {
      HTTPMessage quick(*profile);
      HTTPMessage full(*profile);
      parse_message(block, *profile, quick);
      parse_message_in_full(block, *profile, full);
      EXPECT_EQ(repr(quick.items(), *profile), repr(full.items(), *profile)) << block;
      EXPECT_EQ(quick.defects, full.defects) << block;
      EXPECT_EQ(quick.is_multipart(), full.is_multipart()) << block;
      EXPECT_TRUE(full.is_multipart() || equal(quick.payload(), full.payload())) << block;
    }
  }
}

}  // namespace
}  // namespace basehttp
