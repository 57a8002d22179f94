#include "conformance/harness/atomic_files.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include "conformance/harness/input_error.h"
#include "conformance/harness/json_lines.h"

namespace basehttp::conformance {

namespace fs = std::filesystem;

AtomicFiles::~AtomicFiles() {
  std::error_code ignored;
  for (const auto& [temporary, file] : written_) fs::remove(temporary, ignored);
}

void AtomicFiles::write(const fs::path& file, const std::string& text) {
  std::error_code error;
  if (fs::is_regular_file(file, error) && read_file(file) == text) return;
  fs::path temporary = file;
  temporary += ".tmp";
  errno = 0;
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  if (out) written_.emplace_back(temporary, file);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) throw InputError(temporary.string(), 0, "", std::strerror(errno));
}

std::size_t AtomicFiles::commit() {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  std::error_code error;
  std::size_t changed = 0;
  std::string failed;
  for (const auto& [temporary, file] : written_) {
    fs::rename(temporary, file, error);
    if (error) {
      failed = file.string();
      break;
    }
    ++changed;
  }
  if (!error) {
    for (const fs::path& file : removed_)
      if (fs::remove(file, error)) ++changed;
    written_.clear();
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (error) throw InputError(failed, 0, "", error.message());
  return changed;
}

}  // namespace basehttp::conformance
