// The manual page, out of what --help says.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace basehttp::conformance {

// For man(1), section 1: every command with its options, example and exit codes.  `app` has all
// its commands; their closing parts come from footer().
[[nodiscard]] std::string man_page(const CLI::App& app, const std::string& version);

}  // namespace basehttp::conformance
