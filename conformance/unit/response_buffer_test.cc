#include "basehttp/response_buffer.h"

#include <gtest/gtest.h>

#include <cstring>

namespace basehttp {
namespace {

TEST(ResponseBufferTest, JoinsItsPiecesAndKeepsThemApart) {
  ResponseBuffer buffer;
  buffer.append("HTTP/1.1 200 OK\r\n");
  std::memcpy(buffer.add(6), "A: b\r\n", 6);
  buffer.append("");
  EXPECT_EQ(buffer.joined(), "HTTP/1.1 200 OK\r\nA: b\r\n");
  ASSERT_EQ(buffer.piece_count(), 3U);
  EXPECT_EQ(buffer.piece(0), "HTTP/1.1 200 OK\r\n");
  EXPECT_EQ(buffer.piece(1), "A: b\r\n");
  EXPECT_EQ(buffer.piece(2), "");
}

TEST(ResponseBufferTest, TakesTwoPiecesAtOnceWhereThereIsRoom) {
  const char bytes[] = "A: b\r\nC: d\r\n and more";
  ResponseBuffer buffer;
  EXPECT_FALSE(buffer.has_room(16));
  for (int i = 0; i < 100; ++i) {
    if (!buffer.has_room(16)) buffer.append("E: f and the rest");
    ASSERT_TRUE(buffer.has_room(16));
    const std::size_t count = buffer.piece_count();
    buffer.add_two<16>(bytes, 6, 12);
    ASSERT_EQ(buffer.piece_count(), count + 2);
    EXPECT_EQ(buffer.piece(count), "A: b\r\n");
    EXPECT_EQ(buffer.piece(count + 1), "C: d\r\n");
  }
  EXPECT_GE(buffer.joined().size(), 1200U);
}

TEST(ResponseBufferTest, ExistsFromItsCreationToItsDestruction) {
  ResponseBuffer buffer;
  EXPECT_FALSE(buffer.exists());
  buffer.create();
  buffer.append("a");
  buffer.clear();
  EXPECT_TRUE(buffer.exists());
  EXPECT_EQ(buffer.joined(), "");
  EXPECT_EQ(buffer.piece_count(), 0U);
  buffer.append("b");
  buffer.destroy();
  EXPECT_FALSE(buffer.exists());
  EXPECT_EQ(buffer.joined(), "");
}

}  // namespace
}  // namespace basehttp
