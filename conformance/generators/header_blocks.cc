#include "conformance/generators/header_blocks.h"

#include "conformance/generators/choose.h"

namespace basehttp::conformance::generators {

rc::Gen<std::vector<FieldLine>> plain_fields() { return list_of(6, plain_field_lines()); }

std::string block_of(const std::vector<FieldLine>& fields) {
  std::string text;
  for (const FieldLine& field : fields) text += field.text();
  return text + "\r\n";
}

rc::Gen<std::string> near_blocks() {
  return rc::gen::apply(
      [](const std::string& lines, const std::string& end) { return lines + end; },
      joined(6, near_field_lines()), choice({"\r\n", "\r\n", "\r\n", "\n", "", "\r\n\r\n"}));
}

}  // namespace basehttp::conformance::generators
