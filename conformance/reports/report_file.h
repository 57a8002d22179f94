// A report's place on disk, looked at before the work and filled after it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace basehttp::conformance {

class ReportFile {
 public:
  // InputError when a report could not be written there: no such folder, no right to
  // write in it, a name that belongs to something other than a file.  `option` is what
  // named the file, as "--html".  Leaves nothing behind.
  ReportFile(std::string_view option, const std::string& file);

  // The file with its links followed.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  // Writes to a temporary file beside it and renames that.  InputError when it fails; what
  // stood there before then still does.
  void write(const std::string& text) const;

 private:
  std::filesystem::path path_;
};

}  // namespace basehttp::conformance
