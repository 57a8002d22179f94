// Something that can be run as an interpreter is, and is a stub on either protocol.
#pragma once

#include <filesystem>
#include <string>

#include "conformance/unit/test_support.h"

namespace basehttp::fuzz {

// A script in `folder`; `fault` is one of piped_stub.cc.
inline std::string stub_interpreter(const conformance::TempFolder& folder, const std::string& fault,
                                    const std::string& version) {
  const std::string piped =
      conformance::shell_quoted(BASEHTTP_PIPED_STUB) + " " + fault + " " + version;
  const auto file =
      folder.write("python" + version, "#!/bin/sh\ncase $3 in *piped_subject.py) exec " + piped +
                                           ";; esac\nexec " + conformance::stub("none", version));
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  return file.string();
}

}  // namespace basehttp::fuzz
