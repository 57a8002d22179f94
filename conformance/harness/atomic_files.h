// Several files that change together or not at all, short of a power cut.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace basehttp::conformance {

class AtomicFiles {
 public:
  AtomicFiles() = default;
  // Removes the temporary files of what was not committed.
  ~AtomicFiles();
  AtomicFiles(const AtomicFiles&) = delete;
  AtomicFiles& operator=(const AtomicFiles&) = delete;

  // Writes `text` beside `file`.  Nothing happens when the file holds it already.
  // InputError when it cannot be written.
  void write(const std::filesystem::path& file, const std::string& text);
  // Removes `file` on commit.
  void remove(const std::filesystem::path& file) { removed_.push_back(file); }
  // Renames and removes with signals held back.  The number of files changed.
  std::size_t commit();

 private:
  std::vector<std::pair<std::filesystem::path, std::filesystem::path>> written_;  // temporary, file
  std::vector<std::filesystem::path> removed_;
};

}  // namespace basehttp::conformance
