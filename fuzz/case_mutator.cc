// The mutator of the target whose data is a case: the bytes of rfile by the grammar of
// connections, the program and the attributes by moving and changing what stands there; now and
// then, and for data that is no case, a case made anew; else by the engine's own changes of bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/grammar/case_grammar.h"
#include "conformance/grammar/connection_grammar.h"
#include "fuzz/case_input.h"
#include "fuzz/engine_hooks.h"

namespace basehttp::fuzz {
namespace {

using conformance::Case;
using conformance::grammar::Connection;
using conformance::grammar::Random;

// No case grows beyond this, since the time of a run grows with it; those that are longer, as some
// seeds are, may stay as long.
constexpr std::size_t kMostCase = 1024;

// Nothing when there is no room.
std::size_t put(const std::string& text, std::uint8_t* out, std::size_t max_size) {
  if (text.size() > max_size) return 0;
  return text.copy(reinterpret_cast<char*>(out), text.size());
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

}  // namespace

std::size_t mutate_input(std::uint8_t* data, std::size_t size, std::size_t max_size,
                         Random& random) {
  const std::size_t room = std::min(max_size, std::max(size, kMostCase));
  if (random.one_in(4)) return LLVMFuzzerMutate(data, size, room);
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
  const std::size_t written = put(write_case_input(*input.one, profile), data, room);
  return written == 0 ? LLVMFuzzerMutate(data, size, room) : written;
}

std::size_t cross_inputs(std::span<const std::uint8_t> one, std::span<const std::uint8_t> other,
                         std::uint8_t* out, std::size_t max_size, Random& random) {
  CaseInput first = read_case_input(one.data(), one.size());
  CaseInput second = read_case_input(other.data(), other.size());
  if (!first.one || !second.one) return 0;
  // The bytes of one to the program of the other, or the attributes of one to the rest.
  if (random.one_in(2)) {
    std::swap(first.one->rfile, second.one->rfile);
  } else {
    conformance::grammar::join_programs(*first.one, *second.one);
  }
  const std::size_t room = std::min(max_size, std::max({one.size(), other.size(), kMostCase}));
  return put(write_case_input(*first.one, first.profile), out, room);
}

}  // namespace basehttp::fuzz
