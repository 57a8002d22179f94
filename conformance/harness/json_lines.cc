#include "conformance/harness/json_lines.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "conformance/harness/input_error.h"

namespace basehttp::conformance {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::error_code status;
  if (fs::is_directory(file, status)) throw InputError(file.string(), 0, "", "is a directory");
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  if (!in) throw InputError(file.string(), 0, "", std::strerror(errno));
  std::string text(static_cast<std::size_t>(in.tellg()), '\0');
  in.seekg(0);
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in) throw InputError(file.string(), 0, "", "cannot be read");
  return text;
}

void for_each_line(const fs::path& file, const std::function<void(const JsonLine&)>& visit) {
  const std::string name = file.string();
  const std::string text = read_file(file);
  const std::string_view all = text;
  JsonDocument document;
  std::size_t number = 0;
  bool any = false;
  for (std::size_t start = 0; start < all.size();) {
    const std::size_t end = std::min(all.find('\n', start), all.size());
    const std::string_view line = all.substr(start, end - start);
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      any = true;
      try {
        visit({name, number, line, document.parse(line, all.size() - start)});
      } catch (const JsonError& error) {
        throw InputError(name, number, error.key(), error.what());
      }
    }
    start = end + 1;
  }
  if (!any) throw InputError(name, 0, "", "holds no line: an empty file proves nothing");
}

std::vector<fs::path> jsonl_files(const fs::path& path, std::string_view except) {
  std::error_code error;
  if (fs::is_regular_file(path, error)) return {path};
  std::vector<fs::path> files;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    const fs::path& file = it->path();
    if (file.extension() == ".jsonl" && file.filename() != except) files.push_back(file);
  }
  if (error) throw InputError(path.string(), 0, "", error.message());
  if (files.empty()) throw InputError(path.string(), 0, "", "holds no *.jsonl file");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace basehttp::conformance
