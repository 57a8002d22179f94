#include "conformance/reports/json_text.h"

#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {

std::string json_string(std::string_view utf8) {
  std::string out;
  write_text(Text::from_utf8(utf8), out);
  return out;
}

std::string json_strings(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const std::string& item : items) {
    if (out.size() != 1) out += ", ";
    write_text(Text::from_utf8(item), out);
  }
  return out + ']';
}

}  // namespace basehttp::conformance
