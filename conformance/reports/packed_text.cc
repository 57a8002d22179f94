#include "conformance/reports/packed_text.h"

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace basehttp::conformance {
namespace {

std::vector<std::uint8_t> deflated(std::string_view text) {
  constexpr int kLevel = 9;
  uLongf size = compressBound(static_cast<uLong>(text.size()));
  std::vector<std::uint8_t> out(size);
  const std::vector<std::uint8_t> in(text.begin(), text.end());
  // Nothing but a lack of memory is left to go wrong.
  if (compress2(out.data(), &size, in.data(), static_cast<uLong>(in.size()), kLevel) != Z_OK)
    throw std::runtime_error("not enough memory to compress the report");
  out.resize(size);
  return out;
}

std::string base64(const std::vector<std::uint8_t>& bytes) {
  constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::size_t kGroupsALine = 1000;
  std::string out;
  out.reserve(bytes.size() * 4 / 3 + bytes.size() / kGroupsALine + 4);
  std::size_t groups = 0;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t place) {
      return place < bytes.size() ? std::uint32_t{bytes[place]} : 0U;
    };
    const std::uint32_t bits = at(i) << 16U | at(i + 1) << 8U | at(i + 2);
    out += kAlphabet[bits >> 18U];
    out += kAlphabet[bits >> 12U & 63U];
    out += i + 1 < bytes.size() ? kAlphabet[bits >> 6U & 63U] : '=';
    out += i + 2 < bytes.size() ? kAlphabet[bits & 63U] : '=';
    if (++groups % kGroupsALine == 0) out += '\n';
  }
  return out;
}

}  // namespace

std::string packed(std::string_view text) { return base64(deflated(text)); }

}  // namespace basehttp::conformance
