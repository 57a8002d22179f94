#include "basehttp/header_block.h"

#include <gtest/gtest.h>

#include <string>

#include "basehttp/memory_streams.h"
#include "conformance/unit/recorded_answers.h"

namespace basehttp {
namespace {

const Profile& before_3_15() { return *find_profile("3.14.2"); }

struct Read {
  int status = 0;  // 0: read well
  std::string message;
  std::string block;
  std::size_t position = 0;
};

Read read(std::string_view bytes, const Profile& profile) {
  MemoryReader reader(bytes);
  Read result;
  if (const auto error = read_header_block(reader, profile, result.block)) {
    result.status = error->status;
    result.message = error->message;
  }
  result.position = reader.position();
  return result;
}

TEST(HeaderBlockTest, TheLimitsAreThoseOfHttpClient) {
  EXPECT_TRUE(conformance::agrees_with_recorded(
      "library", "header_limits", [](const auto&, const Profile&) {
        return Value::list({static_cast<int>(kMaxLine), static_cast<int>(kMaxHeaders)});
      }));
}

TEST(HeaderBlockTest, EndsAtABlankLineOrTheEndOfTheStream) {
  struct Row {
    const char* bytes;
    std::size_t length;  // of the block, the line that ends it included
  };
  for (const Row& row :
       {Row{"A: b\r\n\r\nbody", 8}, Row{"A: b\n\nbody", 6}, Row{"A: b\r\n", 6}, Row{"A: b", 4},
        Row{"", 0}, Row{"\r\nA: b\r\n", 2}, Row{"A\r\n \r\nB\r\n\r\n", 11},
        Row{"A\r\n\r\r\nB\r\n\r\n", 11}, Row{"\r", 1}}) {
    const std::string_view bytes(row.bytes);
    const Read got = read(bytes, before_3_15());
    EXPECT_EQ(got.status, 0) << bytes;
    EXPECT_EQ(got.block, bytes.substr(0, row.length)) << bytes;
    EXPECT_EQ(got.position, row.length) << bytes;
  }
}

TEST(HeaderBlockTest, From315OnTheBlankLineIsReadButNoPartOfTheBlock) {
  const Read got = read("A: b\r\n\r\nbody", newest_profile());
  EXPECT_EQ(got.block, "A: b\r\n");
  EXPECT_EQ(got.position, 8U);
}

TEST(HeaderBlockTest, TheMostLinesDependOnWhetherTheBlankOneCounts) {
  const auto lines = [](std::size_t count) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i) bytes += "A: b\r\n";
    return bytes + "\r\n";
  };
  for (const auto& [profile, most] :
       {std::pair(&before_3_15(), kMaxHeaders - 1), std::pair(&newest_profile(), kMaxHeaders)}) {
    EXPECT_EQ(read(lines(most), *profile).status, 0) << profile->version;
    const Read got = read(lines(most + 1), *profile);
    EXPECT_EQ(got.status, 431) << profile->version;
    EXPECT_EQ(got.message, "Too many headers");
  }
}

TEST(HeaderBlockTest, ALineMayHaveMaxLineBytesWithItsEnd) {
  const auto line = [](std::size_t size) { return std::string(size - 2, 'a') + "\r\n"; };
  EXPECT_EQ(read(line(kMaxLine) + "\r\n", newest_profile()).status, 0);
  const Read got = read(line(kMaxLine + 1) + "\r\n", newest_profile());
  EXPECT_EQ(got.status, 431);
  EXPECT_EQ(got.message, "Line too long");
  EXPECT_EQ(got.position, kMaxLine + 1);
}

TEST(HeaderBlockTest, TheBlockIsAppended) {
  MemoryReader reader("A: b\r\n\r\n");
  std::string block = "before ";
  EXPECT_FALSE(read_header_block(reader, before_3_15(), block).has_value());
  EXPECT_EQ(block, "before A: b\r\n\r\n");
}

}  // namespace
}  // namespace basehttp
