#include "byte_block.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace basehttp {
namespace {

// Every byte in every place of a block.
TEST(ByteBlockTest, BothImplementationsAnswerAlike) {
  for (std::size_t place = 0; place < kBlockSize; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string bytes(kBlockSize, 'a');
      bytes[place] = static_cast<char>(byte);
      bytes[(place + 7) % kBlockSize] = static_cast<char>(255 - byte);
      const ByteBlock block(bytes.data());
      const PortableBlock portable(bytes.data());
      ASSERT_EQ(block.line_ends(), portable.line_ends()) << byte;
      ASSERT_EQ(block.maybe_line_ends(), portable.maybe_line_ends()) << byte;
      ASSERT_EQ(block.up_to_cr(), portable.up_to_cr()) << byte;
      ASSERT_EQ(block.not_in_name(), portable.not_in_name()) << byte;
      ASSERT_EQ(block.maybe_space(), portable.maybe_space()) << byte;
      ASSERT_EQ(block.changed_in_html(), portable.changed_in_html()) << byte;
      ASSERT_EQ(block.maybe_changed_in_repr(), portable.maybe_changed_in_repr()) << byte;
      ASSERT_EQ(block.changed_in_log(), portable.changed_in_log()) << byte;
    }
  }
}

TEST(ByteBlockTest, AMaskHasABitForEachByteThatMatches) {
  const std::string bytes = "Name: v\r\n\x7f\xe9\x01!~\tz";
  ASSERT_EQ(bytes.size(), kBlockSize);
  const PortableBlock block(bytes.data());
  EXPECT_EQ(block.line_ends(), 0x0180U);
  EXPECT_EQ(block.maybe_line_ends(), 0x0180U);
  EXPECT_EQ(block.up_to_cr(), 0x4980U);
  EXPECT_EQ(block.not_in_name(), 0x4FB0U) << "all but Name, v, !, ~ and z";
  EXPECT_EQ(block.maybe_space(), 0x4DA0U);
  EXPECT_EQ(first_in(block.line_ends()), 7U);
}

TEST(ByteBlockTest, TheLesserBytesOfTwoBlocks) {
  const std::string one = "\x7f\x80\xff\r0123456789ab";
  const std::string other =
      "\x80\x7f\n\xff"
      "0123456789ab";
  ASSERT_EQ(one.size(), kBlockSize);
  ASSERT_EQ(other.size(), kBlockSize);
  EXPECT_EQ(ByteBlock(one.data()).least(ByteBlock(other.data())).up_to_cr(), 0xCU);
  EXPECT_EQ(PortableBlock(one.data()).least(PortableBlock(other.data())).up_to_cr(), 0xCU);
}

// Each size that does not fill a block, up to one byte in front of what may not be read.
TEST(ByteBlockTest, FewBytesAreReadAlike) {
  const std::string all = "Na\tm: v\r\n\x7f\xe9<&'z";
  ASSERT_EQ(all.size(), kBlockSize - 1);
  for (std::size_t size = 1; size < kBlockSize; ++size) {
    const std::vector<char> bytes(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(size));
    const ByteBlock block(bytes.data(), size);
    const PortableBlock portable(bytes.data(), size);
    EXPECT_EQ(block.up_to_cr(), portable.up_to_cr()) << size;
    EXPECT_EQ(block.not_in_name(), portable.not_in_name()) << size;
    EXPECT_EQ(block.maybe_space(), portable.maybe_space()) << size;
    EXPECT_EQ(block.changed_in_html(), portable.changed_in_html()) << size;
  }
}

TEST(ByteBlockTest, ForEachInFindsWhatIsThere) {
  for (std::size_t size = 0; size < 4 * kBlockSize; ++size) {
    for (std::size_t place = 0; place < size; ++place) {
      std::string bytes(size, 'a');
      bytes[place] = bytes[place / 2] = '\n';
      std::vector<std::size_t> found;
      for_each_in(
          bytes, [](const auto& block) { return block.line_ends(); },
          [&](std::size_t at) { found.push_back(at); });
      const std::vector<std::size_t> both{place / 2, place};
      EXPECT_EQ(found, place == 0 ? std::vector<std::size_t>{0} : both) << size << ' ' << place;
    }
  }
}

TEST(ByteBlockTest, WhatIsLeftIsFilledUpWithZeros) {
  const std::string bytes = "a\n";
  const auto block = block_at<ByteBlock>(bytes.data(), bytes.data() + bytes.size());
  EXPECT_EQ(block.line_ends(), 2U);
  EXPECT_EQ(block.not_in_name(), 0xFFFEU);
}

}  // namespace
}  // namespace basehttp
