#include "conformance/tool/loose_case.h"

#include "conformance/harness/case_loader.h"
#include "conformance/harness/input_error.h"
#include "conformance/harness/json_writer.h"

namespace basehttp::conformance {

Case read_loose_case(const std::string& json, const std::string& name) {
  JsonDocument document;
  try {
    // A subject is sent one line, however the case was laid out.
    std::string line;
    write_canonical(document.parse(json), line);
    return read_case(document.parse(line), line);
  } catch (const JsonError& error) {
    throw InputError(name, 0, error.key(), error.what());
  }
}

}  // namespace basehttp::conformance
