// The mutator of the target whose data is a case: the bytes of rfile by the grammar of
// connections, the program and the attributes by moving and changing what stands there; now and
// then, and for data that is no case, a case made anew; else by the engine's own changes of bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/grammar/case_grammar.h"
#include "conformance/grammar/connection_grammar.h"
#include "fuzz/case_input.h"

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

using conformance::Case;
using conformance::grammar::Connection;
using conformance::grammar::Random;

// Nothing when there is no room.
std::size_t put(const std::string& text, std::uint8_t* out, std::size_t max_size) {
  if (text.size() > max_size) return 0;
  std::memcpy(out, text.data(), text.size());
  return text.size();
}

void mutate(Case& one, Random& random) {
  if (random.one_in(2)) {
    const std::string before = one.rfile;
    Connection connection = Connection::parse(before);
    connection.mutate(random);
    one.rfile = connection.bytes();
  } else {
    conformance::grammar::change_case(one, random);
  }
}

std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t max_size,
                         unsigned seed) {
  Random random(seed);
  if (random.one_in(4)) return LLVMFuzzerMutate(data, size, max_size);
  CaseInput input = read_case_input(data, size);
  if (!input.one || random.one_in(32)) {
    // No change of bytes makes a case of what is none.
    input.one = conformance::grammar::generate_case(random);
    input.one->id = "f/f/f";
  } else {
    do mutate(*input.one, random);
    while (random.one_in(3));
  }
  const auto profiles = all_profiles();
  const Profile& profile =
      random.one_in(8) ? *profiles[random.below(profiles.size())] : input.profile;
  const std::size_t written = put(write_case_input(*input.one, profile), data, max_size);
  return written == 0 ? LLVMFuzzerMutate(data, size, max_size) : written;
}

std::size_t cross_inputs(const std::uint8_t* data1, std::size_t size1, const std::uint8_t* data2,
                         std::size_t size2, std::uint8_t* out, std::size_t max_size,
                         unsigned seed) {
  Random random(seed);
  CaseInput first = read_case_input(data1, size1);
  CaseInput second = read_case_input(data2, size2);
  if (!first.one || !second.one) return 0;
  // The bytes of one to the program of the other, or the attributes of one to the rest.
  if (random.one_in(2)) {
    std::swap(first.one->rfile, second.one->rfile);
  } else {
    conformance::grammar::join_programs(*first.one, *second.one);
  }
  return put(write_case_input(*first.one, first.profile), out, max_size);
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
