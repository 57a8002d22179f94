#include "conformance/grammar/connection_grammar.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "basehttp/request_line.h"

namespace basehttp::conformance::grammar {
namespace {

std::string kinds_of(std::string_view bytes) {
  constexpr std::string_view kLetters = " MTVe:cvFE_B";
  std::string out;
  const Connection parsed = Connection::parse(bytes);
  for (const Piece& piece : parsed.pieces()) {
    // N for a name.
    out += piece.kind == PieceKind::kName ? 'N' : kLetters[static_cast<std::size_t>(piece.kind)];
  }
  return out;
}

TEST(ConnectionGrammar, ARequestIsTakenApart) {
  EXPECT_EQ(kinds_of("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"), "M T VeNcvEFvE_");
}

TEST(ConnectionGrammar, ABodyHasTheLengthThatIsAnnounced) {
  EXPECT_EQ(kinds_of("PUT / HTTP/1.1\r\ncontent-length: 3\r\n\r\nxyzGET /\r\n"),
            "M T VeNcvE_BM Te");
  EXPECT_EQ(kinds_of("PUT /\r\nContent-Length: 9\r\n\r\nxyz"), "M TeNcvE_B");
}

TEST(ConnectionGrammar, WhatIsNoConnectionIsTakenApartToo) {
  EXPECT_EQ(kinds_of(""), "");
  EXPECT_EQ(kinds_of("\n"), "e");
  EXPECT_EQ(kinds_of(" GET"), " Me");
  EXPECT_EQ(kinds_of("a b c d\n: \nno colon\n"), "M T V VeNcvENE");
}

TEST(ConnectionGrammar, ParsingKeepsEveryByte) {
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = Connection::generate(random).bytes();
    for (std::size_t n = random.below(4); n > 0 && !bytes.empty(); --n)
      bytes[random.below(bytes.size())] = static_cast<char>(random.next());
    ASSERT_EQ(Connection::parse(bytes).bytes(), bytes);
  }
}

TEST(ConnectionGrammar, EqualSeedsGiveEqualConnections) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Random one(seed);
    Random other(seed);
    EXPECT_EQ(Connection::generate(one).bytes(), Connection::generate(other).bytes());
  }
}

TEST(ConnectionGrammar, BytesAreThoseOfTheConnection) {
  std::string all;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Random one(seed);
    Random other(seed);
    const std::size_t before = all.size();
    Connection::generate_bytes(one, all);
    ASSERT_EQ(std::string_view(all).substr(before), Connection::generate(other).bytes());
    ASSERT_EQ(one.next(), other.next());
  }
}

TEST(ConnectionGrammar, ConnectionsAreManifold) {
  Random random(2);
  std::set<std::string> distinct;
  for (int i = 0; i < 1000; ++i) distinct.insert(Connection::generate(random).bytes());
  EXPECT_GT(distinct.size(), 950U);
}

// Mostly requests that are taken, and every way to refuse one.
TEST(ConnectionGrammar, RequestLinesMeetEveryVerdict) {
  Random random(3);
  std::vector<int> counts(6);
  for (int i = 0; i < 5000; ++i) {
    const std::string bytes = Connection::generate(random).bytes();
    const std::string line = bytes.substr(0, bytes.find('\n'));
    ++counts[static_cast<std::size_t>(parse_request_line(line, newest_profile()).verdict)];
  }
  EXPECT_GT(counts[static_cast<std::size_t>(RequestLineVerdict::kRequest)], 2000);
  for (const int count : counts) EXPECT_GT(count, 5);
}

TEST(ConnectionGrammar, EveryMutationOfAnythingEnds) {
  Random random(4);
  for (const char* start : {"", "x", "\n", "GET / HTTP/1.1\r\nA: b\r\n\r\n"}) {
    for (int i = 0; i < 3000; ++i) {
      const std::string before = start;
      Connection connection = Connection::parse(before);
      for (int n = 0; n < 4; ++n) connection.mutate(random);
      EXPECT_LT(connection.bytes().size(), 200'000U);
    }
  }
}

TEST(ConnectionGrammar, MutationsMostlyChangeSomething) {
  const std::string before = "GET /a HTTP/1.1\r\nHost: b\r\nContent-Length: 2\r\n\r\nhi";
  Random random(5);
  int changed = 0;
  for (int i = 0; i < 1000; ++i) {
    Connection connection = Connection::parse(before);
    connection.mutate(random);
    changed += connection.bytes() != before ? 1 : 0;
  }
  EXPECT_GT(changed, 850);
}

TEST(ConnectionGrammar, MutationReachesMoreThanAHundredFields) {
  const std::string before = "GET / HTTP/1.1\r\nA: b\r\n\r\n";
  Random random(6);
  int many = 0;
  for (int i = 0; i < 20000; ++i) {
    Connection connection = Connection::parse(before);
    connection.mutate(random);
    const std::string bytes = connection.bytes();
    many += std::count(bytes.begin(), bytes.end(), '\n') > 100 ? 1 : 0;
  }
  EXPECT_GT(many, 10);
}

TEST(ConnectionGrammar, CrossingTakesLinesOfBoth) {
  const std::string one = "GET /one HTTP/1.1\r\nA: 1\r\n\r\n";
  const std::string two = "GET /two HTTP/1.1\r\nB: 2\r\n\r\n";
  const Connection other = Connection::parse(two);
  Random random(7);
  std::set<std::string> made;
  for (int i = 0; i < 500; ++i) {
    Connection connection = Connection::parse(one);
    connection.cross(other, random);
    made.insert(connection.bytes());
  }
  EXPECT_TRUE(made.count("GET /one HTTP/1.1\r\nB: 2\r\n\r\n"));
  EXPECT_TRUE(made.count("GET /one HTTP/1.1\r\nA: 1\r\n\r\n" + two));
}

}  // namespace
}  // namespace basehttp::conformance::grammar
