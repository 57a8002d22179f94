#include "charset.h"

#include <algorithm>
#include <array>
#include <string>

#include "basehttp/python_error.h"
#include "basehttp/python_text.h"
#include "basehttp/unsupported.h"

namespace basehttp {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

constexpr std::string_view kAsciiNames =
    " ascii 646 ansi_x3.4_1968 ansi_x3.4_1986 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us "
    "iso_646.irv_1991 iso_ir_6 us us_ascii ";
constexpr std::string_view kLatin1Names =
    " latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 "
    "iso_ir_100 "
    "l1 latin latin1 ";
constexpr std::string_view kUtf8Names = " utf_8 u8 utf utf8 utf8_ucs2 utf8_ucs4 ";
// Text codecs of the standard library that are not reproduced here.
constexpr std::string_view kOtherNames =
    " "
    "037 1026 1125 1140 1250 1251 1252 1253 1254 1255 1256 1257 1258 273 424 437 500 775 850 852 "
    "855 857 858 860 861 862 863 864 865 866 869 932 936 949 950 arabic asmo_708 big5 big5_hkscs "
    "big5_tw big5hkscs charmap chinese cp037 cp1006 cp1026 cp1051 cp1125 cp1140 cp1250 cp1251 "
    "cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp1361 cp154 cp273 cp424 cp437 cp500 cp720 "
    "cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862 cp863 cp864 cp865 cp866 "
    "cp866u cp869 cp874 cp875 cp932 cp936 cp949 cp950 cp_gr cp_is csbig5 csibm037 csibm1026 "
    "csibm273 csibm424 csibm500 csibm855 csibm857 csibm858 csibm860 csibm861 csibm863 csibm864 "
    "csibm865 csibm866 csibm869 csiso2022jp csiso2022kr csiso58gb231280 csisolatin2 csisolatin3 "
    "csisolatin4 csisolatin5 csisolatin6 csisolatinarabic csisolatincyrillic csisolatingreek "
    "csisolatinhebrew cskoi8r cspc775baltic cspc850multilingual cspc862latinhebrew "
    "cspc8codepage437 cspcp852 csptcp154 csshiftjis cyrillic cyrillic_asian ebcdic_cp_be "
    "ebcdic_cp_ca ebcdic_cp_ch ebcdic_cp_he ebcdic_cp_nl ebcdic_cp_us ebcdic_cp_wt ecma_114 "
    "ecma_118 elot_928 euc_cn euc_jis2004 euc_jis_2004 euc_jisx0213 euc_jp euc_kr euccn "
    "eucgb2312_cn eucjis2004 eucjisx0213 eucjp euckr gb18030 gb18030_2000 gb2312 gb2312_1980 "
    "gb2312_80 gbk greek greek8 hebrew hkscs hp_roman8 hz hz_gb hz_gb_2312 hzgb ibm037 ibm039 "
    "ibm1026 ibm1051 ibm1125 ibm1140 ibm273 ibm424 ibm437 ibm500 ibm775 ibm850 ibm852 ibm855 "
    "ibm857 ibm858 ibm860 ibm861 ibm862 ibm863 ibm864 ibm865 ibm866 ibm869 iso2022_jp "
    "iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr iso2022jp "
    "iso2022jp_1 iso2022jp_2 iso2022jp_2004 iso2022jp_3 iso2022jp_ext iso2022kr iso8859_10 "
    "iso8859_11 iso8859_13 iso8859_14 iso8859_15 iso8859_16 iso8859_2 iso8859_3 iso8859_4 "
    "iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_9 iso_2022_jp iso_2022_jp_1 iso_2022_jp_2 "
    "iso_2022_jp_2004 iso_2022_jp_3 iso_2022_jp_ext iso_2022_kr iso_8859_10 iso_8859_10_1992 "
    "iso_8859_11 iso_8859_11_2001 iso_8859_13 iso_8859_14 iso_8859_14_1998 iso_8859_15 "
    "iso_8859_16 iso_8859_16_2001 iso_8859_2 iso_8859_2_1987 iso_8859_3 iso_8859_3_1988 "
    "iso_8859_4 iso_8859_4_1988 iso_8859_5 iso_8859_5_1988 iso_8859_6 iso_8859_6_1987 iso_8859_7 "
    "iso_8859_7_1987 iso_8859_8 iso_8859_8_1988 iso_8859_9 iso_8859_9_1989 iso_celtic iso_ir_101 "
    "iso_ir_109 iso_ir_110 iso_ir_126 iso_ir_127 iso_ir_138 iso_ir_144 iso_ir_148 iso_ir_157 "
    "iso_ir_166 iso_ir_199 iso_ir_226 iso_ir_58 jisx0213 johab koi8_r koi8_t koi8_u korean "
    "ks_c_5601 ks_c_5601_1987 ks_x_1001 ksc5601 ksx1001 kz1048 kz_1048 l10 l2 l3 l4 l5 l6 l7 l8 "
    "l9 latin10 latin2 latin3 latin4 latin5 latin6 latin7 latin8 latin9 mac_arabic mac_centeuro "
    "mac_croatian mac_cyrillic mac_farsi mac_greek mac_iceland mac_latin2 mac_roman mac_romanian "
    "mac_turkish maccentraleurope maccyrillic macgreek maciceland macintosh maclatin2 macroman "
    "macturkish ms1361 ms932 ms936 ms949 ms950 ms_kanji mskanji palmos pt154 ptcp154 punycode r8 "
    "raw_unicode_escape rk1048 roman8 ruscii s_jis s_jis_2004 s_jisx0213 shift_jis shift_jis_2004 "
    "shift_jisx0213 shiftjis shiftjis2004 shiftjisx0213 sjis sjis_2004 sjisx0213 strk1048_2002 "
    "thai tis620 tis_620 tis_620_0 tis_620_2529_0 tis_620_2529_1 u16 u32 u7 u_jis uhc ujis "
    "unicode_1_1_utf_7 unicode_escape unicodebigunmarked unicodelittleunmarked utf16 utf32 utf7 "
    "utf_16 utf_16_be utf_16_le utf_16be utf_16le utf_32 utf_32_be utf_32_le utf_32be utf_32le "
    "utf_7 utf_8_sig windows_1250 windows_1251 windows_1252 windows_1253 windows_1254 "
    "windows_1255 windows_1256 windows_1257 windows_1258 windows_31j x_mac_japanese x_mac_korean "
    "x_mac_simp_chinese x_mac_trad_chinese ";

// Codecs that turn bytes into bytes, or text into text.
constexpr std::string_view kNoTextNames =
    " base64 base64_codec base_64 bz2 bz2_codec hex hex_codec quopri quopri_codec "
    "quoted_printable quotedprintable rot13 rot_13 uu uu_codec zip zlib zlib_codec ";
constexpr std::string_view kWindowsName = "cp65001";  // another name for UTF-8 from 3.8 on

// encodings.normalize_encoding, then lower case: runs of anything but letters,
// digits and dots become one underscore between words.
std::string normalized(const Text& charset) {
  std::string name;
  bool gap = false;
  for (std::size_t i = 0; i < charset.size(); ++i) {
    const char32_t c = charset[i];
    const bool word = c < 0x80 && ((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') ||
                                   (c >= U'A' && c <= U'Z') || c == U'.');
    if (!word) {
      gap = true;
      continue;
    }
    if (gap && !name.empty()) name.push_back('_');
    gap = false;
    name.push_back(to_lower(static_cast<char>(c)));
  }
  return name;
}

bool listed(std::string_view names, const std::string& name) {
  return !name.empty() && names.find(" " + name + " ") != std::string_view::npos;
}

[[noreturn]] void undecodable(const char* codec) {
  throw PythonError("UnicodeDecodeError", Text(std::string("'") + codec + "' codec can't decode"));
}

Text decode_ascii(std::string_view bytes, DecodeErrors errors) {
  Text text;
  for (const char c : bytes) {
    if (static_cast<unsigned char>(c) < 0x80) {
      text.append(std::string_view(&c, 1));
    } else {
      if (errors == DecodeErrors::kStrict) undecodable("ascii");
      text.append(kReplacement);
    }
  }
  return text;
}

// How many bytes at the start of `bytes` are a well-formed character, or the
// longest start of one (Unicode's "maximal subpart"); `complete` tells which.
std::size_t utf8_subpart(std::string_view bytes, bool& complete) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = byte(0);
  complete = false;
  if (lead < 0x80) {
    complete = true;
    return 1;
  }
  if (lead < 0xC2 || lead > 0xF4) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= bytes.size()) return i;
    const unsigned c = byte(i);
    if (i == 1 ? (c < low || c > high) : (c < 0x80 || c > 0xBF)) return i;
  }
  complete = true;
  return length;
}

Text decode_utf8(std::string_view bytes, DecodeErrors errors) {
  Text text;
  while (!bytes.empty()) {
    bool complete = false;
    const std::size_t size = utf8_subpart(bytes, complete);
    if (complete) {
      text.append(Text::from_utf8(bytes.substr(0, size)));
    } else {
      if (errors == DecodeErrors::kStrict) undecodable("utf-8");
      text.append(kReplacement);
    }
    bytes.remove_prefix(size);
  }
  return text;
}

// Names the characters from `first` on that ASCII has not.
[[noreturn]] void raise_not_ascii(const Text& text, std::size_t first) {
  std::size_t end = first + 1;
  while (end < text.size() && text[end] >= 0x80) ++end;
  throw PythonError("UnicodeEncodeError",
                    std::vector<Value>{
                        Value("ascii"), Value(text), Value(static_cast<std::int64_t>(first)),
                        Value(static_cast<std::int64_t>(end)), Value("ordinal not in range(128)")});
}

// Up to 3.11 an exception inside a codec was wrapped in one that names it.
[[noreturn]] void raise_from_codec(const char* doing, const Text& codec, const std::string& text,
                                   const Profile& profile) {
  if (!profile.wording.codec_errors_are_wrapped) throw PythonError("UnicodeError", Text(text));
  throw PythonError("UnicodeError",
                    Text(std::string(doing) + " with '")
                        .append(codec)
                        .append(Text("' codec failed (UnicodeError: " + text + ")")));
}

// What the name of a codec has to be before it is looked up: UTF-8, and a text of C.
void check_codec_name(const Text& charset) {
  for (std::size_t start = 0; start < charset.size(); ++start) {
    if (!is_surrogate(charset[start])) continue;
    std::size_t end = start + 1;
    while (end < charset.size() && is_surrogate(charset[end])) ++end;
    throw PythonError("UnicodeEncodeError",
                      {Value("utf-8"), Value(charset), Value(static_cast<std::int64_t>(start)),
                       Value(static_cast<std::int64_t>(end)), Value("surrogates not allowed")});
  }
  if (find(charset, U'\0') != std::string::npos) {
    throw PythonError("ValueError", "embedded null character");
  }
}

}  // namespace

std::optional<Text> decode(std::string_view bytes, const Text& charset, DecodeErrors errors,
                           const Profile& profile) {
  check_codec_name(charset);
  if (bytes.empty()) return Text();  // str() does not even look the codec up
  const std::string name = normalized(charset);
  if (listed(kAsciiNames, name)) return decode_ascii(bytes, errors);
  if (listed(kLatin1Names, name)) return Text(bytes);
  if (listed(kUtf8Names, name) || (name == kWindowsName && profile.cp65001_is_utf8)) {
    return decode_utf8(bytes, errors);
  }
  if (name == "undefined") raise_from_codec("decoding", charset, "undefined encoding", profile);
  if (name == "idna") {
    if (errors == DecodeErrors::kReplace) {
      raise_from_codec("decoding", charset,
                       profile.wording.codec_error_has_colon ? "Unsupported error handling: replace"
                                                             : "Unsupported error handling replace",
                       profile);
    }
    if (lower(bytes).find("xn--") == std::string::npos) return decode_ascii(bytes, errors);
  }
  if (name == "idna" || listed(kOtherNames, name)) {
    throw Unsupported("the reference does not decode with the codec '" + charset.utf8() + "'");
  }
  return std::nullopt;
}

std::string encode(const Text& text, const Text& charset, const Profile& profile) {
  check_codec_name(charset);
  const std::string name = normalized(charset);
  std::string bytes;
  if (listed(kUtf8Names, name) || (name == kWindowsName && profile.cp65001_is_utf8)) {
    if (has_surrogates(text)) throw Unsupported("a surrogate in UTF-8");
    return text.utf8();
  }
  if (listed(kLatin1Names, name)) {
    append_latin1_strict(bytes, text);
    return bytes;
  }
  if (!listed(kAsciiNames, name)) {
    if (name == "undefined") {
      raise_from_codec("encoding", charset, "undefined encoding", profile);
    }
    if (listed(kNoTextNames, name)) {
      throw PythonError("LookupError",
                        Text("'").append(charset).append(std::string_view(
                            "' is not a text encoding; use codecs.encode() to handle arbitrary "
                            "codecs")));
    }
    if (name == kWindowsName) {
      throw PythonError("LookupError", "cp65001 encoding is only available on Windows");
    }
    if (name == "idna" || listed(kOtherNames, name)) {
      throw Unsupported("the reference does not encode with the codec '" + charset.utf8() + "'");
    }
    throw PythonError("LookupError", Text("unknown encoding: ").append(charset));
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 0x80) raise_not_ascii(text, i);
    bytes.push_back(static_cast<char>(text[i]));
  }
  return bytes;
}

std::string encode_ascii_surrogateescape(const Text& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c >= 0x80 && (c < 0xDC80 || c > 0xDCFF)) raise_not_ascii(text, i);
    bytes.push_back(static_cast<char>(c & 0xFFU));
  }
  return bytes;
}

std::string encode_raw_unicode_escape(const Text& text) {
  return encode_latin1_backslashreplace(text);
}

}  // namespace basehttp
