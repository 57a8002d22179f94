#include "fuzz/fuzz_input.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "basehttp/request_line.h"

namespace basehttp::fuzz {
namespace {

// Of equal weight: what a handler is set to stands more than once.
constexpr std::string_view kProtocolVersions[] = {"HTTP/1.0", "HTTP/1.1",  "HTTP/1.1", "HTTP/1.1",
                                                  "HTTP/0.9", "HTTP/1.10", "HTTP/2",   "HTTP/1.2"};
constexpr std::string_view kDefaultRequestVersions[] = {"HTTP/0.9", "HTTP/0.9", "HTTP/0.9",
                                                        "HTTP/1.0"};
constexpr PlannedFault kFaults[] = {
    PlannedFault::kNone, PlannedFault::kNone,    PlannedFault::kNone,      PlannedFault::kNone,
    PlannedFault::kNone, PlannedFault::kTimeout, PlannedFault::kEtimedout, PlannedFault::kError};

template <typename T, std::size_t N>
const T& chosen(const T (&table)[N], std::uint8_t choice) {
  return table[choice % N];
}

// Where line `number`, counted around, begins and ends, its line feed included.
std::pair<std::size_t, std::size_t> line_at(std::string_view bytes, std::size_t number) {
  auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  if (!bytes.empty() && bytes.back() != '\n') ++lines;
  std::size_t begin = 0;
  for (std::size_t left = lines == 0 ? 0 : number % lines; left > 0; --left)
    begin = bytes.find('\n', begin) + 1;
  return {begin, std::min(bytes.find('\n', begin), bytes.size() - 1) + 1};
}

// The line 2 to the power of 0 to 7 times: 128 are more than the 100 of a header block.  A long
// one is not repeated as often, lest it cost more than it shows.
std::string repeated(std::string_view bytes, std::size_t number, std::uint8_t size) {
  const auto [begin, end] = line_at(bytes, number);
  std::string out(bytes.substr(0, begin));
  constexpr std::size_t kMostBytes = 16384;
  for (unsigned i = 0; i < 1U << (size % 8U) && (i == 0 || out.size() < kMostBytes); ++i)
    out += bytes.substr(begin, end - begin);
  return out += bytes.substr(end);
}

// The line with letters before its end, so that it has as many bytes as the longest that is read,
// up to three fewer or up to four more.
std::string lengthened(std::string_view bytes, std::size_t number, std::uint8_t size) {
  const auto [begin, end] = line_at(bytes, number);
  const std::size_t wanted = kMaxRequestLine - 3 + size % 8U;
  std::size_t content = end;
  while (content > begin && (bytes[content - 1] == '\n' || bytes[content - 1] == '\r')) --content;
  std::string out(bytes.substr(0, content));
  if (end - begin < wanted) out.append(wanted - (end - begin), 'a');
  return out += bytes.substr(content);
}

ExactBytes stretched(std::string_view bytes, std::span<const std::uint8_t, kChoices> choices) {
  const auto choice = [&](Choice place) { return choices[static_cast<std::size_t>(place)]; };
  if (bytes.empty()) return ExactBytes(bytes);
  switch (choice(Choice::kStretch)) {
    case 'R':
      return ExactBytes(
          repeated(bytes, choice(Choice::kStretchLine), choice(Choice::kStretchSize)));
    case 'L':
      return ExactBytes(
          lengthened(bytes, choice(Choice::kStretchLine), choice(Choice::kStretchSize)));
    default:
      return ExactBytes(bytes);
  }
}

std::vector<std::size_t> every(std::size_t step, std::size_t size) {
  std::vector<std::size_t> offsets;
  for (std::size_t at = step; at < size; at += step) offsets.push_back(at);
  return offsets;
}

const Profile& profile_at(std::uint8_t choice) {
  const auto profiles = all_profiles();
  return *profiles[choice % profiles.size()];
}

}  // namespace

std::string_view stream_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size - std::min(size, kChoices)};
}

FuzzInput::FuzzInput(const std::uint8_t* data, std::size_t size) : stream_(0) {
  for (std::size_t i = 0; i < std::min(size, kChoices); ++i) choices_[i] = data[size - 1 - i];
  stream_ = stretched(stream_of(data, size), choices_);
}

const Profile& FuzzInput::profile() const { return profile_at(choice(Choice::kProfile)); }
const Profile& FuzzInput::other_profile() const { return profile_at(choice(Choice::kOther)); }

std::string_view FuzzInput::protocol_version() const {
  return chosen(kProtocolVersions, choice(Choice::kProtocolVersion));
}

std::string_view FuzzInput::default_request_version() const {
  return chosen(kDefaultRequestVersions, choice(Choice::kDefaultRequestVersion));
}

PlannedFault FuzzInput::read_fault() const { return chosen(kFaults, choice(Choice::kReadFault)); }

std::size_t FuzzInput::read_fault_at() const {
  const std::size_t at = choice(Choice::kReadFaultLow) + 256U * choice(Choice::kReadFaultHigh);
  return at % (stream().size() + 2);
}

PlannedFault FuzzInput::write_fault() const { return chosen(kFaults, choice(Choice::kWriteFault)); }

std::size_t FuzzInput::write_fault_at() const { return choice(Choice::kWriteFaultAt) % 8U; }

conformance::Delivery FuzzInput::delivery() const {
  using conformance::Delivery;
  const std::size_t count = choice(Choice::kDeliverySize);
  switch (choice(Choice::kDelivery) % 4U) {
    case 0:
      return Delivery::whole();
    case 1:
      return Delivery::bytewise();
    case 2:
      return Delivery::random(choice(Choice::kDeliverySeed), stream().size(), 1 + count % 16U);
    default:
      return Delivery::cuts(every(2 + count, stream().size()));
  }
}

}  // namespace basehttp::fuzz
