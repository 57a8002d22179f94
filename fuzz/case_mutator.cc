// The mutator of the target whose data is a case: the bytes of rfile by the grammar of
// connections, the program and the attributes by moving and changing what stands there; else, and
// for data that is no case, by the engine's own changes of bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz/case_input.h"
#include "fuzz/case_words.h"
#include "fuzz/connection_grammar.h"

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
    change_case(one, random);
  }
}

}  // namespace
}  // namespace basehttp::fuzz

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned seed) {
  using namespace basehttp::fuzz;
  Random random(seed);
  CaseInput input = random.one_in(4) ? CaseInput{std::nullopt, basehttp::newest_profile()}
                                     : read_case_input(data, size);
  if (!input.one) return LLVMFuzzerMutate(data, size, max_size);
  do mutate(*input.one, random);
  while (random.one_in(3));
  const auto profiles = basehttp::all_profiles();
  const basehttp::Profile& profile =
      random.one_in(8) ? *profiles[random.below(profiles.size())] : input.profile;
  const std::size_t written = put(write_case_input(*input.one, profile), data, max_size);
  return written == 0 ? LLVMFuzzerMutate(data, size, max_size) : written;
}

std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data1, std::size_t size1,
                                      const std::uint8_t* data2, std::size_t size2,
                                      std::uint8_t* out, std::size_t max_size, unsigned seed) {
  using namespace basehttp::fuzz;
  Random random(seed);
  CaseInput first = read_case_input(data1, size1);
  CaseInput second = read_case_input(data2, size2);
  if (!first.one || !second.one) return 0;
  // The bytes of one to the program of the other, or the attributes of one to the rest.
  if (random.one_in(2)) {
    std::swap(first.one->rfile, second.one->rfile);
  } else {
    join_programs(*first.one, *second.one);
  }
  return put(write_case_input(*first.one, first.profile), out, max_size);
}
