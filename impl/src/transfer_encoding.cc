#include "transfer_encoding.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"

namespace basehttp {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// binascii.a2b_qp.
std::string decode_quoted_printable(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '=') {
      out.push_back(bytes[i]);
      continue;
    }
    if (++i == bytes.size()) break;
    if (bytes[i] == '\n' || bytes[i] == '\r') {  // a soft line break
      i = std::min(bytes.find('\n', i), bytes.size());
    } else if (bytes[i] == '=') {
      out.push_back('=');
    } else if (i + 1 < bytes.size() && hex_value(bytes[i]) >= 0 && hex_value(bytes[i + 1]) >= 0) {
      out.push_back(static_cast<char>(hex_value(bytes[i]) * 16 + hex_value(bytes[i + 1])));
      ++i;
    } else {
      out.push_back('=');
      --i;  // looked at again, as an ordinary byte
    }
  }
  return out;
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// base64.b64decode; nothing where it raises binascii.Error.  `validate` refuses
// what is no digit and padding that is not at the end.
std::optional<std::string> decode_base64_digits(std::string_view digits, bool validate,
                                                const Profile& profile) {
  std::string out;
  unsigned left = 0;  // bits not yet written
  int position = 0;   // in a group of four
  int pads = 0;
  bool padded = false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digits[i] == '=') {
      const bool excess = position < 2 && (i == 0 || !profile.base64_takes_excess_padding);
      if (validate && excess) return std::nullopt;
      padded = true;
      if (position >= 2) ++pads;
      const bool reads_on = profile.base64_reads_past_padding && !validate;
      if (position >= 2 && position + pads >= 4 && !reads_on) {
        if (validate && i + 1 < digits.size()) return std::nullopt;
        return out;
      }
      continue;
    }
    const int value = base64_value(digits[i]);
    if (value < 0 || (validate && padded)) {
      if (validate) return std::nullopt;
      continue;
    }
    pads = 0;
    const auto bits = static_cast<unsigned>(value);
    if (position == 1) out.push_back(static_cast<char>((left << 2U) | (bits >> 4U)));
    if (position == 2) out.push_back(static_cast<char>((left << 4U) | (bits >> 2U)));
    if (position == 3) out.push_back(static_cast<char>((left << 6U) | bits));
    left = bits;
    position = (position + 1) % 4;
  }
  const bool complete = position == 0 || (position >= 2 && position + pads >= 4);
  return complete ? std::optional(out) : std::nullopt;
}

// email._encoded_words.decode_b of the lines joined.
std::string decode_base64(std::string_view bytes, const Profile& profile,
                          std::vector<std::string>& defects) {
  std::string digits;
  std::copy_if(bytes.begin(), bytes.end(), std::back_inserter(digits),
               [](char c) { return c != '\n' && c != '\r'; });
  const std::size_t excess = digits.size() % 4;
  const std::string padding = excess == 0 ? "" : std::string(4 - excess, '=');
  if (auto decoded = decode_base64_digits(digits + padding, true, profile)) {
    if (excess != 0) defects.emplace_back("InvalidBase64PaddingDefect");
    return *decoded;
  }
  if (auto decoded = decode_base64_digits(digits, false, profile)) {
    defects.emplace_back("InvalidBase64CharactersDefect");
    return *decoded;
  }
  if (auto decoded = decode_base64_digits(digits + "==", false, profile)) {
    defects.emplace_back("InvalidBase64CharactersDefect");
    defects.emplace_back("InvalidBase64PaddingDefect");
    return *decoded;
  }
  defects.emplace_back("InvalidBase64LengthDefect");
  return digits;
}

}  // namespace

bool is_quoted_printable(const Text& encoding) { return encoding == "quoted-printable"; }

bool is_base64(const Text& encoding) { return encoding == "base64"; }

bool is_uuencode(const Text& encoding) {
  return encoding == "x-uuencode" || encoding == "uuencode" || encoding == "uue" ||
         encoding == "x-uue";
}

std::string decode_transfer_encoding(std::string bytes, const Text& encoding,
                                     const Profile& profile, std::vector<std::string>& defects) {
  if (is_quoted_printable(encoding)) return decode_quoted_printable(bytes);
  if (is_base64(encoding)) return decode_base64(bytes, profile, defects);
  // Without a line that begins so, Python gives the payload back.
  if (is_uuencode(encoding) && bytes.find("begin") != std::string::npos) {
    throw Unsupported("the reference does not undo the transfer encoding '" + encoding.utf8() +
                      "'");
  }
  return bytes;
}

}  // namespace basehttp
