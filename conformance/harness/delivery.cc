#include "conformance/harness/delivery.h"

#include <algorithm>
#include <charconv>
#include <random>

#include <fmt/format.h>

namespace basehttp::conformance {
namespace {

constexpr std::string_view kCutsPrefix = "cuts:";

// "3,17": digits between commas, rising; empty text is no cut.
std::optional<std::vector<std::size_t>> parse_offsets(std::string_view text) {
  std::vector<std::size_t> offsets;
  while (!text.empty()) {
    std::size_t offset = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
    if (error != std::errc() || (!offsets.empty() && offset <= offsets.back())) return std::nullopt;
    offsets.push_back(offset);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) break;
    if (text.front() != ',' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  return offsets;
}

}  // namespace

Delivery Delivery::bytewise() {
  Delivery out;
  out.kind_ = Kind::kBytewise;
  return out;
}

Delivery Delivery::cuts(std::vector<std::size_t> offsets) {
  Delivery out;
  out.kind_ = Kind::kCuts;
  out.cuts_ = std::move(offsets);
  std::sort(out.cuts_.begin(), out.cuts_.end());
  out.cuts_.erase(std::unique(out.cuts_.begin(), out.cuts_.end()), out.cuts_.end());
  return out;
}

Delivery Delivery::random(std::uint64_t seed, std::size_t size, std::size_t count) {
  std::vector<std::size_t> offsets;
  // The standard's distributions may give other numbers elsewhere; its engines may not.
  std::mt19937_64 engine(seed);
  for (std::size_t i = 0; i < count && size > 1; ++i) offsets.push_back(1 + engine() % (size - 1));
  return cuts(std::move(offsets));
}

std::optional<Delivery> Delivery::parse(std::string_view name) {
  if (name == "whole") return whole();
  if (name == "bytewise") return bytewise();
  if (!name.starts_with(kCutsPrefix)) return std::nullopt;
  auto offsets = parse_offsets(name.substr(kCutsPrefix.size()));
  if (!offsets) return std::nullopt;
  return cuts(std::move(*offsets));
}

std::string Delivery::name() const {
  switch (kind_) {
    case Kind::kWhole:
      return "whole";
    case Kind::kBytewise:
      return "bytewise";
    case Kind::kCuts:
      break;
  }
  return fmt::format("{}{}", kCutsPrefix, fmt::join(cuts_, ","));
}

std::size_t Delivery::piece_end(std::size_t position, std::size_t size) const {
  if (kind_ == Kind::kBytewise) return std::min(position + 1, size);
  const auto next = std::upper_bound(cuts_.begin(), cuts_.end(), position);
  return next == cuts_.end() ? size : std::min(*next, size);
}

}  // namespace basehttp::conformance
