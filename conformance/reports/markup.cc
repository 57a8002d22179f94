#include "conformance/reports/markup.h"

#include "basehttp/text.h"

namespace basehttp::conformance {
namespace {

// Char of XML 1.0, section 2.2.
bool is_xml_character(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
}

}  // namespace

std::string markup_escaped(std::string_view utf8) {
  constexpr char32_t kReplacement = 0xFFFD;
  const Text text = Text::from_utf8(utf8);
  Text out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    switch (c) {
      case '&':
        out.append(Text("&amp;"));
        break;
      case '<':
        out.append(Text("&lt;"));
        break;
      case '>':
        out.append(Text("&gt;"));
        break;
      case '"':
        out.append(Text("&quot;"));
        break;
      default:
        out.append(is_xml_character(c) ? c : kReplacement);
    }
  }
  return out.utf8();
}

}  // namespace basehttp::conformance
