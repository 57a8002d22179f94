// A JSON Lines file: one object a line, blank lines skipped.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/harness/json_reader.h"

namespace basehttp::conformance {

struct JsonLine {
  const std::string& file;
  std::size_t number;  // from 1
  std::string_view text;
  Json json;  // lives during the visit
};

// Visits each line of `file`.  A JsonError of the parser or of `visit` becomes an
// InputError with file, line and key, as does a file that cannot be read, and
// one without any line: silence is no answer.
void for_each_line(const std::filesystem::path& file,
                   const std::function<void(const JsonLine&)>& visit);

// `path` itself when it is a file; the *.jsonl files of a directory, sorted by
// name, without `except`.  InputError when there is none.
[[nodiscard]] std::vector<std::filesystem::path> jsonl_files(const std::filesystem::path& path,
                                                             std::string_view except = {});

// The whole file.  InputError when it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

}  // namespace basehttp::conformance
