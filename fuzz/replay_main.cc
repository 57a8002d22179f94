// The main of a target where no engine is given: runs it on files, and on all files in folders.
//
// usage: <target> PATH...
//
// Exit status: 0 every input ran; 2 there was none, or a path cannot be read.  A target that
// finds something aborts, and the last line of the output names the input.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/harness/json_lines.h"
#include "fuzz/exact_bytes.h"

extern "C" {
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

// What the mutators of the targets fall back to comes with an engine.
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
std::size_t LLVMFuzzerMutate(std::uint8_t* /*data*/, std::size_t size, std::size_t /*max_size*/) {
  return size;
}
}

namespace basehttp::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void run(const fs::path& file) {
  const ExactBytes input(conformance::read_file(file));
  std::fprintf(stderr, "\r\x1b[K%s", file.c_str());
  const auto* data = reinterpret_cast<const std::uint8_t*>(input.view().data());
  if (LLVMFuzzerTestOneInput(data, input.view().size()) != 0) {
    std::fprintf(stderr, "\na target returns 0 and nothing else\n");
    std::abort();
  }
}

int replay(const std::vector<std::string>& paths) {
  std::size_t count = 0;
  for (const std::string& path : paths) {
    for (const fs::path& file : files_of(path)) {
      run(file);
      ++count;
    }
  }
  std::fprintf(stderr, "\r\x1b[K");
  std::printf("%zu inputs replayed\n", count);
  if (count == 0) std::fprintf(stderr, "no input: name files, or folders that hold some\n");
  return count == 0 ? 2 : 0;
}

}  // namespace
}  // namespace basehttp::fuzz

int main(int argc, char** argv) {
  try {
    return basehttp::fuzz::replay({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}
