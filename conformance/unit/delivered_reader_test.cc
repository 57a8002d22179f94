#include "conformance/harness/delivered_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace basehttp::conformance {
namespace {

constexpr std::string_view kStream = "one\ntwo\n\nlast";

const std::vector<Delivery>& deliveries() {
  static const std::vector<Delivery> kAll = {Delivery::cuts({}), Delivery::bytewise(),
                                             Delivery::cuts({2}), Delivery::cuts({4, 5, 9})};
  return kAll;
}

TEST(DeliveredReader, LinesAreWholeHoweverTheyArrive) {
  for (const Delivery& delivery : deliveries()) {
    SCOPED_TRACE(delivery.name());
    DeliveredReader reader(kStream, delivery);
    for (const std::string_view line : {"one\n", "two\n", "\n", "last", "", ""})
      EXPECT_EQ(reader.readline(100), line);
    EXPECT_EQ(reader.position(), kStream.size());
  }
}

TEST(DeliveredReader, ALineIsCutAtTheLimit) {
  for (const Delivery& delivery : deliveries()) {
    SCOPED_TRACE(delivery.name());
    DeliveredReader reader(kStream, delivery);
    EXPECT_EQ(reader.readline(2), "on");
    EXPECT_EQ(reader.readline(2), "e\n");
    EXPECT_EQ(reader.readline(0), "");
    EXPECT_EQ(reader.readline(4), "two\n");
  }
}

TEST(DeliveredReader, ReadWaitsForAllThatIsAskedFor) {
  for (const Delivery& delivery : deliveries()) {
    SCOPED_TRACE(delivery.name());
    DeliveredReader reader(kStream, delivery);
    EXPECT_EQ(reader.read(5), "one\nt");
    EXPECT_EQ(reader.position(), 5U);
    EXPECT_EQ(reader.read(0), "");
    EXPECT_EQ(reader.read(100), "wo\n\nlast");
    EXPECT_EQ(reader.read(1), "");
  }
}

TEST(DeliveredReader, PeekShowsWhatHasArrived) {
  DeliveredReader reader(kStream, Delivery::cuts({2, 6}));
  EXPECT_EQ(reader.peek(), "on");
  reader.consume(1);
  EXPECT_EQ(reader.peek(), "n");
  EXPECT_EQ(reader.readline(100), "ne\n");
  EXPECT_EQ(reader.peek(), "tw");
  reader.consume(2);
  EXPECT_EQ(reader.peek(), "o\n\nlast");
  reader.consume(7);
  EXPECT_EQ(reader.peek(), "");
}

// A reader over memory is the model: what it does, this one does in pieces.
TEST(DeliveredReader, FaultsStrikeAsOverMemory) {
  const Fault fault{6, PythonError("ConnectionResetError", Text("reset"))};
  for (const Delivery& delivery : deliveries()) {
    SCOPED_TRACE(delivery.name());
    MemoryReader model(kStream);
    DeliveredReader reader(kStream, delivery);
    model.plan(fault);
    reader.plan(fault);
    EXPECT_EQ(reader.readline(100), model.readline(100));
    EXPECT_THROW((void)model.readline(100), PythonError);
    EXPECT_THROW((void)reader.readline(100), PythonError);
    EXPECT_THROW((void)reader.read(3), PythonError);
    EXPECT_EQ(reader.position(), model.position());
    EXPECT_EQ(reader.peek(), "tw");
    EXPECT_EQ(reader.read(2), model.read(2));
    EXPECT_EQ(reader.peek(), "");
    EXPECT_THROW((void)reader.read(1), PythonError);
  }
}

}  // namespace
}  // namespace basehttp::conformance
