// The mutator of the targets whose data is a connection with choices (fuzz_input.h): mostly by
// the grammar, else by the engine's own changes of bytes, which know the dictionary.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "conformance/grammar/connection_grammar.h"
#include "fuzz/fuzz_input.h"

extern "C" {
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed);
std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                      const std::uint8_t* data2, std::size_t size2,
                                      std::uint8_t* out, std::size_t max_size, unsigned seed);
}

namespace basehttp::fuzz {
namespace {

using conformance::grammar::Connection;
using conformance::grammar::Random;

// The choices as they stand at the end of an input, the last one first to be read.
std::string choices_of(const std::uint8_t* data, std::size_t size) {
  std::string choices(kChoices, '\0');
  const std::size_t present = std::min(size, kChoices);
  if (present > 0) std::memcpy(&choices[kChoices - present], data + size - present, present);
  return choices;
}

char& at(std::string& choices, Choice place) {
  return choices[kChoices - 1 - static_cast<std::size_t>(place)];
}

// A stretched line costs a hundred times the ordinary input, so it seldom comes and soon goes.
void relax(std::string& choices, Random& random) {
  if (!random.one_in(8)) at(choices, Choice::kStretch) = 0;
}

void mutate_choices(std::string& choices, Random& random) {
  if (!random.one_in(16)) {
    const std::size_t place = random.below(static_cast<std::size_t>(Choice::kStretch) + 1);
    const std::size_t index = place == static_cast<std::size_t>(Choice::kStretch)
                                  ? static_cast<std::size_t>(Choice::kOther)
                                  : place;
    choices[kChoices - 1 - index] = static_cast<char>(random.next());
    return;
  }
  at(choices, Choice::kStretch) = random.one_in(3) ? 'L' : 'R';
  at(choices, Choice::kStretchLine) = static_cast<char>(random.below(8));
  at(choices, Choice::kStretchSize) = static_cast<char>(random.below(8));
}

// Writes both parts to `out`; the end of the stream goes when there is no room.
std::size_t put(std::string_view stream, std::string_view choices, std::uint8_t* out,
                std::size_t max_size) {
  if (max_size < kChoices) return 0;
  const std::size_t size = std::min(stream.size(), max_size - kChoices);
  if (size > 0) std::memcpy(out, stream.data(), size);
  std::memcpy(out + size, choices.data(), kChoices);
  return size + kChoices;
}

std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t max_size,
                         unsigned seed) {
  Random random(seed);
  if (random.one_in(4)) return LLVMFuzzerMutate(data, size, max_size);
  std::string choices = choices_of(data, size);
  relax(choices, random);
  if (random.one_in(5)) {
    mutate_choices(choices, random);
    return put(std::string(stream_of(data, size)), choices, data, max_size);
  }
  Connection connection = Connection::parse(stream_of(data, size));
  // Several changes at once get past a check that each alone would fail.
  do connection.mutate(random);
  while (random.one_in(3));
  return put(connection.bytes(), choices, data, max_size);
}

std::size_t cross_inputs(const std::uint8_t* data1, std::size_t size1, const std::uint8_t* data2,
                         std::size_t size2, std::uint8_t* out, std::size_t max_size,
                         unsigned seed) {
  Random random(seed);
  Connection connection = Connection::parse(stream_of(data1, size1));
  const Connection other = Connection::parse(stream_of(data2, size2));
  connection.cross(other, random);
  const bool second = random.one_in(2);
  std::string choices = choices_of(second ? data2 : data1, second ? size2 : size1);
  relax(choices, random);
  return put(connection.bytes(), choices, out, max_size);
}

}  // namespace
}  // namespace basehttp::fuzz

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
  return basehttp::fuzz::mutate_input(data, size, max_size, seed);
}

std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                      const std::uint8_t* data2, std::size_t size2,
                                      std::uint8_t* out, std::size_t max_size, unsigned seed) {
  return basehttp::fuzz::cross_inputs(data1, size1, data2, size2, out, max_size, seed);
}
