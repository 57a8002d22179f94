#include "basehttp/short_bytes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace basehttp {
namespace {

std::string counting(std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>('!' + i % 90));
  return bytes;
}

TEST(ShortBytesTest, CopiesEachSizeAndNothingBehindIt) {
  for (std::size_t size = 0; size < 70; ++size) {
    const std::string from = counting(size);
    std::string to(size + 1, '\0');
    EXPECT_EQ(copy_bytes(to.data(), from.data(), size), to.data() + size);
    EXPECT_EQ(to, from + '\0');
  }
}

TEST(ShortBytesTest, CopiesWithinOneTextWhenItIsShort) {
  for (std::size_t size = 0; size <= 32; ++size) {
    for (std::size_t shift = 0; shift < 3; ++shift) {
      std::string text = counting(size + 3);
      const std::string from = text.substr(shift, size);
      copy_bytes(text.data(), text.data() + shift, size);
      EXPECT_EQ(text.substr(0, size), from);
    }
  }
}

TEST(ShortBytesTest, MovesEachSizeInBothDirections) {
  for (std::size_t size = 0; size < 70; ++size) {
    for (const auto& [at, to] : {std::pair<std::size_t, std::size_t>(0, 2), {2, 0}, {1, 1}}) {
      std::string text = counting(size + 2);
      const std::string from = text.substr(at, size);
      EXPECT_EQ(move_bytes(text.data() + to, text.data() + at, size), text.data() + to + size);
      EXPECT_EQ(text.substr(to, size), from);
    }
  }
}

TEST(ShortBytesTest, SeesADifferenceInEveryPlace) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string a = counting(size);
    EXPECT_TRUE(same_bytes(a.data(), std::string(a).data(), size));
    for (std::size_t place = 0; place < size; ++place) {
      std::string b = a;
      b[place] = '\x80';
      EXPECT_FALSE(same_bytes(a.data(), b.data(), size)) << size << " " << place;
    }
  }
}

}  // namespace
}  // namespace basehttp
