#include "basehttp/memory_streams.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace basehttp {
namespace {

PythonError broken() { return {"OSError", Text("broken")}; }

TEST(MemoryReaderTest, ReadsLinesUpToTheLimit) {
  MemoryReader reader("ab\ncd\n\nefg");
  EXPECT_EQ(reader.readline(100), "ab\n");
  EXPECT_EQ(reader.readline(2), "cd");
  EXPECT_EQ(reader.readline(1), "\n");
  EXPECT_EQ(reader.readline(1), "\n");
  EXPECT_EQ(reader.position(), 7U);
  EXPECT_EQ(reader.readline(100), "efg");
  EXPECT_EQ(reader.readline(100), "");
  EXPECT_EQ(reader.readline(0), "");
}

TEST(MemoryReaderTest, ReadsCountsUpToTheEnd) {
  MemoryReader reader("abcdef");
  EXPECT_EQ(reader.read(0), "");
  EXPECT_EQ(reader.read(2), "ab");
  EXPECT_EQ(reader.read(static_cast<std::size_t>(-1)), "cdef");
  EXPECT_EQ(reader.read(1), "");
}

TEST(MemoryReaderTest, WhatIsPeekedIsStillThereUntilItIsConsumed) {
  MemoryReader reader("abc\n");
  EXPECT_EQ(reader.peek(), "abc\n");
  EXPECT_EQ(reader.peek(), "abc\n");
  reader.consume(2);
  EXPECT_EQ(reader.position(), 2U);
  EXPECT_EQ(reader.peek(), "c\n");
  EXPECT_EQ(reader.readline(9), "c\n");
  EXPECT_EQ(reader.peek(), "");
}

TEST(MemoryReaderTest, RestartedItIsAsANewOne) {
  MemoryReader reader("ab\ncd");
  reader.plan({4, broken()});
  EXPECT_EQ(reader.readline(9), "ab\n");
  reader.restart("another\nline");
  EXPECT_EQ(reader.position(), 0U);
  EXPECT_EQ(reader.peek(), "another\nline");
  EXPECT_EQ(reader.readline(99), "another\n");
  EXPECT_EQ(reader.read(99), "line");
  reader.restart("");
  EXPECT_EQ(reader.readline(99), "");
}

// A call fails when it needs the faulty byte, or would have to wait for it.
TEST(MemoryReaderTest, FailsAtThePlannedByteAndConsumesNothing) {
  struct Row {
    std::size_t at;
    std::size_t limit;  // of readline
    bool fails;
  };
  for (const Row& row : {Row{3, 100, false}, Row{2, 100, true}, Row{0, 100, true}, Row{2, 2, false},
                         Row{1, 2, true}, Row{0, 0, false}}) {
    MemoryReader reader("ab\ncd");
    reader.plan({row.at, broken()});
    if (row.fails) {
      EXPECT_THROW((void)reader.readline(row.limit), PythonError) << row.at << " " << row.limit;
      EXPECT_EQ(reader.position(), 0U);
    } else {
      EXPECT_NO_THROW((void)reader.readline(row.limit)) << row.at << " " << row.limit;
    }
  }
  MemoryReader at_the_end("ab");
  at_the_end.plan({2, broken()});
  EXPECT_EQ(at_the_end.peek(), "ab");
  EXPECT_EQ(at_the_end.read(2), "ab");
  EXPECT_THROW((void)at_the_end.read(1), PythonError);
  MemoryReader waits_for_more("ab");
  waits_for_more.plan({2, broken()});
  EXPECT_THROW((void)waits_for_more.read(3), PythonError);
  EXPECT_THROW((void)waits_for_more.readline(3), PythonError);
}

TEST(MemoryReaderTest, NothingBehindTheFaultIsPeekedAt) {
  MemoryReader reader("abcd");
  reader.plan({2, broken()});
  EXPECT_EQ(reader.peek(), "ab");
  reader.consume(2);
  EXPECT_EQ(reader.peek(), "");
}

TEST(MemoryWriterTest, KeepsWritesApartAndFlushesInTheirPlaces) {
  MemoryWriter writer;
  writer.flush();
  writer.write("a");
  writer.write("");
  writer.flush();
  EXPECT_EQ(writer.writes(), std::vector<std::string>({"a", ""}));
  EXPECT_EQ(writer.flushes(), std::vector<std::size_t>({0, 2}));
}

TEST(MemoryWriterTest, ThePlannedWriteAndAllAfterItFail) {
  MemoryWriter writer;
  writer.plan({1, broken()});
  writer.write("a");
  EXPECT_THROW(writer.write("b"), PythonError);
  EXPECT_THROW(writer.write("c"), PythonError);
  EXPECT_EQ(writer.writes(), std::vector<std::string>({"a"}));
}

}  // namespace
}  // namespace basehttp
