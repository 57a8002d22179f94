// The mutator as an engine calls it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "fuzz/engine_hooks.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {
namespace {

const std::string kRequest = "GET / HTTP/1.1\r\nA: b\r\n\r\n";

std::vector<std::uint8_t> data_of(const std::string& stream, std::size_t room) {
  std::vector<std::uint8_t> out(stream.begin(), stream.end());
  out.resize(room);
  return out;
}

TEST(ConnectionMutator, AnyDataStaysWithinTheRoom) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const std::size_t size = seed % 40;
    const std::size_t room = size + seed % 7;
    auto data = data_of(std::string(size, 'a'), room);
    EXPECT_LE(LLVMFuzzerCustomMutator(data.data(), size, room, seed), room);
  }
}

TEST(ConnectionMutator, ChangesMostlyTheStreamAndSometimesTheChoices) {
  int streams = 0;
  int choices = 0;
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const std::size_t size = kRequest.size() + kChoices;
    auto data = data_of(kRequest, 4096);
    const std::size_t made = LLVMFuzzerCustomMutator(data.data(), size, data.size(), seed);
    streams += stream_of(data.data(), made) != kRequest ? 1 : 0;
    const FuzzInput input(data.data(), made);
    for (std::size_t i = 0; i < kChoices; ++i) {
      if (input.choice(static_cast<Choice>(i)) != 0) {
        ++choices;
        break;
      }
    }
  }
  EXPECT_GT(streams, 450);
  EXPECT_GT(choices, 100);
}

TEST(ConnectionMutator, ConnectionsGrowOnlySoFarAndLongOnesSeldomStay) {
  constexpr std::size_t kMost = 256 + kChoices;
  auto data = data_of(kRequest, 4096);
  std::size_t size = kRequest.size() + kChoices;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    size = LLVMFuzzerCustomMutator(data.data(), size, data.size(), seed);
    ASSERT_LE(size, kMost);
  }
  int stay = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    auto longer = data_of(std::string(2000, 'a'), 4096);
    const std::size_t made = LLVMFuzzerCustomMutator(longer.data(), 2000, longer.size(), seed);
    stay += made > kMost ? 1 : 0;
  }
  EXPECT_GT(stay, 0);
  EXPECT_LT(stay, 200);
}

TEST(ConnectionMutator, CrossesWithinTheRoom) {
  const std::string other = "POST /b HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi";
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const auto one = data_of(kRequest, kRequest.size() + kChoices);
    const auto two = data_of(other, other.size() + kChoices);
    std::vector<std::uint8_t> out(16 + seed % 64);
    EXPECT_LE(LLVMFuzzerCustomCrossOver(one.data(), one.size(), two.data(), two.size(), out.data(),
                                        out.size(), seed),
              out.size());
  }
}

}  // namespace
}  // namespace basehttp::fuzz
