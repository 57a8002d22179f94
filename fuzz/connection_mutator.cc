// The mutator of the targets whose data is a connection with choices (fuzz_input.h): mostly by
// the grammar, else by the engine's own changes of bytes, which know the dictionary.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "conformance/grammar/connection_grammar.h"
#include "fuzz/engine_hooks.h"
#include "fuzz/fuzz_input.h"

namespace basehttp::fuzz {
namespace {

using conformance::grammar::Connection;
using conformance::grammar::Random;

// No stream grows beyond this, since the time of a run grows with it; those that are longer, as
// some seeds are, seldom stay as long.  Limits of lines and headers are what kStretch is for.
constexpr std::size_t kMostStream = 256;

// How large an input may become that is made of one of `size` bytes.
std::size_t room_for(std::size_t size, std::size_t max_size, Random& random) {
  const bool stays = random.one_in(32) && size > kMostStream + kChoices;
  return std::min(max_size, stays ? size : kMostStream + kChoices);
}

using Choices = std::array<std::uint8_t, kChoices>;

// The choices as they stand at the end of an input, the last one first to be read.
Choices choices_of(std::span<const std::uint8_t> data) {
  Choices choices{};
  const std::size_t present = std::min(data.size(), kChoices);
  std::copy_n(data.end() - static_cast<std::ptrdiff_t>(present), present,
              choices.end() - static_cast<std::ptrdiff_t>(present));
  return choices;
}

std::uint8_t& at(Choices& choices, Choice place) {
  return choices[kChoices - 1 - static_cast<std::size_t>(place)];
}

std::string_view stream_of(std::span<const std::uint8_t> data) {
  return fuzz::stream_of(data.data(), data.size());
}

// A stretched line costs a hundred times the ordinary input, so it seldom comes and soon goes.
void relax(Choices& choices, Random& random) {
  if (!random.one_in(16)) at(choices, Choice::kStretch) = 0;
}

void mutate_choices(Choices& choices, Random& random) {
  if (!random.one_in(64)) {
    const std::size_t place = random.below(static_cast<std::size_t>(Choice::kStretch) + 1);
    const std::size_t index = place == static_cast<std::size_t>(Choice::kStretch)
                                  ? static_cast<std::size_t>(Choice::kOther)
                                  : place;
    choices[kChoices - 1 - index] = static_cast<std::uint8_t>(random.next());
    return;
  }
  at(choices, Choice::kStretch) = random.one_in(3) ? 'L' : 'R';
  at(choices, Choice::kStretchLine) = static_cast<std::uint8_t>(random.below(8));
  at(choices, Choice::kStretchSize) = static_cast<std::uint8_t>(random.below(8));
}

// The engine's changes, with the same care for stretched lines.
std::size_t mutate_bytes(std::uint8_t* data, std::size_t size, std::size_t room, Random& random) {
  const std::size_t changed = LLVMFuzzerMutate(data, size, room);
  constexpr auto kPlace = static_cast<std::size_t>(Choice::kStretch);
  if (changed > kPlace && !random.one_in(16)) data[changed - 1 - kPlace] = 0;
  return changed;
}

// Where connections are written before they take the place of what they were read from; kept, so
// that no run has to allocate one.
std::string& scratch() {
  static auto* const kScratch = new std::string();
  kScratch->clear();
  return *kScratch;
}

// Writes both parts to `out`; the end of the stream goes when there is no room.
std::size_t put(const Connection& connection, const Choices& choices, std::uint8_t* out,
                std::size_t room) {
  if (room < kChoices) return 0;
  std::string& stream = scratch();
  connection.append_to(stream);
  const std::size_t size = std::min(stream.size(), room - kChoices);
  std::copy_n(stream.begin(), size, out);
  std::copy(choices.begin(), choices.end(), out + size);
  return size + kChoices;
}

}  // namespace

std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t max_size,
                         Random& random) {
  const std::size_t room = room_for(size, max_size, random);
  if (size <= room && random.one_in(4)) return mutate_bytes(data, size, room, random);
  Choices choices = choices_of({data, size});
  relax(choices, random);
  const std::string_view stream = stream_of({data, size});
  if (random.one_in(5) && stream.size() + kChoices <= room) {
    mutate_choices(choices, random);
    std::copy(choices.begin(), choices.end(), data + stream.size());
    return stream.size() + kChoices;
  }
  Connection connection = Connection::parse(stream);
  // Several changes at once get past a check that each alone would fail.
  do connection.mutate(random);
  while (random.one_in(3));
  return put(connection, choices, data, room);
}

std::size_t cross_inputs(std::span<const std::uint8_t> one, std::span<const std::uint8_t> other,
                         std::uint8_t* out, std::size_t max_size, Random& random) {
  const std::size_t room = room_for(std::max(one.size(), other.size()), max_size, random);
  Connection connection = Connection::parse(stream_of(one));
  connection.cross(Connection::parse(stream_of(other)), random);
  Choices choices = choices_of(random.one_in(2) ? other : one);
  relax(choices, random);
  return put(connection, choices, out, room);
}

}  // namespace basehttp::fuzz
