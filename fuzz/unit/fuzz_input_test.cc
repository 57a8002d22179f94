#include "fuzz/fuzz_input.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace basehttp::fuzz {
namespace {

// A stream with choices.
class Data {
 public:
  explicit Data(std::string_view stream) : bytes_(stream) { bytes_.append(kChoices, '\0'); }
  Data& with(Choice place, int value) {
    bytes_[bytes_.size() - 1 - static_cast<std::size_t>(place)] = static_cast<char>(value);
    return *this;
  }
  [[nodiscard]] FuzzInput input() const {
    return {reinterpret_cast<const std::uint8_t*>(bytes_.data()), bytes_.size()};
  }

 private:
  std::string bytes_;
};

TEST(FuzzInput, NothingIsTheDefault) {
  const FuzzInput input(nullptr, 0);
  EXPECT_EQ(input.stream(), "");
  EXPECT_EQ(input.protocol_version(), "HTTP/1.0");
  EXPECT_EQ(input.default_request_version(), "HTTP/0.9");
  EXPECT_EQ(&input.profile(), all_profiles().front());
  EXPECT_EQ(input.read_fault(), PlannedFault::kNone);
  EXPECT_EQ(input.write_fault(), PlannedFault::kNone);
  EXPECT_TRUE(input.delivery().is_whole());
}

TEST(FuzzInput, TheBytesInFrontAreTheStream) {
  EXPECT_EQ(Data("GET / HTTP/1.1\r\n\r\n").input().stream(), "GET / HTTP/1.1\r\n\r\n");
  const std::uint8_t few[] = {1, 2, 3};
  EXPECT_EQ(FuzzInput(few, 3).stream(), "");
  EXPECT_EQ(FuzzInput(few, 3).choice(Choice::kProfile), 3);
}

TEST(FuzzInput, EveryProfileCanBeChosen) {
  const auto profiles = all_profiles();
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    EXPECT_EQ(&Data("").with(Choice::kProfile, static_cast<int>(i)).input().profile(), profiles[i]);
    EXPECT_EQ(&Data("").with(Choice::kOther, static_cast<int>(i)).input().other_profile(),
              profiles[i]);
  }
}

TEST(FuzzInput, FaultsLieInTheStreamOrRightBehindIt) {
  Data data("12345");
  data.with(Choice::kReadFault, 7).with(Choice::kReadFaultLow, 6);
  EXPECT_EQ(data.input().read_fault(), PlannedFault::kError);
  EXPECT_EQ(data.input().read_fault_at(), 6U);
  EXPECT_EQ(data.with(Choice::kReadFaultHigh, 1).input().read_fault_at(), (256U + 6U) % 7U);
}

TEST(FuzzInput, ALineIsRepeated) {
  Data data("a\nb\nc");
  data.with(Choice::kStretch, 'R').with(Choice::kStretchLine, 1).with(Choice::kStretchSize, 1);
  EXPECT_EQ(data.input().stream(), "a\nb\nb\nc");
  data.with(Choice::kStretchLine, 5).with(Choice::kStretchSize, 2);
  EXPECT_EQ(data.input().stream(), "a\nb\ncccc");
  const std::string many(
      Data("A: b\n").with(Choice::kStretch, 'R').with(Choice::kStretchSize, 7).input().stream());
  EXPECT_EQ(std::count(many.begin(), many.end(), '\n'), 128);
}

TEST(FuzzInput, ALineIsLengthenedToTheLimit) {
  for (int size = 0; size < 8; ++size) {
    Data data("GET / HTTP/1.1\r\nA: b\r\n\r\n");
    data.with(Choice::kStretch, 'L').with(Choice::kStretchLine, 1);
    data.with(Choice::kStretchSize, size);
    const std::string stream(data.input().stream());
    EXPECT_EQ(stream.substr(0, 16), "GET / HTTP/1.1\r\n");
    EXPECT_EQ(stream.find('\n', 16) + 1 - 16, static_cast<std::size_t>(65536 - 3 + size));
    EXPECT_EQ(stream.substr(stream.size() - 5), "a\r\n\r\n");
  }
}

TEST(FuzzInput, EveryDeliveryCanBeChosen) {
  Data data("123456789");
  EXPECT_EQ(data.with(Choice::kDelivery, 1).input().delivery().name(), "bytewise");
  EXPECT_EQ(
      data.with(Choice::kDelivery, 3).with(Choice::kDeliverySize, 1).input().delivery().name(),
      "cuts:3,6");
  EXPECT_FALSE(data.with(Choice::kDelivery, 2).input().delivery().is_whole());
}

}  // namespace
}  // namespace basehttp::fuzz
