// What a byte of the connection grammar costs: made by hand (conformance/grammar), and by
// RapidCheck from the same words with the same weights.
//
// usage: grammar_cost
//
// Prints for each the nanoseconds of CPU time a byte and the bytes of a connection, medians over
// the rounds, and the median of the ratios.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "conformance/grammar/connection_grammar.h"
#include "conformance/grammar/connection_words.h"
#include "conformance/grammar/random.h"

namespace basehttp::conformance::grammar {
namespace {

constexpr int kRounds = 15;
constexpr int kByHand = 20'000;  // connections in a round
constexpr int kByRapidCheck = 500;

using Texts = std::vector<std::string>;
using rc::Gen;

// --- the grammar of Connection::generate_bytes(), for RapidCheck ---

std::string joined(const Texts& texts) {
  std::string out;
  for (const std::string& text : texts) out += text;
  return out;
}

template <typename... Gens>
Gen<std::string> sequence(Gens... gens) {
  return rc::gen::apply(
      [](const auto&... parts) {
        std::string out;
        (out.append(parts), ...);
        return out;
      },
      std::move(gens)...);
}

Gen<std::string> nothing() { return rc::gen::just(std::string()); }

Gen<std::string> one_in(std::size_t count, Gen<std::string> then, Gen<std::string> otherwise) {
  return rc::gen::weightedOneOf<std::string>(
      {{1, std::move(then)}, {count - 1, std::move(otherwise)}});
}

Gen<std::string> word(PieceKind kind) {
  // A word stands there as often as it weighs.
  Texts places;
  for (const Word& each : words_of(kind))
    places.insert(places.end(), each.weight, std::string(each.text));
  return rc::gen::elementOf(places);
}

// A value of any field.
Gen<std::string> any_value() {
  std::vector<Gen<std::string>> places;
  for (const FieldWords& each : field_words())
    places.insert(places.end(), each.weight,
                  rc::gen::elementOf(Texts(each.values.begin(), each.values.end())));
  return rc::gen::join(rc::gen::elementOf(places));
}

Gen<std::string> repeated(int least, int most, const Gen<std::string>& gen) {
  return rc::gen::mapcat(rc::gen::inRange(least, most + 1), [gen](int count) {
    return rc::gen::map(rc::gen::container<Texts>(static_cast<std::size_t>(count), gen), joined);
  });
}

Gen<std::string> request_line() {
  const auto space = word(PieceKind::kSpace);
  const auto version = sequence(space, word(PieceKind::kVersion));
  const auto end = word(PieceKind::kRequestEnd);
  const auto line = sequence(word(PieceKind::kMethod), space, word(PieceKind::kTarget),
                             one_in(12, nothing(), version), one_in(24, version, nothing()),
                             one_in(24, space, nothing()), end);
  return sequence(one_in(24, space, nothing()), one_in(40, end, line));
}

Gen<std::string> field() {
  std::vector<Gen<std::string>> places;
  for (const FieldWords& each : field_words()) {
    const auto name = rc::gen::just(std::string(each.name));
    const auto value = rc::gen::elementOf(Texts(each.values.begin(), each.values.end()));
    const auto content =
        each.values.size() > 1 ? sequence(name, word(PieceKind::kColon), value) : name;
    places.insert(places.end(), each.weight, sequence(content, word(PieceKind::kFieldEnd)));
  }
  return rc::gen::join(rc::gen::elementOf(places));
}

Gen<std::string> connection() {
  const auto fold = sequence(word(PieceKind::kFold), any_value(), word(PieceKind::kFieldEnd));
  const auto fields = repeated(0, 5, sequence(field(), one_in(8, fold, nothing())));
  return repeated(1, 4,
                  sequence(request_line(), fields, word(PieceKind::kBlank),
                           one_in(3, word(PieceKind::kBody), nothing())));
}

// --- measuring ---

struct Cost {
  double nanoseconds;  // a byte
  double bytes;        // a connection
};

// `make` appends connection `number`.
template <typename Make>
Cost cost_of(int count, std::uint64_t first, Make make) {
  std::size_t bytes = 0;
  std::string out;
  const std::clock_t start = std::clock();
  for (int i = 0; i < count; ++i) {
    out.clear();
    make(first + static_cast<std::uint64_t>(i), out);
    bytes += out.size();
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  return {seconds * 1e9 / static_cast<double>(bytes), static_cast<double>(bytes) / count};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void run() {
  const auto gen = connection();
  std::vector<double> by_hand;
  std::vector<double> by_rapidcheck;
  std::vector<double> ratios;
  Cost hand{};
  Cost rapidcheck{};
  for (int round = 0; round < kRounds; ++round) {
    const auto first = static_cast<std::uint64_t>(round) * 1'000'000;
    hand = cost_of(kByHand, first, [](std::uint64_t number, std::string& out) {
      Random random(number);
      Connection::generate_bytes(random, out);
    });
    rapidcheck = cost_of(kByRapidCheck, first, [&gen](std::uint64_t number, std::string& out) {
      out = gen(rc::Random(number), rc::kNominalSize).value();
    });
    by_hand.push_back(hand.nanoseconds);
    by_rapidcheck.push_back(rapidcheck.nanoseconds);
    ratios.push_back(rapidcheck.nanoseconds / hand.nanoseconds);
  }
  std::printf("%-12s %8s %8s\n", "", "ns/byte", "bytes");
  std::printf("%-12s %8.2f %8.0f\n", "by hand", median(by_hand), hand.bytes);
  std::printf("%-12s %8.1f %8.0f\n", "RapidCheck", median(by_rapidcheck), rapidcheck.bytes);
  std::printf("%-12s %8.0f\n", "ratio", median(ratios));
}

}  // namespace
}  // namespace basehttp::conformance::grammar

int main() {
  basehttp::conformance::grammar::run();
  return 0;
}
